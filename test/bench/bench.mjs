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
import { FORMS, generate } from './generate.mjs';
import { PEERS } from './peers.mjs';
import { writeIntoReadme } from './readme.mjs';
import { printBars, printInEditor, printTable } from './table.mjs';

/** @typedef {{ ms: number, rss: number | null }} Measure */
/** @typedef {{ name: string, once: () => Promise<Measure>, slow?: boolean }} Way */
/** @typedef {{ form: string, size: number, bytes: number, name: string, ms: number, rss: number | null, runs: number }} Row */
/** @typedef {{ form: string, size: number, stretch: number, late: number, first: number, last: number, page: number, bytesPerEvent: number }} InEditor */

const HERE = import.meta.dirname;
const LOGS = join(HERE, 'logs');
const SCANNER = join(LOGS, 'scanner.cjs');
const REPORT = join(HERE, '..', '..', 'dist', 'cli.js');
const RESULTS = join(HERE, 'results.json');
/** A way slower than this, ms, is measured once. */
const SLOW = 20_000;

/** MB. */
const SIZES = [100, 1000];
const LARGE = 4000;
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

/** @param {string} way @param {string} log @returns {Promise<Measure>} */
async function inside(way, log) {
  const { output } = await whole([process.execPath, join(HERE, 'measure.mjs'), way, log, SCANNER]);
  return JSON.parse(output);
}

/** @param {string} form @param {number} size @param {string} log @returns {Way[]} */
function waysFor(form, size, log) {
  const lines = form !== 'indented';
  return [
    { name: 'read', once: () => inside('read', log) },
    ...(lines ? [{ name: 'readline + JSON.parse', once: () => inside('readline', log) }] : []),
    { name: 'scanner', once: () => inside('scan', log) },
    { name: 'report', once: () => whole([process.execPath, REPORT, 'report', '--format', 'json', log]) },
    ...(form === 'compact' && size < LARGE
      ? PEERS.filter(({ absent }) => absent === null).map(({ name, command }) => ({
          name,
          once: () => whole(command(log)),
        }))
      : []),
  ];
}

const median = (/** @type {number[]} */ numbers) =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** @param {import('./generate.mjs').Form} form @param {number} size MB @returns {Promise<Row[]>} */
async function measure(form, size) {
  const log = join(LOGS, `${form}-${size}MB.json`);
  generate(log, size * 1e6, form);
  console.error(`Measuring ${form}, ${size} MB …`);
  const ways = waysFor(form, size, log);
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
    form,
    size,
    bytes: statSync(log).size,
    name: way.name,
    ms: median(taken.map(({ ms }) => ms)),
    rss: taken.some(({ rss }) => rss === null) ? null : median(taken.map(({ rss }) => Number(rss))),
    runs: taken.length,
  }));
}

/** Medians of what `in-editor.mjs` measures. @param {string} form @param {number} size MB @returns {Promise<InEditor>} */
async function inEditor(form, size) {
  const log = join(LOGS, `${form}-${size}MB.json`);
  console.error(`Reading ${form}, ${size} MB, as the editor does …`);
  /** @type {InEditor[]} */
  const taken = [];
  for (let run = 0; run < runs; run++)
    taken.push(JSON.parse((await whole([process.execPath, join(HERE, 'in-editor.mjs'), log])).output));
  const of = (/** @type {'stretch' | 'late' | 'first' | 'last' | 'page' | 'bytesPerEvent'} */ key) =>
    median(taken.map((one) => one[key]));
  const figures = { stretch: of('stretch'), late: of('late'), first: of('first'), last: of('last'), page: of('page') };
  return { form, size, ...figures, bytesPerEvent: of('bytesPerEvent') };
}

if (asked.clean) {
  rmSync(LOGS, { recursive: true, force: true });
  process.exit(0);
}
mkdirSync(LOGS, { recursive: true });
await build({
  entryPoints: [join(HERE, '..', '..', 'src', 'events', 'scanner.ts')],
  outfile: SCANNER,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  plugins: [kernelForEsbuild],
});

/** @type {Row[]} */
const rows = [];
for (const size of sizes)
  for (const form of size < LARGE ? FORMS : FORMS.slice(0, 1)) rows.push(...(await measure(form, size)));

const editor = [];
for (const size of sizes) if (size < LARGE) editor.push(await inEditor('compact', size));

printTable(rows);
printInEditor(editor);
const bars = [...barsOf(rows), ...editorBarsOf(editor)];
printBars(bars);
for (const { name, what, absent } of PEERS) console.log(`${name}: ${absent ?? `asked for ${what}`}`);
const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
console.log(machine);
if (asked.sizes === undefined && asked.runs === undefined) {
  writeFileSync(RESULTS, `${JSON.stringify({ machine, rows, editor, bars }, null, 2)}\n`);
  writeIntoReadme(machine, rows);
}
