/** Reads log files and analyses them together. Node only. */
import type { Lives } from '../lives/lives.js';
import type { LogReport } from '../sessions/model.js';
import { ServerLogReader, type ServerLog } from '../sessions/server-log.js';
import { newReadState, readLog } from '../sources/log-file.js';
import { isWorthAThread, scanApart } from './apart/scan-apart.js';
import { LogAnalyser } from './log-analyser.js';

/**
 * Reads every log in turn (`-` is standard input) and judges them as one story; `serverLogs` are Janus' own logs, which
 * decide what the events cannot, and so do Janus' own lines where they stand between the events. With `scanWorker`, the
 * bundle of `apart/scan-worker.ts`, a second thread helps with large logs. `lives`: looks at what lives below the session as
 * well. Throws LogUnreadable.
 */
export async function analyseFiles(
  paths: readonly string[],
  serverLogs: readonly string[] = [],
  scanWorker: string | null = null,
  lives = false,
): Promise<LogReport & { readonly lives: Lives | null }> {
  const analyser = new LogAnalyser({ lives });
  const own: OwnServerLog[] = [];
  for (const path of paths) {
    analyser.begin(nameOf(path));
    if (scanWorker !== null && isWorthAThread(path)) {
      const scanned = await scanApart(scanWorker, path, analyser.sink, { lives });
      if (scanned === null) continue;
      analyser.endApart(scanned);
      if (scanned.serverLines) own.push(await ownServerLog(path));
    } else {
      const found = await readAlone(analyser, path);
      if (found !== null) own.push(found);
    }
  }
  for (const path of serverLogs) await analyser.addServerLog(nameOf(path), readLog(path, newReadState()));
  // Who names the same file for both has it once.
  for (const { path, log } of own) if (!serverLogs.includes(path)) analyser.takeServerLog(log);
  const result = analyser.finish();
  return { ...result.report, lives: result.lives };
}

/** What a log of events holds of Janus' own lines. */
interface OwnServerLog {
  readonly path: string;
  readonly log: ServerLog;
}

/** Reads a log of events in this thread; null: none of Janus' own lines are in it. */
async function readAlone(analyser: LogAnalyser, path: string): Promise<OwnServerLog | null> {
  const state = newReadState();
  const serverLog = new ServerLogReader(nameOf(path));
  const room = (size: number): Uint8Array => analyser.room(size);
  for await (const bytes of readLog(path, state, { room })) {
    // Janus' own lines are known of before the first bytes come.
    if (state.serverLines) serverLog.push(bytes);
    analyser.push(bytes);
  }
  analyser.end(state);
  return state.serverLines ? { path, log: serverLog.soFar() } : null;
}

async function ownServerLog(path: string): Promise<OwnServerLog> {
  const serverLog = new ServerLogReader(nameOf(path));
  for await (const bytes of readLog(path, newReadState())) serverLog.push(bytes);
  return { path, log: serverLog.soFar() };
}

const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);
