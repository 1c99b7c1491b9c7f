/** The session's handles: what each was for, how long, and how its PeerConnection came up and went. */
import * as l10n from '@vscode/l10n';
import type { SessionDetail, WebrtcStep } from '../../../../src/analysis/requests/timeline-details.js';
import { type Child, h } from '../../elements/dom.js';
import { link } from '../../elements/toolkit.js';
import { number, plural } from '../../../../src/words/numbers.js';
import { duration } from '../../../../src/words/times.js';
import { elapsed } from '../../../../src/words/clocks.js';
import { type DetailActions, type Looked, timeText } from '../actions.js';
import { candidateParts, type PeerConnection, type PeerConnections } from '../webrtc/peer-connections.js';
import { folded, listed, section } from '../section.js';

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
          h('strong', {}, handle.plugin === '' ? l10n.t('unknown plugin') : handle.plugin),
          h('span', { class: 'id' }, handle.id),
        ],
        () => handleParts(handle, looked, connections.get(handle.id), actions),
        index < UNFOLDED,
      ),
    ),
  );
  return section(
    l10n.t('Handles'),
    handles.length + moreHandles,
    listed(rows, LISTED, 'handles'),
    moreHandles === 0
      ? null
      : h('p', { class: 'muted' }, l10n.t('and {0} more, which are not listed', number(moreHandles))),
  );
}

function handleParts(
  handle: HandleRow,
  looked: Looked,
  connection: PeerConnection | undefined,
  actions: DetailActions,
): Child[] {
  const from = handle.from === null ? l10n.t('before the log') : timeText(looked, handle.from);
  const to = handle.to === null ? l10n.t('not detached') : timeText(looked, handle.to);
  const opaqueId: [string, Child[]][] =
    handle.opaqueId === null ? [] : [[l10n.t('Opaque id'), [h('span', { class: 'id' }, handle.opaqueId)]]];
  const rows: [string, Child[]][] = [
    [l10n.t('Attached'), [`${from} – ${to}`]],
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
      l10n.t('{0}: open this event in the log', timeText(looked, step.at)),
    );
  const states = (steps: readonly (WebrtcStep & { state: string })[]): Child[] =>
    steps.slice(0, 12).map((step) => phase(place(step, step.state), elapsed(step.at - start, 3)));
  const rows: [string, Child[]][] = [];
  if (connection.ice.length > 0) rows.push(['ICE', states(connection.ice)]);
  if (connection.dtls.length > 0) rows.push(['DTLS', states(connection.dtls)]);
  const up = [
    ...connection.up.map((step) => phase(place(step, l10n.t('up')), elapsed(step.at - start, 3))),
    ...connection.hangups.map((step) =>
      phase(place(step, l10n.t('hangup')), `${elapsed(step.at - start, 3)} ${step.reason}`.trim()),
    ),
  ];
  if (up.length > 0) rows.push(['PeerConnection', up]);
  const pair = connection.pairs.at(-1);
  if (pair !== undefined) rows.push([l10n.t('Selected pair'), [h('span', { class: 'id' }, place(pair, pair.text))]]);
  const { local, remote } = connection.candidates;
  if (local.length + remote.length > 0)
    rows.push([l10n.t('Candidates'), [candidates('local', local), candidates('remote', remote)]]);
  for (const [medium, steps] of connection.receiving) rows.push([medium, [receivingText(steps, looked, place)]]);
  if (connection.slowLinks.length > 0) rows.push([l10n.t('Slow link'), slowLinks(connection, looked, place)]);
  return rows;
}

const phase = (what: Child, when: string): HTMLElement =>
  h('span', { class: 'phase' }, what, ' ', h('span', { class: 'muted' }, when));

function candidates(side: 'local' | 'remote', steps: PeerConnection['candidates']['local']): Child {
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
  const none = side === 'local' ? l10n.t('no local candidate') : l10n.t('no remote candidate');
  if (steps.length === 0) return h('span', { class: 'muted' }, none);
  const count =
    side === 'local' ? l10n.t('{0} local', number(steps.length)) : l10n.t('{0} remote', number(steps.length));
  return folded([count], () => [listed(rows(), CANDIDATES, 'candidates')]);
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
    before > 0
      ? h('span', { class: 'muted' }, plural(before, l10n.t('{0} change before|{0} changes before')), '; ')
      : null,
    ...shown.flatMap((step, index) => [
      index === 0 ? '' : ', ',
      place(step, step.on ? l10n.t('receiving') : l10n.t('not receiving')),
      h('span', { class: 'muted' }, ' ', l10n.t('from {0}', timeText(looked, step.at))),
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
  const times = plural(steps.length, l10n.t('once|{0} times in {1}'), duration(last.at - first.at));
  const where = [first.direction, first.medium, timeText(looked, first.at)];
  return [
    place(first, times),
    h(
      'span',
      { class: 'muted' },
      ', ',
      first.lost === null
        ? l10n.t('first {0} of {1} at {2}', ...where)
        : plural(
            first.lost,
            l10n.t('first {1} of {2} at {3}, {0} packet lost|first {1} of {2} at {3}, {0} packets lost'),
            ...where,
          ),
    ),
  ];
}
