/** Charts of a session's media statistics, one medium at a time, and their figures in a table. */
import * as l10n from '@vscode/l10n';
import { MAX_BUCKETS, type SessionDetail } from '../../../../src/analysis/requests/timeline-details.js';
import { h } from '../../elements/dom.js';
import { readTheme } from '../../drawing/theme.js';
import { dropdown } from '../../elements/toolkit.js';
import { number } from '../../../../src/words/numbers.js';
import { moment } from '../../../../src/words/clocks.js';
import { type DetailActions, type Looked, timeText } from '../actions.js';
import { type Chart, createChart } from './chart.js';
import { mediumName } from '../webrtc/peer-connections.js';
import { failure, messageOf, section } from '../section.js';
import { TOPICS } from './topics.js';
import { addPage, emptyStatistics, linesOf, type Series, type Statistics, summaryOf } from './series.js';

export interface StatisticsSection {
  readonly element: HTMLElement;
  /** The medium that is looked at. */
  medium(): Pick<Series, 'handle' | 'mid' | 'medium'> | null;
  /** µs since the Unix epoch. */
  setCursor(at: number | null): void;
  themeChanged(): void;
  close(): void;
}

const MIN_WIDTH = 200;
const REDRAW_MS = 400;
let sections = 0;

/** What statistics are of. */
type Measured = Pick<SessionDetail, 'session' | 'statisticsCount'> & {
  readonly handles: readonly Pick<SessionDetail['handles'][number], 'id' | 'plugin'>[];
};

/**
 * @param before what is shown until this is loaded: the same of an earlier state of the session; closed then
 * @param only   the handle whose media are shown; null: all
 */
