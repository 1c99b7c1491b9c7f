/** From a place in a log to what stands there, and back. */
import type { Facts } from '../sessions/facts.js';
import type { LogReport } from '../sessions/model.js';
import { NOTHING } from '../sessions/session-table.js';
import type { Ranges } from '../sources/ranges.js';
import type { TextRange } from './api.js';
import { breaksBetween, lineStart, locateAll, offsetInLine } from './locate.js';

/** One log, judged. */
interface Judged {
  readonly report: LogReport;
  readonly facts: Facts;
  readonly ranges: Ranges;
}

/** The session of the event that begins at `offset`, and which of its events it is, from 0; null where none begins. */
export function eventAt({ facts, report }: Judged, offset: number): { session: number; number: number } | null {
  const event = eventFrom(facts, offset);
  if (event === NOTHING) return null;
  const session = report.sessions.sessionOf(event);
  if (session === NOTHING) return null;
  return { session, number: report.sessions.eventsOf(session).indexOf(event) };
}

/** Where a stretch of bytes stands in the text of the log. */
export async function rangeAt({ facts, ranges }: Judged, offset: number, length: number): Promise<TextRange> {
  const { table } = facts;
  // Janus' own lines, where they stand between the events, are evidence as well.
  const before = table.lastByOffset(offset);
  const from = before < 0 ? 0 : table.offset(before);
  const line = (before < 0 ? 1 : table.line(before)) + (await breaksBetween(ranges, from, offset));
  const [range] = await locateAll(ranges, [{ offset, length, line }]);
  return range!;
}

/**
 * The session of the event at a place in the text, line and character from 0, or that the event there ended; null where
 * there is none.
 */
export async function sessionAt(
  { facts, ranges, report }: Judged,
  line: number,
  character: number,
): Promise<number | null> {
  const { table } = facts;
  let event = table.lastByLine(line + 1);
  if (event < 0) return null;
  const first = table.line(event) === line + 1 && event > 0 && table.line(event - 1) === line + 1;
  if (first) {
    // Several events on the line: the column decides.
    const start = await lineStart(ranges, table.offset(event));
    event = Math.max(0, table.lastByOffset(await offsetInLine(ranges, start, character)));
  }
  const session = report.sessions.sessionOf(event);
  if (session !== NOTHING) return session;
  const ended = report.sessions.ending.indexOf(event);
  return ended >= 0 && report.sessions.flagged[ended] === 1 ? ended : null;
}

/** Number of the event that begins at `offset`, or {@link NOTHING}. */
function eventFrom({ table }: Facts, offset: number): number {
  const event = table.lastByOffset(offset);
  return event >= 0 && table.offset(event) === offset ? event : NOTHING;
}
