// The benchmark's tables: times, throughput, memory, and ratios to what was measured beside it; and what was to be reached.

/** @param {number} a @param {number} b */
const times = (a, b) => `${(a / b).toFixed(1)}×`;

/** @param {readonly string[]} header @param {readonly (readonly string[])[]} lines */
export function table(header, lines) {
  const widths = header.map((title, k) => Math.max(title.length, ...lines.map((line) => line[k]?.length ?? 0)));
  const rules = widths.map((width) => '-'.repeat(width));
  return [header, rules, ...lines].map(
    (line) => `| ${line.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`,
  );
}

/** @param {readonly import('./bench.mjs').Row[]} rows */
export function printTable(rows) {
  const header = ['log', 'what', 'ms', 'MB/s', 'peak MiB', '× read', 'of readline', 'of report', 'runs'];
  const lines = rows.map(({ mix, form, size, bytes, name, ms, rss, runs }) => {
    const beside = (/** @type {string} */ other) =>
      rows.find((row) => row.mix === mix && row.form === form && row.size === size && row.name === other)?.ms;
    const [read, readline, report] = [beside('read'), beside('readline + JSON.parse'), beside('report')];
    return [
      `${mix}, ${form}, ${size} MB`,
      name,
      ms.toFixed(0),
      (bytes / 1000 / ms).toFixed(0),
      rss === null ? '' : (rss / 2 ** 20).toFixed(0),
      read === undefined ? '' : times(ms, read),
      readline === undefined ? '' : times(readline, ms),
      report === undefined ? '' : times(ms, report),
      String(runs),
    ];
  });
  console.log(`${table(header, lines).join('\n')}\n`);
}

/** @param {readonly import('./bench.mjs').InEditor[]} looks */
export function printInEditor(looks) {
  if (looks.length === 0) return;
  const header = [
    'in the editor',
    'first verdicts ms',
    'all ms',
    'host busy at a stretch ms',
    'host late ms',
    '200 events ms',
    'B an event',
  ];
  const lines = looks.map(({ mix, form, size, first, last, stretch, late, page, bytesPerEvent }) => [
    `${mix}, ${form}, ${size} MB`,
    first.toFixed(0),
    last.toFixed(0),
    stretch.toFixed(1),
    late.toFixed(1),
    page.toFixed(1),
    bytesPerEvent.toFixed(1),
  ]);
  console.log(`${table(header, lines).join('\n')}\n`);
}

/** @param {readonly import('./bars.mjs').Bar[]} bars */
export function printBars(bars) {
  if (bars.length === 0) return;
  const lines = bars.map(({ log, what, figure, met }) => [log, what, figure, met ? 'met' : 'MISSED']);
  console.log(`${table(['log', 'to be reached', 'measured', ''], lines).join('\n')}\n`);
}
