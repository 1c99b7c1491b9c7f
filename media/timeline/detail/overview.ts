/** What the detail area shows while nothing is selected: the log in figures, each of which filters. */
import * as l10n from '@vscode/l10n';
import type { TimelineLog } from '../../../src/analysis/lanes/protocol.js';
import type { Figure, Line, Overview } from '../../../src/analysis/requests/overview-request.js';
import { h } from '../elements/dom.js';
import { number, plural } from '../../../src/words/numbers.js';
import { duration } from '../../../src/words/times.js';
import { fileName } from '../../../src/words/logs.js';
import { overTime } from './over-time.js';
import { scoreBar } from './lives/quality.js';
import { failure, folded, messageOf, section } from './section.js';

const notTold = (): string => l10n.t('not in this log');

export interface OverviewParts {
  readonly ask: () => Promise<Overview>;
  /** Shows the sessions that a query finds; '' for all. */
  readonly filter: (query: string) => void;
  /** What the shapes in the lanes mean. */
  readonly legend: () => HTMLElement[];
}

export interface OverviewView {
  readonly element: HTMLElement;
  /** Shows the figures of a log; `query` is what is searched for now. */
  show(log: TimelineLog, query: string): void;
}

export function createOverview({ ask, filter, legend }: OverviewParts): OverviewView {
  const title = h('h2');
  const subtitle = h('p', { class: 'subtitle' });
  const figures = h('div');
  const meanings = folded([l10n.t('What the shapes mean')], legend);
  meanings.classList.add('meanings');
  const hint = h('p', { class: 'muted hint' }, l10n.t('Click a session for its verdict. Press ? for the keys.'));
  const element = h('div', { class: 'overview-figures' }, title, subtitle, figures, meanings, hint);
  let revision = -1;
  let told: string | null = null;
  let searched = '';

  const press = (query: string): void => filter(query === searched ? '' : query);
  const mark = (): void => {
    for (const button of figures.querySelectorAll<HTMLElement>('.figure'))
      button.setAttribute('aria-pressed', String(button.dataset['query'] === searched));
  };
  const fill = (overview: Overview): void => {
    const text = JSON.stringify(overview, (_, value: unknown) =>
      value instanceof Uint32Array ? Array.from(value) : value,
    );
    if (text === told) return;
    told = text;
    figures.replaceChildren(...partsOf(overview, press));
    mark();
  };
  const load = (asked: number): void => {
    ask().then(
      (overview) => {
        if (asked === revision) fill(overview);
      },
      (error: unknown) => {
        if (asked !== revision) return;
        told = null;
        figures.replaceChildren(
          failure(l10n.t('The figures could not be loaded.'), messageOf(error), () => load(asked)),
        );
      },
    );
  };
  return {
    element,
    show(log, query) {
      title.textContent = fileName(log.name);
      title.title = log.name;
      subtitle.textContent = plural(log.count, l10n.t('{0} session in {1}|{0} sessions in {1}'), duration(log.length));
      searched = query.trim();
      mark();
      if (log.revision === revision) return;
      revision = log.revision;
      load(revision);
    },
  };
}

function partsOf(overview: Overview, press: (query: string) => void): HTMLElement[] {
  const {
    endings,
    hangups,
    ways,
    pairs,
    pairsByServer,
    pairsByNetwork,
    upAfter,
    qualities,
    worst,
    servers,
    findings,
    masked,
  } = overview;
  const list = (name: string, of: readonly Figure[] | null, ...more: HTMLElement[]): HTMLElement | null => {
    if (of === null) return section(name, null, h('p', { class: 'muted' }, notTold()));
    return of.length === 0 ? null : section(name, null, figureList(of, press), ...more);
  };
  const soon =
    upAfter === null
      ? []
      : [
          h(
            'p',
            { class: 'muted' },
            l10n.t('Half were up within {0}, 95 % within {1}', whole(upAfter.half), whole(upAfter.most)),
          ),
        ];
  const tables = [
    shares(l10n.t('Server'), pairsByServer),
    shares(l10n.t('Network of the peer'), pairsByNetwork),
  ].filter((table) => table !== null);
  return [
    section(
      l10n.t('Over time'),
      null,
      line(l10n.t('Sessions'), overview.sessions),
      line('PeerConnections', overview.connections),
      line(l10n.t('People inside'), overview.people),
    ),
    list(l10n.t('Worth a look'), findings),
    list(l10n.t('How sessions ended'), endings),
    list(l10n.t('How PeerConnections came up'), ways, ...soon),
    list(l10n.t('Over which way'), pairs, ...tables),
    list(l10n.t('How good PeerConnections were'), qualities),
    worst.length === 0 ? null : section(l10n.t('The worst'), null, worstList(worst, press)),
    list(l10n.t('How PeerConnections ended'), hangups),
    list(l10n.t('Servers'), servers),
    masked.length === 0
      ? null
      : section(
          l10n.t('Not in this log'),
          null,
          h('ul', { class: 'masked' }, ...masked.map((text) => h('li', {}, text))),
        ),
  ].filter((part) => part !== null);
}

