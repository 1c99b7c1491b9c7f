// npm run bench:live [-- --seconds 5] [--runs 3]: how fast the listener takes events, beside servers that do less or the same.
// Each server runs on one core (taskset, where there is one), the load on the others; every run measures everything once.
// The processor time a server needs is told as well: unlike the rate it says little about what else the machine does.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** @typedef {{ load: string, server: string, events: number, perSecond: number, cpu: number | null }} Row */

const HERE = import.meta.dirname;
const CLI = join(HERE, '..', '..', '..', 'dist', 'cli.js');
const LOADS = { grouped: '100 events a POST', gzip: 'the same, gzip', single: '1 event, a connection each' };
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, runs: { type: 'string', default: '3' } },
});
const folder = mkdtempSync(join(tmpdir(), 'bench-live-'));
const captured = join(folder, 'captured.jsonl');
const pinned = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;
const on = (/** @type {string} */ cores) => (pinned ? ['taskset', '-c', cores] : []);

/** @type {Record<string, string[]>} */
const SERVERS = {
  'drain alone': [join(HERE, 'drain.mjs'), 'drain'],
  'node:http + JSON.parse': [join(HERE, 'drain.mjs'), 'parse', captured],
  'janus-events listen': [CLI, 'listen', '--http', '0', '--out', captured],
};

/** @param {string[]} command */
function start(command) {
  const [program = '', ...args] = [...on('0'), process.execPath, ...command];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((/** @type {(started: { child: typeof child, port: string }) => void} */ resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += String(data);
      const port = /running at http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) resolve({ child, port });
    });
    child.on('exit', () => reject(new Error(`The server ended: ${said}`)));
  });
}

/** Processor time of a process so far, s; null where /proc does not tell. @param {number | undefined} pid */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/** @param {string} load @param {string} port @returns {Promise<{ requests: number, events: number }>} */
function put(load, port) {
  const others = availableParallelism() > 2 ? `1-${availableParallelism() - 1}` : '1';
  const [program = '', ...args] = [...on(others), process.execPath, join(HERE, 'load.mjs'), load, port, values.seconds];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`load: ${code}`))));
  });
}

/** @param {string} load @param {string} server @returns {Promise<Row>} */
async function measure(load, server) {
  rmSync(captured, { force: true });
  const { child, port } = await start(SERVERS[server] ?? []);
  // The first requests find code that is not compiled yet.
  await put(load, port);
  const before = cpuOf(child.pid);
  const started = performance.now();
  const { events } = await put(load, port);
  const seconds = (performance.now() - started) / 1000;
  const after = cpuOf(child.pid);
  child.removeAllListeners('exit');
  child.kill();
  await new Promise((resolve) => child.once('close', resolve));
  const cpu = before === null || after === null ? null : ((after - before) * 1e6) / events;
  return { load, server, events, perSecond: events / Math.min(seconds, Number(values.seconds)), cpu };
}

const median = (/** @type {number[]} */ numbers) =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** @type {Row[]} */
const rows = [];
for (let run = 0; run < Number(values.runs); run++)
  for (const load of Object.keys(LOADS))
    for (const server of Object.keys(SERVERS)) {
      console.error(`Run ${run + 1}: ${load}, ${server} …`);
      rows.push(await measure(load, server));
    }
rmSync(folder, { recursive: true });

const header = ['load', 'server', 'events/s', 'µs CPU/event', 'CPU × drain'];
const lines = Object.entries(LOADS).flatMap(([load, words]) =>
  Object.keys(SERVERS).map((server) => {
    const of = (/** @type {string} */ name) => rows.filter((row) => row.load === load && row.server === name);
    const cpu = (/** @type {string} */ name) => median(of(name).map((row) => row.cpu ?? Number.NaN));
    return [
      words,
      server,
      Math.round(median(of(server).map(({ perSecond }) => perSecond))).toLocaleString('en'),
      cpu(server).toFixed(2),
      (cpu(server) / cpu('drain alone')).toFixed(1),
    ];
  }),
);
const widths = header.map((title, k) => Math.max(title.length, ...lines.map((line) => line[k]?.length ?? 0)));
for (const line of [header, widths.map((width) => '-'.repeat(width)), ...lines])
  console.log(`| ${line.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`);
console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
