/** `report-pieces.ts` in a browser, where no log has a path. */
import type { CancellationToken } from 'vscode';
import { logSource } from '../open-logs/log-source.js';
import { reportInThread } from './report-in-thread.js';
import type { ReportMaker, WantedReport } from './wanted-report.js';

export async function* reportPieces(
  maker: ReportMaker,
  wanted: WantedReport,
  cancelled: CancellationToken,
): AsyncGenerator<string> {
  const { source } = wanted.log;
  const stored = await logSource(source, false);
  if (stored.kind !== 'bytes') throw new Error(`A browser reads no files: ${source.toString()}`);
  yield* reportInThread(maker, wanted, stored, cancelled);
}
