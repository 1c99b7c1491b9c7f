/** Reads log files and analyses them together. Node only. */
import type { Lives } from '../lives/lives.js';
import type { LogReport } from '../sessions/model.js';
import { newReadState, readLog } from '../sources/log-file.js';
import { isWorthAThread, scanApart } from './apart/scan-apart.js';
import { LogAnalyser } from './log-analyser.js';

/**
 * Reads every log in turn (`-` is standard input) and judges them as one story; `serverLogs` are Janus' own logs, which
 * decide what the events cannot. With `scanWorker`, the bundle of `apart/scan-worker.ts`, a second thread helps with large
 * logs. `lives`: looks at what lives below the session as well. Throws LogUnreadable.
 */
export async function analyseFiles(
  paths: readonly string[],
  serverLogs: readonly string[] = [],
  scanWorker: string | null = null,
  lives = false,
): Promise<LogReport & { readonly lives: Lives | null }> {
  const analyser = new LogAnalyser({ lives });
  for (const path of paths) {
    analyser.begin(nameOf(path));
    if (scanWorker !== null && isWorthAThread(path)) {
      const scanned = await scanApart(scanWorker, path, analyser.sink, { lives });
      if (scanned !== null) analyser.endApart(scanned);
      continue;
    }
    const state = newReadState();
    const room = (size: number): Uint8Array => analyser.room(size);
    for await (const bytes of readLog(path, state, { room })) analyser.push(bytes);
    analyser.end(state.gzip, state.problem);
  }
  for (const path of serverLogs) await analyser.addServerLog(nameOf(path), readLog(path, newReadState()));
  const result = analyser.finish();
  return { ...result.report, lives: result.lives };
}

const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);
