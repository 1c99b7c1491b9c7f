/** The session's handles: what each was for, how long, and how its PeerConnection came up and went. */
import type { SessionDetail, WebrtcStep } from '../../../src/analysis/timeline-details.js';
import { type Child, h } from '../elements/dom.js';
import { link } from '../elements/toolkit.js';
import { duration, elapsed, grouped } from '../words/wording.js';
import { type DetailActions, type Looked, timeText } from './actions.js';
import { candidateParts, type PeerConnection, type PeerConnections } from './peer-connections.js';
import { folded, listed, section } from './section.js';

type HandleRow = SessionDetail['handles'][number];

/** Handles unfolded from the beginning. */
const UNFOLDED = 2;
const LISTED = 20;
const CANDIDATES = 50;

export function handleSection(
  detail: SessionDetail,
  looked: Looked,
  connections: PeerConnections,
  actions: DetailActions,
): HTMLElement | null {
  const { handles, moreHandles } = detail;
  if (handles.length === 0) return null;
  const rows = handles.map((handle, index) =>
    h(
      'li',
      {},
      folded(
        [
          h('strong', {}, handle.plugin === '' ? 'unknown plugin' : handle.plugin),
          h('span', { class: 'id' }, handle.id),
        ],
        () => handleParts(handle, looked, connections.get(handle.id), actions),
        index < UNFOLDED,
      ),
    ),
  );
  return section(
    'Handles',
    handles.length + moreHandles,
    listed(rows, LISTED, 'handles'),
    moreHandles === 0 ? null : h('p', { class: 'muted' }, `and ${grouped(moreHandles)} more, which are not listed`),
  );
}

function handleParts(
  handle: HandleRow,
  looked: Looked,
  connection: PeerConnection | undefined,
  actions: DetailActions,
): Child[] {
  const from = handle.from === null ? 'before the log' : timeText(looked, handle.from);
  const to = handle.to === null ? 'not detached' : timeText(looked, handle.to);
  const opaqueId: [string, Child[]][] =
    handle.opaqueId === null ? [] : [['Opaque id', [h('span', { class: 'id' }, handle.opaqueId)]]];
  const rows: [string, Child[]][] = [
    ['Attached', [`${from} – ${to}`]],
    ...opaqueId,
    ...(connection === undefined ? [] : connectionRows(handle, looked, connection, actions)),
  ];
  return [h('dl', { class: 'facts' }, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, ...value)]))];
}

/** What a PeerConnection went through, each with its time since the handle was attached. */
function connectionRows(
  handle: HandleRow,
  looked: Looked,
  connection: PeerConnection,
  actions: DetailActions,
): [string, Child[]][] {
  const start = handle.from ?? looked.start;
  const place = (step: WebrtcStep, words: string): Child =>
    link(
      words,
      () => actions.open(step.offset, step.length),
      `${timeText(looked, step.at)}: open this event in the log`,
    );
  const states = (steps: readonly (WebrtcStep & { state: string })[]): Child[] =>
    steps.slice(0, 12).map((step) => phase(place(step, step.state), elapsed(step.at - start, 3)));
  const rows: [string, Child[]][] = [];
  if (connection.ice.length > 0) rows.push(['ICE', states(connection.ice)]);
  if (connection.dtls.length > 0) rows.push(['DTLS', states(connection.dtls)]);
  const up = [
    ...connection.up.map((step) => phase(place(step, 'up'), elapsed(step.at - start, 3))),
    ...connection.hangups.map((step) =>
      phase(place(step, 'hangup'), `${elapsed(step.at - start, 3)} ${step.reason}`.trim()),
    ),
  ];
  if (up.length > 0) rows.push(['PeerConnection', up]);
  const pair = connection.pairs.at(-1);
  if (pair !== undefined) rows.push(['Selected pair', [h('span', { class: 'id' }, place(pair, pair.text))]]);
  const { local, remote } = connection.candidates;
  if (local.length + remote.length > 0)
    rows.push(['Candidates', [candidates('local', local), candidates('remote', remote)]]);
  for (const [medium, steps] of connection.receiving) rows.push([medium, [receivingText(steps, looked, place)]]);
  if (connection.slowLinks.length > 0) rows.push(['Slow link', slowLinks(connection, looked, place)]);
  return rows;
}

const phase = (what: Child, when: string): HTMLElement =>
  h('span', { class: 'phase' }, what, ' ', h('span', { class: 'muted' }, when));

function candidates(side: string, steps: PeerConnection['candidates']['local']): Child {
  const rows = (): HTMLElement[] =>
    steps.map(({ text }) => {
      const parts = candidateParts(text);
      return h(
        'li',
        {},
        ...(parts === null
          ? [h('span', { class: 'id' }, text)]
          : [
              h('span', { class: 'id' }, parts.address),
              h('span', { class: 'muted' }, ` ${parts.type} ${parts.transport}`),
            ]),
      );
    });
  if (steps.length === 0) return h('span', { class: 'muted' }, `no ${side} candidate `);
  return folded([`${grouped(steps.length)} ${side}`], () => [listed(rows(), CANDIDATES, 'candidates')]);
}

/** "receiving 07:05:36.250 – 07:05:40.001, again from …" */
function receivingText(
  steps: readonly (WebrtcStep & { kind: 'receiving' })[],
  looked: Looked,
  place: (step: WebrtcStep, words: string) => Child,
): Child {
  const shown = steps.slice(-6);
  const before = steps.length - shown.length;
  return h(
    'span',
    {},
    before > 0 ? h('span', { class: 'muted' }, `${grouped(before)} changes before; `) : null,
    ...shown.flatMap((step, index) => [
      index === 0 ? '' : ', ',
      place(step, step.on ? 'receiving' : 'not receiving'),
      h('span', { class: 'muted' }, ` from ${timeText(looked, step.at)}`),
    ]),
  );
}

function slowLinks(
  { slowLinks: steps }: PeerConnection,
  looked: Looked,
  place: (step: WebrtcStep, words: string) => Child,
): Child[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [];
  const times = steps.length === 1 ? 'once' : `${grouped(steps.length)} times in ${duration(last.at - first.at)}`;
  return [
    place(first, times),
    h(
      'span',
      { class: 'muted' },
      `, first ${first.direction} of ${first.medium} at ${timeText(looked, first.at)}${first.lost === null ? '' : `, ${grouped(first.lost)} packets lost`}`,
    ),
  ];
}
