// npm run bench: how fast and how small, beside reading alone and other tools, at 100 MB and 1 GB.
//   -- --large                  at 4 GB as well
//   -- --sizes 100 --runs 2     a look only: results.json and the README stay as they are
//   -- --clean                  removes the logs that were generated
// Every run measures everything once, one after another, so that all share the machine's moods; medians are told.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../src/events/wasm/kernel/build.mjs';
import { barsOf, editorBarsOf } from './bars.mjs';
import { ALL_FORMS, hasLines } from './forms.mjs';
import { generate } from './generate.mjs';
import { MIXES } from './mixes/index.mjs';
import { PACKED_PEERS, PEERS } from './peers.mjs';
import { writeIntoReadme } from './readme.mjs';
import { printBars, printInEditor, printTable } from './table.mjs';

/** @typedef {{ ms: number, rss: number | null }} Measure */
/** @typedef {{ name: string, once: () => Promise<Measure>, slow?: boolean }} Way */
/** @typedef {{ mix: string, form: import('./forms.mjs').Form, size: number }} Log what it tells, how it is written, MB */
/** @typedef {Log & { bytes: number, name: string, ms: number, rss: number | null, runs: number }} Row */
/** @typedef {Log & { stretch: number, late: number, first: number, last: number, page: number, bytesPerEvent: number }} InEditor */

const HERE = import.meta.dirname;
const LOGS = join(HERE, 'logs');
const SCANNER = join(LOGS, 'scanner.cjs');
/** What `measure.mjs` scans a log with: as the report does, what takes a log's form off included. */
const SCAN = `export { newScanner } from './events/scanner.js';
export { newReadState, readLog } from './sources/log-file.js';`;
const REPORT = join(HERE, '..', '..', 'dist', 'cli.js');
const RESULTS = join(HERE, 'results.json');
/** A way slower than this, ms, is measured once. */
const SLOW = 20_000;

/** MB. */
const SIZES = [100, 1000];
const LARGE = 4000;
/** Mixes that are measured at {@link LARGE} and in the editor. */
const LARGE_MIXES = ['media', 'calls'];
/** The mix that is written in every form. */
const IN_ALL_FORMS = 'calls';
const RUNS = 5;

const { values: asked } = parseArgs({
  options: {
    sizes: { type: 'string' },
    runs: { type: 'string' },
    large: { type: 'boolean', default: false },
    clean: { type: 'boolean', default: false },
  },
});
const sizes = asked.sizes?.split(',').map(Number) ?? [...SIZES, ...(asked.large ? [LARGE] : [])];
const runs = Number(asked.runs ?? RUNS);

/** Runs a command; its time from start to end and, on Linux, its largest resident set. @param {string[]} command */
function whole(command) {
  const [program = '', ...args] = command;
  return new Promise((/** @type {(measure: Measure & { output: string }) => void} */ resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    /** @type {number | null} */
    let rss = null;
    const look = setInterval(() => (rss = peakOf(child.pid) ?? rss), 10);
    let output = '';
    child.stdout.on('data', (data) => (output = `${output}${String(data)}`.slice(-4096)));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(look);
      if (code === 0 || code === 1) resolve({ ms: performance.now() - started, rss, output });
      else reject(new Error(`${command.join(' ')} ended with ${code}.`));
    });
  });
}

/** @param {number | undefined} pid */
function peakOf(pid) {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match === null ? null : Number(match[1]) * 1024;
  } catch {
    return null;
  }
}

/** @param {string} way @param {string} path @param {string} form @returns {Promise<Measure>} */
async function inside(way, path, form) {
  const { output } = await whole([process.execPath, join(HERE, 'measure.mjs'), way, path, form, SCANNER]);
  return JSON.parse(output);
}

/** @param {Log} log @param {string} path @returns {Way[]} */
function waysFor({ form, size }, path) {
  const peers = form === 'compact' && size < LARGE ? PEERS : form === 'gzip' ? PACKED_PEERS : [];
  return [
    { name: 'read', once: () => inside('read', path, form) },
    ...(hasLines(form) ? [{ name: 'readline + JSON.parse', once: () => inside('readline', path, form) }] : []),
    ...(form === 'gzip' ? [] : [{ name: 'scanner', once: () => inside('scan', path, form) }]),
    { name: 'report', once: () => whole([process.execPath, REPORT, 'report', '--no-index', '--format', 'json', path]) },
    ...peers
      .filter(({ absent }) => absent === null)
      .map(({ name, command }) => ({ name, once: () => whole(command(path)) })),
  ];
}

