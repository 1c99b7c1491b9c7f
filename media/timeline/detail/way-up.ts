/** The way up of a PeerConnection: from step to step with times, where it stopped, over which candidates it went. */
import type { WebrtcStep } from '../../../src/analysis/timeline-details.js';
import { h } from '../elements/dom.js';
import { link } from '../elements/toolkit.js';
import { number } from '../../../src/words/numbers.js';
import { duration } from '../../../src/words/times.js';
import { elapsed } from '../words/wording.js';
import type { DetailActions } from './actions.js';
import { candidateParts } from './peer-connections.js';
import { listed, section } from './section.js';

/** Steps listed before the rest is asked for. */
const LISTED = 16;

/** A step that tells how far it came; null for one that does not. */
export function wayWords(step: WebrtcStep): string | null {
  switch (step.kind) {
    case 'sdp': {
      const by = step.owner === 'remote' ? 'from the peer' : 'by Janus';
      return `${step.type.charAt(0).toUpperCase()}${step.type.slice(1)} ${by}`;
    }
    case 'ice':
      return `ICE ${step.state}`;
    case 'dtls':
      return `DTLS ${step.state}`;
    case 'up':
      return 'Up';
    case 'hangup':
      return `Hung up${step.reason === '' ? '' : `: ${step.reason}`}`;
    default:
      return null;
  }
}

/** "2 host, 1 srflx" of one side's candidates; '' for none. */
export function candidateKinds(steps: readonly WebrtcStep[], side: 'local' | 'remote'): string {
  const counts = new Map<string, number>();
  for (const step of steps) {
    if (step.kind !== 'candidate' || step.side !== side) continue;
    const parts = candidateParts(step.text);
    const kind =
      parts === null ? 'unknown' : parts.transport === 'udp' ? parts.type : `${parts.type} over ${parts.transport}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${number(count)} ${kind}`).join(', ');
}

/** @param from when it began, µs since the Unix epoch; `attached`: when its handle was, null where that is not known */
export function waySection(
  steps: readonly WebrtcStep[],
  from: number,
  attached: number | null,
  actions: DetailActions,
): HTMLElement | null {
  const told = steps.flatMap((step) => {
    const words = wayWords(step);
    return words === null ? [] : [{ step, words }];
  });
  if (told.length === 0) return null;
  let before = attached ?? from;
  const rows = told.map(({ step, words }) => {
    const since = step.at - before;
    before = step.at;
    return h(
      'li',
      {},
      h('span', { class: 'time' }, elapsed(step.at - from, 3)),
      h(
        'span',
        { class: 'what' },
        link(words, () => actions.open(step.offset, step.length), 'Open this event in the log'),
      ),
      h('span', { class: 'when muted' }, since > 0 ? `after ${duration(since)}` : ''),
    );
  });
  const first =
    attached === null
      ? []
      : [
          h(
            'li',
            {},
            h('span', { class: 'time' }, elapsed(attached - from, 3)),
            h('span', { class: 'what' }, 'Handle attached'),
          ),
        ];
  const pair = steps.findLast((step) => step.kind === 'pair');
  const facts = [
    ['Local candidates', candidateKinds(steps, 'local')],
    ['Remote candidates', candidateKinds(steps, 'remote')],
    ['Selected pair', pair?.kind === 'pair' ? pair.text : ''],
  ].filter(([, value]) => value !== '');
  return section(
    'Way up',
    null,
    listed([...first, ...rows], LISTED, 'way'),
    facts.length === 0
      ? null
      : h(
          'dl',
          { class: 'facts' },
          ...facts.flatMap(([label, value]) => [h('dt', {}, label ?? ''), h('dd', { class: 'id' }, value ?? '')]),
        ),
  );
}
