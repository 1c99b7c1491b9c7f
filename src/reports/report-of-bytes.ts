/** The report of a log whose bytes are at hand: what the command line writes of the same log. */
import { readInto } from '../analysis/reading/read-into.js';
import { ReportBuilder } from '../analysis/reading/report-builder.js';
import { formsOfBytes } from '../sources/forms/beginning.js';
import { newReadState, readBytes } from '../sources/log-text.js';
import { memoryRanges } from '../sources/ranges.js';
import { noEventsWords } from '../words/logs.js';
import { baselineOf, expectedIn } from './baseline.js';
import { fileReport } from './file-report.js';
import type { ReportRequest } from './report-requests.js';
import type { ReportedFile } from './sarif.js';

/** In pieces. Throws what says why there is none. `version` is this program's. */
export async function* reportOfBytes(
  { format, log: { path, uri, bytes }, expected }: Omit<ReportRequest, 'method'>,
  version: string,
): AsyncGenerator<string> {
  const file = expected === null ? null : expectedIn(expected.path, expected.text);
  const builder = new ReportBuilder();
  builder.begin(path);
  const state = newReadState();
  const between = await readInto(builder, path, state, () => readBytes(bytes, state));
  if (between !== null) builder.takeServerLog(between);
  const { report } = builder.finish();
  const unread = report.logs[0]?.unread ?? null;
  if (unread !== null) throw new Error(noEventsWords(path, unread.why));
  const isPlain = formsOfBytes(bytes).forms.length === 0;
  // Janus' own lines among the events are a log of the report too, in the same file.
  const files = (): ReportedFile[] => report.logs.map(() => ({ uri, ranges: isPlain ? memoryRanges(bytes) : null }));
  const baseline = expected === null || file === null ? null : baselineOf(expected.path, file, report);
  yield* fileReport(format, report, { files, version, baseline });
}