/** The parts of what is relayed, over TCP, over IPv6, by server or network. */
function shares(title: string, of: Overview['pairsByServer']): HTMLElement | null {
  if (of.length === 0) return null;
  const percent = (part: number): string => l10n.t('{0} %', number(Math.round(100 * part)));
  const unanswered = of.some((share) => share.unanswered > 0);
  const cells = (tag: 'th' | 'td', ...texts: readonly string[]): HTMLElement[] =>
    texts.map((text) => h(tag, tag === 'th' ? { scope: 'col' } : {}, text));
  const heads = [title, l10n.t('Relayed'), 'TCP', 'IPv6', l10n.t('ICE restarted')];
  return h(
    'table',
    { class: 'shares' },
    h('thead', {}, h('tr', {}, ...cells('th', ...heads, ...(unanswered ? [l10n.t('Not answered')] : [])))),
    h(
      'tbody',
      {},
      ...of.map((share) => {
        const { name, relay, tcp, ipv6, restarted } = share;
        const told = share.of === 0 ? ['–', '–', '–'] : [percent(relay), percent(tcp), percent(ipv6)];
        const more = [number(restarted), ...(unanswered ? [number(share.unanswered)] : [])];
        return h('tr', {}, ...cells('td', name, ...told, ...more));
      }),
    ),
  );
}

/** "159 ms", kept on one line. */
const whole = (us: number): string => duration(us).replaceAll(' ', '\u00a0');

/** Bars as long as their part of the largest. */
function figureList(figures: readonly Figure[], press: (query: string) => void): HTMLElement {
  const most = figures.reduce((largest, { count }) => Math.max(largest, count), 1);
  const rows = figures.map(({ label, count, query, flagged }) => {
    const button = h(
      'button',
      {
        class: flagged ? 'figure flagged' : 'figure',
        type: 'button',
        'aria-pressed': 'false',
        title: l10n.t('Show: {0}', query),
      },
      h('span', { class: 'figure-label' }, label),
      h('b', {}, number(count)),
    );
    button.dataset['query'] = query;
    button.style.setProperty('--part', `${String((100 * count) / most)}%`);
    button.addEventListener('click', () => press(query));
    return h('li', {}, button);
  });
  return h('ul', { class: 'figures' }, ...rows);
}

/** The worst PeerConnections, each with its score. */
function worstList(worst: Overview['worst'], press: (query: string) => void): HTMLElement {
  const rows = worst.map(({ label, score, query }) => {
    const button = h(
      'button',
      { class: 'figure', type: 'button', 'aria-pressed': 'false', title: l10n.t('Show: {0}', query) },
      h('span', { class: 'figure-label' }, label),
      scoreBar(score),
    );
    button.dataset['query'] = query;
    button.style.setProperty('--part', '0%');
    button.addEventListener('click', () => press(query));
    return h('li', {}, button);
  });
  return h('ul', { class: 'figures' }, ...rows);
}

function line(label: string, { counts, peak }: Line): HTMLElement {
  const told = counts === null ? notTold() : peak === 0 ? l10n.t('none') : l10n.t('at most {0}', number(peak));
  return h(
    'div',
    { class: 'over-time' },
    h('span', {}, label),
    h('span', { class: 'muted' }, told),
    counts === null || peak === 0 ? null : overTime(counts, peak, l10n.t('{0} over time: {1}', label, told)),
  );
}
