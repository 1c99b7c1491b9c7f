/** What the shapes mean: in the help, and in a fold below the figures of the log. */
import * as l10n from '@vscode/l10n';
import { OUTCOMES, type Outcome } from '../../../src/analysis/lanes/protocol.js';
import { expectedTitle } from '../../../src/words/outcomes.js';
import { eventTypeName } from '../../../src/words/event-types.js';
import { h } from '../elements/dom.js';
import { eventSymbol, insideSymbol, outcomeSymbol, staySymbol } from '../elements/symbols.js';

const meanings = (): Record<Outcome, string> => ({
  destroyed: l10n.t('Destroyed, with its session event'),
  timeout: l10n.t('Timed out, with its session event'),
  silent: l10n.t('Ended silently, without one'),
  open: l10n.t('Still open where the log ends'),
  unknown: l10n.t('The log cannot tell how it ended'),
});

const TICKS = [1, 2, 8, 16, 32, 64];

const insides = () =>
  [
    ['bitrate', l10n.t('Bitrate received and sent')],
    ['offer', l10n.t('Offer')],
    ['answer', l10n.t('Answer')],
    ['slow-link', l10n.t('Slow link: packets were lost')],
    ['stopped', l10n.t('A medium does not come any more')],
    ['hangup', l10n.t('PeerConnection closed')],
  ] as const;

const stays = () =>
  [
    ['talking', l10n.t('Talking')],
    ['muted', l10n.t('Muted')],
    ['kicked', l10n.t('Kicked')],
    ['implied', l10n.t('Ended with what held it: no event tells')],
  ] as const;

/** What the shapes in the lanes mean: a part with its heading for each place. */
export function legend(): HTMLElement[] {
  return [
    part(
      l10n.t('Endings'),
      ...OUTCOMES.map((outcome) => line(outcomeSymbol(outcome), meanings()[outcome])),
      line(outcomeSymbol('silent', true), expectedTitle()),
    ),
    part(
      l10n.t('In a bar'),
      line(swatch('up'), l10n.t('PeerConnection up')),
      line(swatch('handle'), l10n.t('Handle attached; broken line: detached')),
      line(swatch('fray'), l10n.t('Began before the log did')),
    ),
    ticks(),
    part(
      l10n.t('In an opened lane (Space)'),
      line(swatch('ice'), l10n.t('ICE connecting')),
      line(swatch('dtls'), l10n.t('DTLS handshake')),
      ...insides().map(([kind, meaning]) => line(insideSymbol(kind), meaning)),
    ),
    part(
      l10n.t('Grouped by room'),
      line(swatch('up'), l10n.t('Publishing, or watching')),
      ...stays().map(([kind, meaning]) => line(staySymbol(kind), meaning)),
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
    h('h3', {}, l10n.t('Ticks below it')),
    h('ul', { class: 'legend ticks' }, ...TICKS.map((type) => line(eventSymbol(type), eventTypeName(type)))),
  );
