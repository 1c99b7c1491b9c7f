/**
 * The few events of a log that tell the story of one session: a log of its own, whose verdict on the session is the same.
 * That is tried, not believed: an excerpt is judged before it is given away, and made wider until the verdicts agree.
 */
import { EventType } from '../../events/types.js';
import { emitterOfEvent, type Facts } from '../../sessions/collecting/facts.js';
import type { Session } from '../../sessions/model.js';
import type { LogReport } from '../../sessions/log-report.js';
import type { Ranges } from '../../sources/ranges.js';
import type { Excerpt } from '../requests/api.js';
import { readEvents } from '../event-texts/event-texts.js';
import { ReportBuilder } from '../reading/report-builder.js';
import { StandIns } from './stand-ins.js';

/** A longer excerpt is none, bytes. */
const MAX_EXCERPT = 64 * 1024 * 1024;
/** Characters that are judged to find what can be left out. */
const MAX_TRIED = 32 * 1024 * 1024;
/** A longer event is left out, bytes. */
const MAX_EVENT = 1024 * 1024;

interface Judged {
  readonly report: LogReport;
  readonly facts: Facts;
  readonly ranges: Ranges;
}

/**
 * The excerpt of a session; `replaced`: names, addresses, tokens, fingerprints and SDP by stand-ins. Null: its events do
 * not lead to the same verdict, because that rests on more than events (Janus' own log) or on too many of them.
 */
export async function excerptOf(
  { report, facts, ranges }: Judged,
  session: Session,
  replaced: boolean,
): Promise<Excerpt | null> {
  const own = report.sessions.eventsOf(session.index);
  let tried = 0;
  for (const wanted of widening(facts, session, own)) {
    const events = chosen(facts, own, session, wanted);
    // A wider one with nothing more in it has been tried.
    if (events.length === tried) continue;
    tried = events.length;
    const places = events.map((event) => facts.table.place(event));
    if (places.reduce((sum, { length }) => sum + length, 0) > MAX_EXCERPT) return null;
    const texts = await readEvents(ranges, places, MAX_EVENT);
    const lines = linesOf(texts, replaced).filter(({ line }) => line !== null) as Line[];
    if (!agrees(textOf(lines), session)) continue;
    const needed = new Set(own);
    const kept = withoutSurplus(
      lines,
      ({ place }) => needed.has(events[place]!),
      (fewer) => agrees(textOf(fewer), session),
    );
    return { text: textOf(kept), events: kept.length };
  }
  return null;
}

/** An event of the excerpt: which of those chosen it is, and its text. */
interface Line {
  readonly place: number;
  readonly line: string;
}

function linesOf(texts: readonly (string | null)[], replaced: boolean): { place: number; line: string | null }[] {
  const standIns = new StandIns();
  const told = (text: string): string => (replaced ? standIns.replaced(text) : text).replace(/\s*[\r\n]+\s*/g, ' ');
  // A name may be a member before it is a value: the first time round all names are learned.
  if (replaced) for (const text of texts) if (text !== null) told(text);
  return texts.map((text, place) => ({ place, line: text === null ? null : told(text) }));
}

const textOf = (lines: readonly Line[]): string => lines.map(({ line }) => `${line}\n`).join('');

/**
 * Leaves out what the verdict does not need: ever smaller stretches, as long as it holds. Trials are counted, and cost what
 * the excerpt is long, so that a long one stays as it is.
 */
function withoutSurplus(
  lines: readonly Line[],
  isNeeded: (line: Line) => boolean,
  holds: (fewer: readonly Line[]) => boolean,
): readonly Line[] {
  let kept = lines;
  let bytes = MAX_TRIED;
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    const surplus = kept.filter((line) => !isNeeded(line));
    for (let from = 0; from < surplus.length; from += size) {
      const out = new Set(surplus.slice(from, from + size));
      const fewer = kept.filter((line) => !out.has(line));
      bytes -= fewer.reduce((sum, { line }) => sum + line.length, 0);
      if (bytes < 0) return kept;
      if (holds(fewer)) kept = fewer;
    }
  }
  return kept;
}

type Wanted = (event: number) => boolean;

/**
 * Which events besides the session's own and its evidence: what the server says of itself; its connections; all its
 * sessions and handles; everything but media statistics; everything.
 */
function widening({ table }: Facts, { firstAt, endedAt, lastAt }: Session, own: Uint32Array): Wanted[] {
  const first = own[0];
  if (first === undefined) return [];
  const types =
    (wanted: number): Wanted =>
    (event) =>
      (table.type(event) & wanted) !== 0;
  const core = EventType.core;
  const connections = core | EventType.transport;
  const lives = connections | EventType.session | EventType.handle;
  const inTime: Wanted = (event) =>
    table.at(event) >= firstAt - SLACK && table.at(event) <= (endedAt ?? lastAt) + SLACK;
  const withCore: Wanted = (event) => types(core)(event) || inTime(event);
  return [
    types(core),
    (event) => types(connections)(event) && withCore(event),
    (event) => types(lives)(event) && withCore(event),
    types(lives),
    (event) => !types(EventType.media)(event),
    () => true,
  ];
}

/** Sessions are reclaimed, and their ends told, within minutes; µs. */
const SLACK = 300e6;

/** Numbers of events in the order of the log: the session's, its evidence, and those wanted of its server. */
function chosen(facts: Facts, own: Uint32Array, { evidence }: Session, wanted: Wanted): number[] {
  const { table } = facts;
  const server = emitterOfEvent(facts, own[0]!);
  const found = new Set<number>(own);
  for (const { offset } of evidence) {
    const event = table.lastByOffset(offset);
    if (event >= 0 && table.offset(event) === offset) found.add(event);
  }
  for (let event = 0; event < table.count; event++)
    if (!found.has(event) && wanted(event) && emitterOfEvent(facts, event) === server) found.add(event);
  return [...found].sort((a, b) => table.offset(a) - table.offset(b));
}

/** Whether an excerpt says of the session what its log does. */
function agrees(text: string, session: Session): boolean {
  const builder = new ReportBuilder();
  builder.begin('excerpt');
  builder.push(new TextEncoder().encode(text));
  builder.end();
  const { sessions } = builder.finish().report;
  return [...sessions].some((other) => verdictOf(other) === verdictOf(session));
}

/** Times tell which session it is: its id may be a stand-in. */
const verdictOf = ({
  firstAt,
  lastAt,
  createdAt,
  endedAt,
  events,
  state,
  flagged,
  cause,
  certainty,
  sessionEvent,
}: Session): string =>
  JSON.stringify([firstAt, lastAt, createdAt, endedAt, events, state, flagged, cause, certainty, sessionEvent]);
