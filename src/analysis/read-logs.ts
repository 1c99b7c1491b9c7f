/** Reads log files and analyses them together. Node only. */
import * as l10n from '@vscode/l10n';
import type { Lives } from '../lives/lives.js';
import type { LogReport } from '../sessions/model.js';
import { ServerLogReader, type ServerLog } from '../sessions/server-log.js';
import { newReadState, readLog } from '../sources/log-file.js';
import { isWorthAThread, scanInThread } from './scan-thread/scan-in-thread.js';
import { ReportBuilder } from './report-builder.js';

/**
 * Reads every log in turn (`-` is standard input) and judges them as one story; `serverLogs` are Janus' own logs, which
 * decide what the events cannot, and so do Janus' own lines where they stand between the events. With `scanWorker`, the
 * bundle of `scan-thread/scan-worker.ts`, a second thread helps with large logs. `lives`: looks at what lives below the session as
 * well. Throws LogUnreadable.
 */
export async function analyseFiles(
  paths: readonly string[],
  serverLogs: readonly string[] = [],
  scanWorker: string | null = null,
  lives = false,
): Promise<LogReport & { readonly lives: Lives | null }> {
  const builder = new ReportBuilder({ lives });
  const own: OwnServerLog[] = [];
  for (const path of paths) {
    builder.begin(nameOf(path));
    if (scanWorker !== null && isWorthAThread(path)) {
      const scanned = await scanInThread(scanWorker, path, builder.sink, { lives });
      if (scanned === null) continue;
      builder.endOfThread(scanned);
      if (scanned.serverLines) own.push(await ownServerLog(path));
    } else {
      const found = await readAlone(builder, path);
      if (found !== null) own.push(found);
    }
  }
  for (const path of serverLogs) await builder.addServerLog(nameOf(path), readLog(path, newReadState()));
  // Who names the same file for both has it once.
  for (const { path, log } of own) if (!serverLogs.includes(path)) builder.takeServerLog(log);
  const result = builder.finish();
  return { ...result.report, lives: result.lives };
}

/** What a log of events holds of Janus' own lines. */
interface OwnServerLog {
  readonly path: string;
  readonly log: ServerLog;
}

/** Reads a log of events in this thread; null: none of Janus' own lines are in it. */
async function readAlone(builder: ReportBuilder, path: string): Promise<OwnServerLog | null> {
  const state = newReadState();
  const serverLog = new ServerLogReader(nameOf(path));
  const room = (size: number): Uint8Array => builder.room(size);
  for await (const bytes of readLog(path, state, { room })) {
    // Janus' own lines are known of before the first bytes come.
    if (state.serverLines) serverLog.push(bytes);
    builder.push(bytes);
  }
  builder.end(state);
  return state.serverLines ? { path, log: serverLog.soFar() } : null;
}

async function ownServerLog(path: string): Promise<OwnServerLog> {
  const serverLog = new ServerLogReader(nameOf(path));
  for await (const bytes of readLog(path, newReadState())) serverLog.push(bytes);
  return { path, log: serverLog.soFar() };
}

const nameOf = (path: string): string => (path === '-' ? l10n.t('standard input') : path);
