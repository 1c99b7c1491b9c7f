// npm run bench [-- --sizes 100,1000] [--runs 5]: how fast and how small, beside reading alone and other tools.
// Every run measures everything once, one after another, so that all share the machine's moods; medians are told.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../src/events/wasm/kernel/build.mjs';
import { FORMS, generate } from './generate.mjs';
import { PEERS } from './peers.mjs';
import { printTable } from './table.mjs';

/** @typedef {{ ms: number, rss: number | null }} Measure */
/** @typedef {{ name: string, once: () => Promise<Measure>, slow?: boolean }} Way */
/** @typedef {{ log: string, bytes: number, name: string, ms: number, rss: number | null, runs: number }} Row */

const HERE = import.meta.dirname;
const LOGS = join(HERE, 'logs');
const SCANNER = join(LOGS, 'scanner.cjs');
const REPORT = join(HERE, '..', '..', 'dist', 'cli.js');
const RESULTS = join(HERE, 'results.json');
/** A way slower than this, ms, is measured once. */
const SLOW = 20_000;

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '100,1000' }, runs: { type: 'string', default: '5' } },
});

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

/** @param {string} form @param {string} log @returns {Way[]} */
function waysFor(form, log) {
  const lines = form !== 'indented';
  return [
    { name: 'read', once: () => inside('read', log) },
    ...(lines ? [{ name: 'readline + JSON.parse', once: () => inside('readline', log) }] : []),
    { name: 'scanner', once: () => inside('scan', log) },
    { name: 'report', once: () => whole([process.execPath, REPORT, 'report', '--format', 'json', log]) },
    ...(form === 'compact'
      ? PEERS.filter(({ absent }) => absent === null).map(({ name, command }) => ({
          name,
          once: () => whole(command(log)),
        }))
      : []),
  ];
}

const median = (/** @type {number[]} */ numbers) =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** @param {string} name @param {string} log @param {Way[]} ways @param {number} runs @returns {Promise<Row[]>} */
async function measure(name, log, ways, runs) {
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
    log: name,
    bytes: statSync(log).size,
    name: way.name,
    ms: median(taken.map(({ ms }) => ms)),
    rss: taken.some(({ rss }) => rss === null) ? null : median(taken.map(({ rss }) => Number(rss))),
    runs: taken.length,
  }));
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
for (const size of values.sizes.split(',').map(Number))
  for (const form of FORMS) {
    const name = `${form}, ${size} MB`;
    const log = join(LOGS, `${form}-${size}MB.json`);
    generate(log, size * 1e6, form);
    console.error(`Measuring ${name} …`);
    rows.push(...(await measure(name, log, waysFor(form, log), Number(values.runs))));
  }

printTable(rows);
for (const { name, what, absent } of PEERS) console.log(`${name}: ${absent ?? `asked for ${what}`}`);
const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
console.log(machine);
writeFileSync(RESULTS, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
