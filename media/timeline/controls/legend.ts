/** What the detail area shows while no session is selected: the log in numbers, and what the shapes mean. */
import { OUTCOMES, type Outcome, type TimelineLog } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { eventSymbol, insideSymbol, outcomeSymbol, staySymbol } from '../elements/symbols.js';
import { duration, fileName, grouped } from '../words/wording.js';

const MEANINGS: Record<Outcome, string> = {
  destroyed: 'Destroyed, with its session event',
  timeout: 'Timed out, with its session event',
  silent: 'Ended silently, without one',
  open: 'Still open where the log ends',
  unknown: 'The log cannot tell how it ended',
};

const TICKS: readonly (readonly [type: number, name: string])[] = [
  [1, 'session'],
  [2, 'handle'],
  [8, 'JSEP'],
  [16, 'WebRTC'],
  [32, 'media'],
  [64, 'plugin'],
];

const INSIDES = [
  ['bitrate', 'Bitrate received and sent'],
  ['offer', 'Offer'],
  ['answer', 'Answer'],
  ['slow-link', 'Slow link: packets were lost'],
  ['stopped', 'A medium does not come any more'],
  ['hangup', 'PeerConnection closed'],
] as const;

const STAYS = [
  ['talking', 'Talking'],
  ['muted', 'Muted'],
  ['kicked', 'Kicked'],
  ['implied', 'Ended with what held it: no event tells'],
] as const;

export function legend(log: TimelineLog): HTMLElement[] {
  const emitters = log.emitters.map((emitter) =>
    h(
      'li',
      {},
      emitter.name,
      h('span', { class: 'muted' }, emitter.version === null ? '' : ` Janus ${emitter.version}`),
    ),
  );
  return [
    h('h2', { title: log.name }, fileName(log.name)),
    h('p', { class: 'subtitle' }, `${grouped(log.count)} sessions in ${duration(log.length)}`),
    h('h3', {}, 'Endings'),
    h(
      'ul',
      { class: 'legend' },
      ...OUTCOMES.map((outcome) =>
        h('li', {}, outcomeSymbol(outcome), h('span', {}, MEANINGS[outcome]), h('b', {}, grouped(log.counts[outcome]))),
      ),
    ),
    h('h3', {}, 'In a bar'),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, h('span', { class: 'swatch up' }), h('span', {}, 'PeerConnection up')),
      h('li', {}, h('span', { class: 'swatch handle' }), h('span', {}, 'Handle attached; broken line: detached')),
      h('li', {}, h('span', { class: 'swatch fray' }), h('span', {}, 'Began before the log did')),
    ),
    h('h3', {}, 'Ticks below it'),
    h(
      'ul',
      { class: 'legend ticks' },
      ...TICKS.map(([type, name]) => h('li', {}, eventSymbol(type), h('span', {}, name))),
    ),
    h('h3', {}, 'In an opened lane (Space)'),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, h('span', { class: 'swatch ice' }), h('span', {}, 'ICE connecting')),
      h('li', {}, h('span', { class: 'swatch dtls' }), h('span', {}, 'DTLS handshake')),
      ...INSIDES.map(([kind, meaning]) => h('li', {}, insideSymbol(kind), h('span', {}, meaning))),
    ),
    h('h3', {}, 'Grouped by room'),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, h('span', { class: 'swatch up' }), h('span', {}, 'Publishing, or watching')),
      ...STAYS.map(([kind, meaning]) => h('li', {}, staySymbol(kind), h('span', {}, meaning))),
    ),
    h('h3', {}, 'Servers'),
    h('ul', { class: 'legend' }, ...emitters),
    h('p', { class: 'muted hint' }, 'Click a session for its verdict. Press ? for the keys.'),
  ];
}