export function createStatisticsSection(
  detail: Measured,
  looked: Pick<Looked, 'origin' | 'zone'>,
  actions: DetailActions,
  before: StatisticsSection | null,
  only: string | null = null,
): StatisticsSection | null {
  if (detail.statisticsCount === 0) return null;
  let shownBefore = before;
  const sync = `statistics-${++sections}`;
  const body = h('div', { class: 'statistics' });
  const status = h('p', { class: 'muted', role: 'status' });
  const made = section(l10n.t('Media statistics'), detail.statisticsCount, body, status);
  const element = h('div', {}, made, before?.element ?? null);
  made.hidden = before !== null;
  let statistics: Statistics | null = null;
  let chosen: Series | null = null;
  let charts: Chart[] = [];
  let cursor: number | null = null;
  let closed = false;
  let drawn = -Infinity;

  const width = (): number => Math.max(MIN_WIDTH, Math.floor(element.clientWidth));
  const nameOf = (series: Series): string => {
    const plugin = detail.handles.find(({ id }) => id === series.handle)?.plugin ?? series.handle;
    const name = mediumName(series) + (series.codec === null ? '' : ` · ${series.codec}`);
    return detail.handles.length > 1 ? `${name} · ${plugin} ${series.handle.slice(-4)}` : name;
  };

  const drawCharts = (): void => {
    for (const chart of charts) chart.close();
    charts = [];
    body.replaceChildren();
    if (statistics === null || chosen === null) return;
    const known = statistics;
    const series = chosen;
    if (known.series.length > 1) {
      const choices = known.series.map((each, index) => ({ value: String(index), label: nameOf(each) }));
      const choice = dropdown(l10n.t('Medium'), choices, (index) => {
        chosen = known.series[Number(index)] ?? chosen;
        drawCharts();
      });
      choice.setAttribute('current-value', String(known.series.indexOf(series)));
      body.append(choice);
    } else body.append(h('p', {}, nameOf(series)));
    const theme = readTheme();
    for (const topic of TOPICS) {
      // A line at zero from end to end says no more than the table does.
      const told = topic.metrics.filter(({ metric }) => (summaryOf(known, series, metric)?.most ?? 0) > 0);
      if (told.length === 0) continue;
      const { x, lines } = linesOf(
        known,
        series,
        told.map(({ metric }) => metric),
      );
      const chart = createChart(
        {
          ...topic,
          title: topic.title(),
          x,
          lines: lines.map((line, index) => ({ line, name: told[index]?.name() ?? '' })),
          time: (at) => timeText(looked, at),
          axisTime: (at) =>
            looked.zone === 'elapsed' ? moment(at - looked.origin, 0, looked.zone, 0) : moment(at, 0, looked.zone, 0),
        },
        theme,
        width(),
        sync,
        (at) => actions.moveCursor(at),
      );
      chart.setCursor(cursor);
      charts.push(chart);
      body.append(chart.element);
    }
    body.append(table(known, series));
  };

  const progress = (): void => {
    if (statistics === null) return;
    const { read, moreSeries } = statistics;
    const parts = [
      read < detail.statisticsCount ? l10n.t('{0} of {1} read …', number(read), number(detail.statisticsCount)) : '',
      moreSeries > 0 ? l10n.t('{0} more media are not told apart here.', number(moreSeries)) : '',
    ];
    status.textContent = parts.filter((part) => part !== '').join(' ');
  };

  const load = async (from: number): Promise<void> => {
    const buckets = Math.min(MAX_BUCKETS, Math.max(100, width()));
    try {
      for (let next: number | null = from; next !== null;) {
        const page = await actions.statistics(detail.session, next, statistics?.buckets ?? buckets);
        if (closed) return;
        statistics ??= emptyStatistics(page);
        addPage(
          statistics,
          only === null ? page : { ...page, series: page.series.filter(({ handle }) => handle === only) },
        );
        chosen ??= sameMedium(statistics.series, before?.medium() ?? null) ?? mostTelling(statistics.series);
        from = page.next ?? from;
        ({ next } = page);
        progress();
        // Each drawing makes the charts anew: while pages come in quick succession not every one is drawn.
        if (next !== null && (shownBefore !== null || performance.now() - drawn < REDRAW_MS)) continue;
        drawn = performance.now();
        made.hidden = false;
        drawCharts();
        shownBefore?.close();
        shownBefore?.element.remove();
        shownBefore = null;
      }
    } catch (error) {
      made.hidden = false;
      if (!closed)
        status.replaceChildren(
          failure(l10n.t('The media statistics could not be loaded.'), messageOf(error), () => {
            status.replaceChildren();
            void load(from);
          }),
        );
    }
  };

  const sized = new ResizeObserver(() => {
    for (const chart of charts) chart.resize(width());
  });
  // The element has its width once it stands in the page.
  queueMicrotask(() => {
    sized.observe(element);
    void load(0);
  });
  return {
    element,
    medium: () => chosen ?? shownBefore?.medium() ?? null,
    setCursor(at) {
      cursor = at;
      shownBefore?.setCursor(at);
      for (const chart of charts) chart.setCursor(at);
    },
    themeChanged: drawCharts,
    close() {
      closed = true;
      shownBefore?.close();
      sized.disconnect();
      for (const chart of charts) chart.close();
    },
  };
}

const sameMedium = (
  series: readonly Series[],
  looked: Pick<Series, 'handle' | 'mid' | 'medium'> | null,
): Series | null =>
  series.find(
    ({ handle, mid, medium }) => handle === looked?.handle && mid === looked.mid && medium === looked.medium,
  ) ?? null;

/** The first video, else the first medium. */
const mostTelling = (series: readonly Series[]): Series | null =>
  series.find(({ medium }) => medium === 'video') ?? series[0] ?? null;

function table(statistics: Statistics, series: Series): HTMLElement {
  const rows = TOPICS.flatMap((topic) =>
    topic.metrics.flatMap(({ metric, name }) => {
      const summary = summaryOf(statistics, series, metric);
      if (summary === null) return [];
      const cells = [summary.least, summary.median, summary.most].map((value) => h('td', {}, topic.value(value)));
      return [h('tr', {}, h('th', { scope: 'row' }, rowName(topic.title(), name())), ...cells)];
    }),
  );
  return h(
    'table',
    { class: 'figures' },
    h('caption', { class: 'unseen' }, l10n.t('Media statistics: minimum, median and maximum of each')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('td'),
        ...[l10n.t('min'), l10n.t('median'), l10n.t('max')].map((name) => h('th', { scope: 'col' }, name)),
      ),
    ),
    h('tbody', {}, ...rows),
  );
}

/** "Jitter (in)" */
const rowName = (title: string, direction: string): string =>
  direction === '' ? title : l10n.t('{0} ({1})', title, direction);
