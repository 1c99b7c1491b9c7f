/** Reads log files and analyses them together. Node only. */
import * as l10n from '@vscode/l10n';
import type { Lives } from '../../lives/lives.js';
import type { LogReport } from '../../sessions/log-report.js';
import { ServerLogReader, type ServerLog } from '../../sessions/server-log/server-log.js';
import { newReadState, readLog } from '../../sources/log-file.js';
import { isWorthAThread, scanInThread } from '../scan-thread/scan-in-thread.js';
import { setImmediate } from 'node:timers/promises';
import { GrowingFile } from '../../sources/growing-file.js';
import { hasGrownMuch } from '../index-on-disk/growth.js';
import type { Kept, LogIndex, Reading } from '../index-on-disk/log-index.js';
import { readInto } from './read-into.js';
import { ReportBuilder } from './report-builder.js';

/** What helps with reading. */
interface Helpers {
  /** The bundle of `scan-thread/scan-worker.ts`: a second thread helps with large logs. */
  readonly scanWorker?: string | null;
  /** Logs that were read before are not read again. */
  readonly index?: LogIndex | null;
}

export interface ReadLogs extends LogReport {
  readonly lives: Lives | null;
  /** How much of the logs did not have to be read, since the index had it: all, or all but what was added. */
  readonly known: 'none' | 'all' | 'most';
  /** Keeps what was found, once nothing waits for it. */
  keep(): Promise<void>;
}

/**
 * Reads every log in turn (`-` is standard input) and judges them as one story; `serverLogs` are Janus' own logs, which
 * decide what the events cannot, and so do Janus' own lines where they stand between the events. `lives`: looks at what
 * lives below the session as well. Throws LogUnreadable.
 */
export async function analyseFiles(
  paths: readonly string[],
  serverLogs: readonly string[] = [],
  { scanWorker = null, index = null }: Helpers = {},
  lives = false,
): Promise<ReadLogs> {
  const reading = { paths, lives };
  const kept = index === null ? null : await readOn(index, reading);
  const before = kept?.before ?? index?.before(reading) ?? null;
  const { builder, own } = kept === null ? await readAll(reading, scanWorker) : { builder: kept.builder, own: [] };
  for (const path of serverLogs) await builder.addServerLog(nameOf(path), readLog(path, newReadState()));
  // Who names the same file for both has it once.
  for (const { path, log } of own) if (!serverLogs.includes(path)) builder.takeServerLog(log);
  const result = builder.finish();
  return {
    ...result.report,
    lives: result.lives,
    known: kept === null ? 'none' : kept.grown ? 'most' : 'all',
    async keep() {
      if (index === null || before === null) return;
      if (kept === null || (kept.grown && hasGrownMuch(kept.bytes, builder.bytes)))
        await index.keep(reading, before, builder);
    },
  };
}

/** What the index has of the logs, and what was added to the last of them; null: they are to be read. */
async function readOn(index: LogIndex, reading: Reading): Promise<Kept | null> {
  const kept = index.find(reading, () => new ReportBuilder({ lives: reading.lives }));
  if (kept?.grown !== true) return kept;
  const { builder, before } = kept;
  const from = builder.resume();
  if (from === null) return null;
  const file = new GrowingFile(reading.paths.at(-1)!);
  file.skipTo(before.at(-1)!.size);
  for (const bytes of file.read(from, (size) => builder.room(size))) {
    builder.push(bytes);
    await setImmediate();
  }
  builder.end();
  return builder.astray || file.problem !== null ? null : kept;
}

async function readAll(
  { paths, lives }: Reading,
  scanWorker: string | null,
): Promise<{ readonly builder: ReportBuilder; readonly own: readonly OwnServerLog[] }> {
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
      const state = newReadState();
      const log = await readInto(builder, nameOf(path), state, (room) => readLog(path, state, { room }));
      if (log !== null) own.push({ path, log });
    }
  }
  return { builder, own };
}

/** What a log of events holds of Janus' own lines. */
interface OwnServerLog {
  readonly path: string;
  readonly log: ServerLog;
}

async function ownServerLog(path: string): Promise<OwnServerLog> {
  const serverLog = new ServerLogReader(nameOf(path));
  for await (const bytes of readLog(path, newReadState())) serverLog.push(bytes);
  return { path, log: serverLog.soFar() };
}

const nameOf = (path: string): string => (path === '-' ? l10n.t('standard input') : path);