const median = (/** @type {number[]} */ numbers) =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** @param {Log} log */
const pathOf = ({ mix, form, size }) => join(LOGS, `${mix}-${form}-${size}MB.json`);

/** @param {Log} log @returns {Promise<Row[]>} */
async function measure(log) {
  const { mix, form, size } = log;
  const path = pathOf(log);
  generate(path, size * 1e6, form, mix);
  console.error(`Measuring ${mix}, ${form}, ${size} MB …`);
  const ways = waysFor(log, path);
  /** @type {Map<Way, Measure[]>} */
  const measures = new Map(ways.map((way) => [way, []]));
  for (let run = 0; run < runs; run++)
    for (const [way, taken] of measures) {
      if (way.slow) continue;
      const one = await way.once();
      taken.push(one);
      way.slow = one.ms > SLOW;
    }
  return [...measures].map(([way, taken]) => ({
    ...log,
    bytes: statSync(path).size,
    name: way.name,
    ms: median(taken.map(({ ms }) => ms)),
    rss: taken.some(({ rss }) => rss === null) ? null : median(taken.map(({ rss }) => Number(rss))),
    runs: taken.length,
  }));
}

/** Medians of what `in-editor.mjs` measures. @param {Log} log @returns {Promise<InEditor>} */
async function inEditor(log) {
  const { mix, form, size } = log;
  console.error(`Reading ${mix}, ${form}, ${size} MB, as the editor does …`);
  /** @type {InEditor[]} */
  const taken = [];
  for (let run = 0; run < runs; run++)
    taken.push(JSON.parse((await whole([process.execPath, join(HERE, 'in-editor.mjs'), pathOf(log)])).output));
  const of = (/** @type {'stretch' | 'late' | 'first' | 'last' | 'page' | 'bytesPerEvent'} */ key) =>
    median(taken.map((one) => one[key]));
  const figures = { stretch: of('stretch'), late: of('late'), first: of('first'), last: of('last'), page: of('page') };
  return { ...log, ...figures, bytesPerEvent: of('bytesPerEvent') };
}

if (asked.clean) {
  rmSync(LOGS, { recursive: true, force: true });
  process.exit(0);
}
mkdirSync(LOGS, { recursive: true });
await build({
  stdin: { contents: SCAN, resolveDir: join(HERE, '..', '..', 'src') },
  outfile: SCANNER,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  plugins: [kernelForEsbuild],
});

/** Every mix as Janus writes it by default, and the busiest one in all forms. @param {number} size @returns {Log[]} */
const logsOf = (size) => [
  ...MIXES.filter(({ name }) => size < LARGE || LARGE_MIXES.includes(name)).map(
    ({ name }) => /** @type {Log} */ ({ mix: name, form: 'compact', size }),
  ),
  ...(size < LARGE ? ALL_FORMS : [])
    .filter((form) => form !== 'compact')
    .map((form) => ({ mix: IN_ALL_FORMS, form, size })),
];

/** @type {Row[]} */
const rows = [];
for (const size of sizes) for (const log of logsOf(size)) rows.push(...(await measure(log)));

const editor = [];
// The processor time of one thread can be asked for since Node 23.9.
if (!('threadCpuUsage' in process)) console.error('Not measured as the editor reads: this takes Node 24.');
else
  for (const size of sizes)
    if (size < LARGE) for (const mix of LARGE_MIXES) editor.push(await inEditor({ mix, form: 'compact', size }));

printTable(rows);
printInEditor(editor);
const bars = [...barsOf(rows), ...editorBarsOf(editor, rows)];
printBars(bars);
for (const { name, what, absent } of [...PEERS, ...PACKED_PEERS])
  console.log(`${name}: ${absent ?? `asked for ${what}`}`);
const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
console.log(machine);
if (asked.sizes === undefined && asked.runs === undefined) {
  writeFileSync(RESULTS, `${JSON.stringify({ machine, rows, editor, bars }, null, 2)}\n`);
  writeIntoReadme(machine, rows);
}
