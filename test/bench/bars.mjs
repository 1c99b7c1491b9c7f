// What the benchmark's figures have to reach, as ratios of one run.
import { isEnvelope } from './forms.mjs';

/** @typedef {import('./bench.mjs').Row} Row */
/** @typedef {{ log: string, what: string, figure: string, met: boolean }} Bar */

const READLINE = 'readline + JSON.parse';
/** What a log's size may add to the time for a byte or the memory for a byte, beyond noise, if growth is linear. */
const LINEAR = 1.25;
const MIB = 2 ** 20;

/** @param {import('./bench.mjs').Log} log */
const nameOf = ({ mix, form, size }) => `${mix}, ${form}, ${size} MB`;

/** Peak memory of the report by the size of the log, MB: MiB. */
const MOST_MEMORY = new Map([
  [1000, 150],
  [4000, 260],
]);

/** @param {number | undefined} a @param {number | undefined} b */
const ratio = (a, b) => (a === undefined || b === undefined ? null : a / b);

/** Every bar that the rows can tell of: the same for each mix. @param {readonly Row[]} rows @returns {Bar[]} */
export function barsOf(rows) {
  const logs = new Map(rows.map((row) => [nameOf(row), row]));
  return [...logs].flatMap(([log, { mix, form, size }]) => {
    const of = (/** @type {string} */ name, at = size) =>
      rows.find((row) => row.mix === mix && row.form === form && row.size === at && row.name === name);
    /** @type {Bar[]} */
    const bars = [];
    const atLeast = (/** @type {string} */ what, /** @type {number | null} */ figure, /** @type {number} */ least) => {
      if (figure !== null)
        bars.push({ log, what: `${what} ≥ ${least}×`, figure: `${figure.toFixed(1)}×`, met: figure >= least });
    };
    const atMost = (
      /** @type {string} */ what,
      /** @type {number | null} */ figure,
      /** @type {number} */ most,
      unit = '×',
    ) => {
      if (figure === null) return;
      bars.push({ log, what: `${what} ≤ ${most}${unit}`, figure: `${figure.toFixed(1)}${unit}`, met: figure <= most });
    };
    // At 100 MB the start of the process counts for as much as the log.
    if (size < 1000) return bars;
    const report = of('report');
    const envelope = isEnvelope(form);
    atLeast(`speed of the report to ${READLINE}`, ratio(of(READLINE)?.ms, report?.ms), envelope ? 5 : 9);
    if (!envelope) atMost('time of the scanner to reading', ratio(of('scanner')?.ms, of('read')?.ms), 3);
    atLeast('speed of the report to DuckDB', ratio(of('DuckDB')?.ms, report?.ms), 1.8);
    atLeast('speed of the report to jq', ratio(of('jq')?.ms, report?.ms), 30);
    atLeast('speed of the report to lnav', ratio(of('lnav')?.ms, report?.ms), 30);
    atMost('time of the report to zcat', ratio(report?.ms, of('zcat')?.ms), 1.3);
    const memory = MOST_MEMORY.get(size);
    if (memory !== undefined && report?.rss) atMost('peak memory of the report', report.rss / MIB, memory, ' MiB');
    const smaller = of('report', size === 1000 ? 100 : 1000);
    if (report === undefined || smaller === undefined) return bars;
    const growth = report.bytes / smaller.bytes;
    atMost(
      `growth of the report's time by size, from ${smaller.size} MB`,
      ratio(report.ms, smaller.ms * growth),
      LINEAR,
    );
    const memoryGrowth = report.rss && smaller.rss ? report.rss / (smaller.rss * growth) : null;
    atMost(`growth of the report's memory by size, from ${smaller.size} MB`, memoryGrowth, LINEAR);
    return bars;
  });
}

/**
 * What the editor's bars are: ms that the host is busy at a stretch, ms for a page of a session's events, bytes an event; of a
 * GB, ms to the first verdicts and how many times as long as the report all take.
 */
const IN_EDITOR = { stretch: 10, page: 5, bytesPerEvent: 26, first: 300, all: 1.3 };

/** @param {readonly import('./bench.mjs').InEditor[]} looks @param {readonly Row[]} rows @returns {Bar[]} */
export function editorBarsOf(looks, rows) {
  return looks.flatMap((look) => {
    const { stretch, page, bytesPerEvent, first, last, size } = look;
    const log = nameOf(look);
    const report = rows.find((row) => nameOf(row) === log && row.name === 'report');
    const all = ratio(last, report?.ms);
    /** @type {[string, number, number, string][]} */
    const figures = [
      ['extension host busy at a stretch', stretch, IN_EDITOR.stretch, ' ms'],
      ["page of a session's 200 events", page, IN_EDITOR.page, ' ms'],
      ['index', bytesPerEvent, IN_EDITOR.bytesPerEvent, ' bytes an event'],
    ];
    // A smaller log is read by then.
    if (size >= 1000) figures.push(['first verdicts', first, IN_EDITOR.first, ' ms']);
    if (size >= 1000 && all !== null) figures.push(['time to all verdicts beside the report', all, IN_EDITOR.all, '×']);
    return figures.map(([what, figure, most, unit]) => ({
      log,
      what: `${what} ≤ ${most}${unit}`,
      figure: `${figure.toFixed(1)}${unit}`,
      met: figure <= most,
    }));
  });
}
