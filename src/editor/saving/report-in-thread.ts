/** The report of a log whose bytes the editor has: made in a thread of its own, by the command line's code. */
import { l10n, workspace, type CancellationToken, type Uri } from 'vscode';
import { startThread } from '../../analysis/thread.js';
import type { ReportStart } from '../../reports/answer-reports.js';
import { REPORT_REQUESTS, type ReportRequest } from '../../reports/report-requests.js';
import { createCaller } from '../../rpc/caller.js';
import { ToCaller } from '../../rpc/messages.js';
import { Cancelled } from '../../rpc/requests.js';
import type { LogSource } from '../../analysis/requests/api.js';
import { ownMemory } from '../open-logs/log-source.js';
import type { ReportMaker, WantedReport } from './wanted-report.js';

/** `stored`: the log. In pieces. Throws `Cancelled`, and what says why there is none. */
export async function* reportInThread(
  { worker }: ReportMaker,
  { log: { source }, format, expected }: WantedReport,
  stored: Extract<LogSource, { kind: 'bytes' }>,
  cancelled: CancellationToken,
): AsyncGenerator<string> {
  const request: ReportRequest = {
    method: 'report',
    format,
    log: { path: source.toString(true), uri: source.toString(), bytes: stored.bytes },
    expected: expected === null ? null : { path: expected.toString(true), text: await textOf(expected) },
  };
  yield* await piecesOf(worker, request, ownMemory(stored), cancelled);
}

const textOf = async (file: Uri): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(file));

/** All pieces of the report, from a thread that ends with it. */
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
