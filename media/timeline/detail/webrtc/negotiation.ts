/** Offers and answers: who sent which, what they agree on, and the whole SDP behind it. */
import { plural } from '../../../../src/words/numbers.js';
import * as l10n from '@vscode/l10n';
import type { SdpSummary, SessionDetail, WebrtcStep } from '../../../../src/analysis/requests/timeline-details.js';
import { type Child, h } from '../../elements/dom.js';
import { link } from '../../elements/toolkit.js';
import { type DetailActions, type Looked, timeText } from '../actions.js';
import { type JsonNode, parseJson } from '../events/json-text.js';
import type { PeerConnections } from './peer-connections.js';
import { failure, folded, listed, messageOf, section } from '../section.js';

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
          h('span', { class: 'muted' }, step.owner === 'remote' ? l10n.t('from the client') : l10n.t('from Janus')),
          detail.handles.length > 1 ? h('span', { class: 'muted' }, plugins.get(step.handle ?? '') ?? '') : null,
        ],
        () => sdpParts(step, actions),
      ),
    ),
  );
  return section(l10n.t('Negotiation'), steps.length, listed(rows, LISTED, 'sdps'));
}

function sdpParts(step: SdpStep, actions: DetailActions): Child[] {
  const { summary } = step;
  return [
    summary === null
      ? h('p', { class: 'muted' }, l10n.t('This event holds no SDP that can be read.'))
      : h('dl', { class: 'facts' }, ...summary.media.flatMap(mediumRows), ...sessionRows(summary)),
    folded(['SDP'], () => [fullText(step, actions)]),
  ];
}

function mediumRows(medium: SdpSummary['media'][number], index: number): HTMLElement[] {
  const name =
    medium.mid === null
      ? l10n.t('{0} (m-line {1})', medium.kind, index + 1)
      : l10n.t('{0} (mid {1})', medium.kind, medium.mid);
  const { extensions } = medium;
  return [
    h('dt', {}, name),
    h(
      'dd',
      {},
      h('span', {}, medium.refused ? l10n.t('refused (port 0)') : medium.direction),
      medium.codecs.length === 0 ? null : h('span', { class: 'id' }, ` ${medium.codecs.join(', ')}`),
      medium.simulcast === null ? null : h('div', {}, l10n.t('simulcast {0}', medium.simulcast)),
      extensions.length === 0
        ? null
        : folded([plural(extensions.length, l10n.t('{0} header extension|{0} header extensions'))], () => [
            extensions.join(', '),
          ]),
    ),
  ];
}

function sessionRows({ bundle, setup, iceLite }: SdpSummary): HTMLElement[] {
  const rows: [string, string][] = [
    [
      l10n.t('Bundle'),
      bundle.length === 0
        ? l10n.t('none: a transport for each medium')
        : bundle.map((mids) => l10n.t('mids {0}', mids)).join('; '),
    ],
  ];
  if (setup !== null) rows.push([l10n.t('DTLS role'), setup]);
  if (iceLite) rows.push(['ICE', 'lite']);
  return rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
}

/** The text is read from the log when it is looked at. */
function fullText(step: SdpStep, actions: DetailActions): HTMLElement {
  const element = h('div', {}, h('p', { class: 'muted' }, l10n.t('Loading …')));
  const load = async (): Promise<void> => {
    try {
      const sdp = sdpOf(parseJson(await actions.json(step.offset, step.length)));
      element.replaceChildren(
        h('pre', { tabindex: '0', 'aria-label': l10n.t('SDP of the {0}', step.type) }, sdp),
        h(
          'p',
          { class: 'detail-actions' },
          link(l10n.t('Copy SDP'), () => actions.copy(sdp)),
          link(l10n.t('Open in log'), () => actions.open(step.offset, step.length)),
        ),
      );
    } catch (error) {
      element.replaceChildren(failure(l10n.t('The SDP could not be loaded.'), messageOf(error), () => void load()));
    }
  };
  void load();
  return element;
}

function sdpOf(event: JsonNode): string {
  let node: JsonNode | undefined = event;
  for (const key of ['event', 'jsep', 'sdp'])
    node = node?.kind === 'object' ? node.members.find((member) => member.key === key)?.value : undefined;
  if (node?.kind !== 'string') throw new Error(l10n.t('There is none in the event.'));
  return node.text;
}
