/** Offers and answers: who sent which, what they agree on, and the whole SDP behind it. */
import type { SdpSummary, SessionDetail, WebrtcStep } from '../../../src/analysis/timeline-details.js';
import { type Child, h } from '../elements/dom.js';
import { link } from '../elements/toolkit.js';
import { type DetailActions, type Looked, timeText } from './actions.js';
import { type JsonNode, parseJson } from './json-text.js';
import type { PeerConnections } from './peer-connections.js';
import { failure, folded, listed, messageOf, section } from './section.js';

type SdpStep = Extract<WebrtcStep, { kind: 'sdp' }>;

const LISTED = 20;

export function negotiationSection(
  detail: SessionDetail,
  looked: Looked,
  connections: PeerConnections,
  actions: DetailActions,
): HTMLElement | null {
  const steps = [...connections.values()].flatMap(({ sdps }) => sdps).sort((a, b) => a.at - b.at);
  if (steps.length === 0) return null;
  const plugins = new Map(detail.handles.map(({ id, plugin }) => [id, plugin]));
  const rows = steps.map((step) =>
    h(
      'li',
      {},
      folded(
        [
          h('span', { class: 'time' }, timeText(looked, step.at)),
          h('strong', {}, step.type),
          // Janus' point of view: "remote" is what the client sent.
          h('span', { class: 'muted' }, step.owner === 'remote' ? 'from the client' : 'from Janus'),
          detail.handles.length > 1 ? h('span', { class: 'muted' }, plugins.get(step.handle ?? '') ?? '') : null,
        ],
        () => sdpParts(step, actions),
      ),
    ),
  );
  return section('Negotiation', steps.length, listed(rows, LISTED, 'sdps'));
}

function sdpParts(step: SdpStep, actions: DetailActions): Child[] {
  const { summary } = step;
  return [
    summary === null
      ? h('p', { class: 'muted' }, 'This event holds no SDP that can be read.')
      : h('dl', { class: 'facts' }, ...summary.media.flatMap(mediumRows), ...sessionRows(summary)),
    folded(['SDP'], () => [fullText(step, actions)]),
  ];
}

function mediumRows(medium: SdpSummary['media'][number], index: number): HTMLElement[] {
  const name = medium.mid === null ? `${medium.kind} (m-line ${index + 1})` : `${medium.kind} (mid ${medium.mid})`;
  const { extensions } = medium;
  return [
    h('dt', {}, name),
    h(
      'dd',
      {},
      h('span', {}, medium.refused ? 'refused (port 0)' : medium.direction),
      medium.codecs.length === 0 ? null : h('span', { class: 'id' }, ` ${medium.codecs.join(', ')}`),
      medium.simulcast === null ? null : h('div', {}, `simulcast ${medium.simulcast}`),
      extensions.length === 0
        ? null
        : folded([`${extensions.length} header extension${extensions.length === 1 ? '' : 's'}`], () => [
            extensions.join(', '),
          ]),
    ),
  ];
}

function sessionRows({ bundle, setup, iceLite }: SdpSummary): HTMLElement[] {
  const rows: [string, string][] = [
    [
      'Bundle',
      bundle.length === 0 ? 'none: a transport for each medium' : bundle.map((mids) => `mids ${mids}`).join('; '),
    ],
  ];
  if (setup !== null) rows.push(['DTLS role', setup]);
  if (iceLite) rows.push(['ICE', 'lite']);
  return rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
}

/** The text is read from the log when it is looked at. */
function fullText(step: SdpStep, actions: DetailActions): HTMLElement {
  const element = h('div', {}, h('p', { class: 'muted' }, 'Loading …'));
  const load = async (): Promise<void> => {
    try {
      const sdp = sdpOf(parseJson(await actions.json(step.offset, step.length)));
      element.replaceChildren(
        h('pre', { tabindex: '0', 'aria-label': `SDP of the ${step.type}` }, sdp),
        h(
          'p',
          { class: 'detail-actions' },
          link('Copy SDP', () => actions.copy(sdp)),
          link('Open in log', () => actions.open(step.offset, step.length)),
        ),
      );
    } catch (error) {
      element.replaceChildren(failure('The SDP could not be loaded.', messageOf(error), () => void load()));
    }
  };
  void load();
  return element;
}

function sdpOf(event: JsonNode): string {
  let node: JsonNode | undefined = event;
  for (const key of ['event', 'jsep', 'sdp'])
    node = node?.kind === 'object' ? node.members.find((member) => member.key === key)?.value : undefined;
  if (node?.kind !== 'string') throw new Error('There is none in the event.');
  return node.text;
}
