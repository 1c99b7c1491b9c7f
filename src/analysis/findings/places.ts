/** From a place in a log to what stands there, and back. */
import { NONE } from '../../events/columns.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { LogReport } from '../../sessions/log-report.js';
import type { Ranges } from '../../sources/ranges.js';
import type { TextRange } from '../requests/api.js';
import { breaksBetween, lineStart, locateAll, offsetInLine } from './locate.js';

/** One log, judged. */
export interface Judged {
  readonly report: LogReport;
  readonly facts: Facts;
  readonly ranges: Ranges;
}

/** The session of the event that begins at `offset`, and which of its events it is, from 0; null where none begins. */
export function eventAt({ facts, report }: Judged, offset: number): { session: number; number: number } | null {
  const event = eventFrom(facts, offset);
  if (event === NONE) return null;
  const session = report.sessions.sessionOf(event);
  if (session === NONE) return null;
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
  const event = await eventBefore({ facts, ranges }, line, character);
  if (event === NONE) return null;
  const session = report.sessions.sessionOf(event);
  if (session !== NONE) return session;
  const ended = report.sessions.ending.indexOf(event);
  return ended >= 0 && report.sessions.flagged[ended] === 1 ? ended : null;
}

/** Number of the last event that begins at a place in the text or before it, line and character from 0, or {@link NONE}. */
export async function eventBefore(
  { facts, ranges }: Pick<Judged, 'facts' | 'ranges'>,
  line: number,
  character: number,
): Promise<number> {
  const { table } = facts;
  let event = table.lastByLine(line + 1);
  if (event < 0) return NONE;
  const first = table.line(event) === line + 1 && event > 0 && table.line(event - 1) === line + 1;
  if (first) {
    // Several events on the line: the column decides.
    const start = await lineStart(ranges, table.offset(event));
    event = Math.max(0, table.lastByOffset(await offsetInLine(ranges, start, character)));
  }
  return event;
}

/** Number of the event that begins at `offset`, or {@link NONE}. */
export function eventFrom({ table }: Facts, offset: number): number {
  const event = table.lastByOffset(offset);
  return event >= 0 && table.offset(event) === offset ? event : NONE;
}
