/** The end of the requests that come to a thread which makes reports. */
import { byMethod, createAnswerer } from '../rpc/answerer.js';
import { ToAnswerer, type ToCaller } from '../rpc/messages.js';
import { reportOfBytes } from './report-of-bytes.js';
import { REPORT_REQUESTS, type ReportRequests } from './report-requests.js';

/** What such a thread is given when it starts. */
export type ReportStart = 'report';

/** Characters that are told at once: a report comes session by session. */
const PIECE = 256 * 1024;

/** Takes the messages that come to the thread, and gives those that answer them to `post`. */
export function answerReports(version: string, post: (message: ToCaller) => void): (message: unknown) => void {
  const report = byMethod<ReportRequests>({
    async report(request, { news }) {
      let piece = '';
      for await (const text of reportOfBytes(request, version)) {
        piece += text;
        if (piece.length < PIECE) continue;
        news(piece);
        piece = '';
      }
      news(piece);
      return null;
    },
  });
  const answerer = createAnswerer(REPORT_REQUESTS, report, post);
  return (message) => void answerer.receive(ToAnswerer.parse(message));
}
