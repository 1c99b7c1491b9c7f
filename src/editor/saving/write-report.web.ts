/** `write-report.ts` in a browser: the report is made by a web worker, of the log's bytes. */
import { l10n, workspace, type CancellationToken, type Uri } from 'vscode';
import { startThread } from '../../analysis/thread.js';
import type { ReportStart } from '../../reports/answer-reports.js';
import { REPORT_REQUESTS, type ReportRequest } from '../../reports/report-requests.js';
import { createCaller } from '../../rpc/caller.js';
import { ToCaller } from '../../rpc/messages.js';
import { Cancelled } from '../../rpc/requests.js';
import { logSource, ownMemory } from '../open-logs/log-source.js';
import { writeWhole } from './write-whole.js';
import type { ReportMaker, WantedReport } from './write-report.js';

export type { ReportMaker, WantedReport };

export const whyNoReportOf = (): null => null;
export const whyNotTo = (): null => null;

export async function writeReport(
  { worker }: ReportMaker,
  { log, format, expected }: WantedReport,
  target: Uri,
  cancelled: CancellationToken,
): Promise<boolean> {
  const { source } = log;
  const stored = await logSource(source, false);
  if (stored.kind !== 'bytes') throw new Error(`A browser reads no files: ${source.toString()}`);
  const request: ReportRequest = {
    method: 'report',
    format,
    log: { path: source.toString(true), uri: source.toString(), bytes: stored.bytes },
    expected: expected === null ? null : { path: expected.toString(true), text: await textOf(expected) },
  };
  try {
    return await writeWhole(target, await piecesOf(worker, request, ownMemory(stored), cancelled), cancelled);
  } catch (error) {
    if (cancelled.isCancellationRequested) return false;
    throw error;
  }
}

const textOf = async (file: Uri): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(file));

/** All pieces of the report, from a worker of its own that ends with it. */
async function piecesOf(
  program: string,
  request: ReportRequest,
  moved: readonly ArrayBuffer[],
  cancelled: CancellationToken,
): Promise<string[]> {
  const pieces: string[] = [];
  const caller = createCaller(REPORT_REQUESTS, (message, moved) => {
    thread.post(message, moved);
  });
  const start: ReportStart = 'report';
  const thread = startThread(program, start, {
    message(message) {
      caller.receive(ToCaller.parse(message));
    },
    died(why) {
      caller.fail(new Error(l10n.t('its worker stopped unexpectedly ({0})', why)));
    },
  });
  const cancelling = cancelled.onCancellationRequested(() => {
    caller.fail(new Cancelled('cancelled'));
  });
  try {
    await caller.ask(request, { news: (piece) => pieces.push(piece), moved });
    return pieces;
  } finally {
    cancelling.dispose();
    thread.end();
  }
}
