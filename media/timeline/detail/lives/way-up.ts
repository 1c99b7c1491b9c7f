/** The way up of a PeerConnection: from step to step with times, where it stopped, over which candidates it went. */
import * as l10n from '@vscode/l10n';
import type { WebrtcStep } from '../../../../src/analysis/requests/timeline-details.js';
import { h } from '../../elements/dom.js';
import { link } from '../../elements/toolkit.js';
import { number } from '../../../../src/words/numbers.js';
import { duration } from '../../../../src/words/times.js';
import { elapsed } from '../../../../src/words/clocks.js';
import type { DetailActions } from '../actions.js';
import { candidateParts } from '../webrtc/peer-connections.js';
import { listed, section } from '../section.js';
import { capital } from '../../../../src/words/sentences.js';

/** Steps listed before the rest is asked for. */
const LISTED = 16;

/** A step that tells how far it came; null for one that does not. */
function wayWords(step: WebrtcStep): string | null {
  switch (step.kind) {
    case 'sdp': {
      const type = capital(step.type);
      return step.owner === 'remote' ? l10n.t('{0} from the peer', type) : l10n.t('{0} by Janus', type);
    }
    case 'ice':
      return `ICE ${step.state}`;
    case 'dtls':
      return `DTLS ${step.state}`;
    case 'up':
      return l10n.t('Up');
    case 'hangup':
      return step.reason === '' ? l10n.t('Hung up') : l10n.t('Hung up: {0}', step.reason);
    default:
      return null;
  }
}

/** "2 host, 1 srflx" of one side's candidates; '' for none. */
function candidateKinds(steps: readonly WebrtcStep[], side: 'local' | 'remote'): string {
  const counts = new Map<string, number>();
  for (const step of steps) {
    if (step.kind !== 'candidate' || step.side !== side) continue;
    const parts = candidateParts(step.text);
    const kind =
      parts === null
        ? l10n.t('unknown')
        : parts.transport === 'udp'
          ? parts.type
          : l10n.t('{0} over {1}', parts.type, parts.transport);
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
        link(words, () => actions.open(step.offset, step.length), l10n.t('Open this event in the log')),
      ),
      h('span', { class: 'when muted' }, since > 0 ? l10n.t('after {0}', duration(since)) : ''),
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
            h('span', { class: 'what' }, l10n.t('Handle attached')),
          ),
        ];
  const pair = steps.findLast((step) => step.kind === 'pair');
  const facts = [
    [l10n.t('Local candidates'), candidateKinds(steps, 'local')],
    [l10n.t('Remote candidates'), candidateKinds(steps, 'remote')],
    [l10n.t('Selected pair'), pair?.kind === 'pair' ? pair.text : ''],
  ].filter(([, value]) => value !== '');
  return section(
    l10n.t('Way up'),
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
