/** What the shapes mean: in the help, and in a fold below the figures of the log. */
import { OUTCOMES, type Outcome } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { eventSymbol, insideSymbol, outcomeSymbol, staySymbol } from '../elements/symbols.js';

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

/** What the shapes in the lanes mean: a part with its heading for each place. */
export function legend(): HTMLElement[] {
  return [
    part('Endings', ...OUTCOMES.map((outcome) => line(outcomeSymbol(outcome), MEANINGS[outcome]))),
    part(
      'In a bar',
      line(swatch('up'), 'PeerConnection up'),
      line(swatch('handle'), 'Handle attached; broken line: detached'),
      line(swatch('fray'), 'Began before the log did'),
    ),
    ticks(),
    part(
      'In an opened lane (Space)',
      line(swatch('ice'), 'ICE connecting'),
      line(swatch('dtls'), 'DTLS handshake'),
      ...INSIDES.map(([kind, meaning]) => line(insideSymbol(kind), meaning)),
    ),
    part(
      'Grouped by room',
      line(swatch('up'), 'Publishing, or watching'),
      ...STAYS.map(([kind, meaning]) => line(staySymbol(kind), meaning)),
    ),
  ];
}

const swatch = (name: string): HTMLElement => h('span', { class: `swatch ${name}` });

const line = (symbol: Element, meaning: string): HTMLElement => h('li', {}, symbol, h('span', {}, meaning));

const part = (title: string, ...lines: readonly HTMLElement[]): HTMLElement =>
  h('section', {}, h('h3', {}, title), h('ul', { class: 'legend' }, ...lines));

const ticks = (): HTMLElement =>
  h(
    'section',
    {},
    h('h3', {}, 'Ticks below it'),
    h('ul', { class: 'legend ticks' }, ...TICKS.map(([type, name]) => line(eventSymbol(type), name))),
  );
