// node test/bench/live-host.mjs [--seconds 60] [--rate 10000]: how free a live session leaves the extension host's event
// loop. The host here is this process: it runs what the extension runs for a session that is being watched (both clients,
// and after each reading what Problems, session list and timeline ask), while another process posts events. The capture
// rotates as it does by the settings' defaults.
import { Buffer } from 'node:buffer';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { askAsEditor } from './as-editor.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '10000' },
    send: { type: 'string' },
  },
});
const RATE = Number(values.rate);
const GROUP = 100;
/** A session's events: created, attached, statistics, detached, destroyed; one in a hundred ends silently. */
const PER_SESSION = 50;
/** The capture's limits as the extension's settings have them at first, bytes. */
const ROTATED = 256 * 2 ** 20;
const KEPT = 2048 * 2 ** 20;
/** Memory is told for so many parts of the time. */
const PARTS = 10;

if (values.send !== undefined) await send(Number(values.send));
else await measure(Number(values.seconds));

/** Posts groups of events at the rate, until it is told to end. @param {number} port */
async function send(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const started = performance.now();
  let sent = 0;
  let going = true;
  process.once('message', () => (going = false));
  while (going) {
    const due = Math.floor(((performance.now() - started) / 1000) * RATE);
    while (sent + GROUP <= due && going) {
      const body = JSON.stringify(Array.from({ length: GROUP }, (_, k) => event(sent + k)));
      await post(agent, port, body);
      sent += GROUP;
    }
    await delay(5);
  }
  process.send?.(sent);
  agent.destroy();
  process.disconnect();
}

/** The n-th event of a server on which sessions follow one another. @param {number} n */
function event(n) {
  const session = 1_000_000_000_000_000 + Math.floor(n / PER_SESSION);
  const at = 1_795_000_000_000_000 + n * 100;
  const head = { emitter: 'janus-bench', timestamp: at, session_id: session };
  const step = n % PER_SESSION;
  const transport = { transport: 'janus.transport.websockets', id: String(session) };
  if (step === 0) return { ...head, type: 1, event: { name: 'created', transport } };
  const handled = { ...head, handle_id: session + 7 };
  if (step === 1) return { ...handled, type: 2, event: { name: 'attached', plugin: 'janus.plugin.echotest' } };
  if (step === PER_SESSION - 2)
    return { ...handled, type: 2, event: { name: 'detached', plugin: 'janus.plugin.echotest' } };
  if (step === PER_SESSION - 1 && session % 100 !== 0) return { ...head, type: 1, event: { name: 'destroyed' } };
  if (step === PER_SESSION - 1)
    return {
      emitter: 'janus-bench',
      type: 128,
      timestamp: at - 110,
      event: { ...transport, data: { event: 'disconnected' } },
    };
  return {
    ...handled,
    type: 32,
    subtype: 3,
    event: { mid: '0', media: 'audio', 'packets-sent': n, 'bytes-sent': n * 160, rtt: 21 },
  };
}

/** @param {Agent} agent @param {number} port @param {string} body */
function post(agent, port, body) {
  return new Promise((/** @type {(done: void) => void} */ resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.once('end', resolve);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** @param {number} seconds */
async function measure(seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'janus-live-host-'));
  const root = join(import.meta.dirname, '..', '..');
  const clients = join(folder, 'clients.mjs');
  await build({
    stdin: {
      contents:
        "export { LiveWorker } from './src/live/session/client.ts'; export { createAnalysisThread } from './src/analysis/client.ts';",
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: clients,
  });
  const { LiveWorker, createAnalysisThread } = await import(pathToFileURL(clients).href);
  const port = await freePort();
  const path = join(folder, 'capture.jsonl');
  /** @type {string} */
  let state = 'starting';
  let counted = { events: 0 };
  const live = new LiveWorker(
    join(root, 'dist', 'live-worker.js'),
    {
      profile: { source: 'http', name: 'bench', host: '127.0.0.1', port },
      secret: null,
      capture: { path, fsync: false, maxSize: ROTATED, maxTotal: KEPT },
    },
    {
      state: (/** @type {{ kind: string }} */ now) => (state = now.kind),
      notice: console.error,
      counts: (/** @type {{ events: number }} */ now) => (counted = now),
    },
  );
  const analysis = createAnalysisThread(join(root, 'dist', 'worker.js'));
  try {
    while (state === 'starting') await delay(50);
    const loop = monitorEventLoopDelay({ resolution: 1 });
    const began = performance.now();
    /** The largest resident set in each part of the time, MB. */
    const peaks = new Array(PARTS).fill(0);
    const memory = setInterval(() => {
      const part = Math.min(PARTS - 1, Math.floor((PARTS * (performance.now() - began)) / (seconds * 1000)));
      peaks[part] = Math.max(peaks[part], Math.round(process.memoryUsage().rss / 1e6));
    }, 1000);
    let readings = 0;
    let sessions = 0;
    const sender = fork(import.meta.filename, ['--send', String(port), '--rate', String(RATE)]);
    const over = new Promise((/** @type {(sent: unknown) => void} */ resolve) => sender.once('message', resolve));
    await delay(2000);
    loop.enable();
    let watching = true;
    const end = setTimeout(() => (watching = false), seconds * 1000);
    /** @type {string | null} */
    let known = null;
    while (watching) {
      const asked = performance.now();
      const summary = await analysis.ask({ method: 'run', source: { kind: 'file', path } });
      known = await askAsEditor(analysis, known);
      readings++;
      sessions = Math.max(sessions, summary.sessions);
      await delay(Math.max(300, 3 * (performance.now() - asked)));
    }
    clearTimeout(end);
    loop.disable();
    clearInterval(memory);
    sender.send('end');
    const sent = await over;
    await live.stop();
    const ms = (/** @type {number} */ percent) => (loop.percentile(percent) / 1e6).toFixed(1);
    console.log(
      `${seconds} s at ${RATE} events/s; sent and answered: ${String(sent)}; in the capture: ${counted.events}`,
    );
    console.log(`read ${readings} times, up to ${sessions} sessions in one capture`);
    console.log(`event loop of the host: p50 ${ms(50)} ms, p99 ${ms(99)} ms, max ${(loop.max / 1e6).toFixed(1)} ms`);
    console.log(`largest resident set with both workers, by tenth of the time: ${peaks.join(', ')} MB`);
  } finally {
    analysis.dispose();
    await live.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((/** @type {(done: void) => void} */ resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
