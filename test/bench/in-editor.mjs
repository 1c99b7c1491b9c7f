// What a log costs in the editor: node in-editor.mjs LOG. The host here is this process, which does what the extension does
// for a log that is opened: a client of the worker thread, and what Problems, list and timeline ask when there are verdicts.
// Prints as JSON: how much of the processor the host's thread took at a stretch, and how long its event loop was late at
// most, which is also the fault of the other threads where there are few processors; when the first verdicts came and when
// the last, how long a page of 200 events of one session takes, and the memory of the index for each event.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { clearInterval, setInterval, setTimeout } from 'node:timers';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../src/events/wasm/kernel/build.mjs';
import { askAsEditor } from './as-editor.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGES = 50;

const [log = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'janus-in-editor-'));
// The worker does not keep a process alive.
const alive = setInterval(() => undefined, 1000);
try {
  console.log(JSON.stringify(await measure(await bundled())));
} finally {
  clearInterval(alive);
  rmSync(folder, { recursive: true });
}

async function bundled() {
  const outfile = join(folder, 'analysis.cjs');
  await build({
    stdin: {
      contents: `
        export { createAnalysisThread } from './src/analysis/client.ts';
        export { ReportBuilder } from './src/analysis/reading/report-builder.ts';
        export { newReadState, readLog } from './src/sources/log-file.ts';
        export { bytesOf } from './src/sessions/collecting/facts.ts';
        export { ALL_EVENTS } from './src/analysis/requests/timeline-details.ts';`,
      resolveDir: ROOT,
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    plugins: [kernelForEsbuild],
  });
  return createRequire(import.meta.url)(outfile);
}

/** @param {any} analysisModule */
async function measure({ ALL_EVENTS, createAnalysisThread, ReportBuilder, newReadState, readLog, bytesOf }) {
  const analysis = createAnalysisThread(join(ROOT, 'dist', 'worker.js'));
  const loop = monitorEventLoopDelay({ resolution: 1 });
  // The first turns of a process are busy with the process.
  await new Promise((resolve) => setTimeout(resolve, 200));
  loop.enable();
  const host = stretches();
  const begun = performance.now();
  /** @type {number | null} */
  let first = null;
  /** @type {string | null} */
  let known = null;
  const ask = async () => {
    first ??= performance.now() - begun;
    known = await askAsEditor(analysis, known);
  };
  const progress = (/** @type {{ summary: object | null }} */ { summary }) => {
    if (summary !== null) void ask();
  };
  const summary = await analysis.ask({ method: 'run', source: { kind: 'file', path: log } }, { news: progress });
  await ask();
  const last = performance.now() - begun;
  loop.disable();
  const stretch = host.longest();

  /** @type {number[]} */
  const pages = [];
  for (let k = 0; k < PAGES; k++) {
    const session = Math.floor((k * summary.sessions) / PAGES);
    const started = performance.now();
    await analysis.ask({ method: 'events', revision: summary.revision, session, filter: ALL_EVENTS, from: 0 });
    pages.push(performance.now() - started);
  }
  analysis.dispose();

  const builder = new ReportBuilder();
  builder.begin(log);
  const room = (/** @type {number} */ size) => builder.room(size);
  for await (const bytes of readLog(log, newReadState(), { room })) builder.push(bytes);
  builder.end();
  const { report } = builder.finish();
  const index = bytesOf(builder.facts) + report.sessions.bytes;
  return {
    stretch,
    late: loop.max / 1e6,
    first,
    last,
    page: pages.sort((a, b) => a - b)[PAGES / 2],
    bytesPerEvent: index / builder.facts.table.count,
  };
}

/** What this thread takes of the processor between turns of a timer that is always due. */
function stretches() {
  // Node's since 23.9: the project's tools bring a later one.
  const { threadCpuUsage } = /** @type {{ threadCpuUsage(): NodeJS.CpuUsage }} */ (/** @type {unknown} */ (process));
  const used = () => {
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  };
  let before = used();
  let longest = 0;
  const timer = setInterval(() => {
    const now = used();
    longest = Math.max(longest, now - before);
    before = now;
  }, 1);
  return {
    /** ms of the longest; measures no more. */
    longest() {
      clearInterval(timer);
      return longest;
    },
  };
}
