// The benchmark's table: times, throughput, memory, and ratios to what was measured beside it.

/** @param {number} a @param {number} b */
const times = (a, b) => `${(a / b).toFixed(1)}×`;

/** @param {readonly import('./bench.mjs').Row[]} rows */
export function printTable(rows) {
  const header = ['log', 'what', 'ms', 'MB/s', 'peak MiB', '× read', 'of readline', 'of report', 'runs'];
  const lines = rows.map(({ log, bytes, name, ms, rss, runs }) => {
    const beside = (/** @type {string} */ other) => rows.find((row) => row.log === log && row.name === other)?.ms;
    const [read, readline, report] = [beside('read'), beside('readline + JSON.parse'), beside('report')];
    return [
      log,
      name,
      ms.toFixed(0),
      (bytes / 1000 / ms).toFixed(0),
      rss === null ? '' : (rss / 2 ** 20).toFixed(0),
      read === undefined ? '' : times(ms, read),
      readline === undefined ? '' : times(readline, ms),
      report === undefined ? '' : times(report, ms),
      String(runs),
    ];
  });
  const widths = header.map((title, k) => Math.max(title.length, ...lines.map((line) => line[k]?.length ?? 0)));
  for (const line of [header, widths.map((width) => '-'.repeat(width)), ...lines])
    console.log(`| ${line.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`);
}
