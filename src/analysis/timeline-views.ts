/** The analysis as the timeline wants it: columns of all sessions, and what is inside the lanes that are looked at. */
import { EventType, MediaSubtype } from '../events/types.js';
import { Role } from '../events/event-table.js';
import type { Facts } from '../sessions/facts.js';
import type { LogReport, Session } from '../sessions/model.js';
import { CAUSES, NOTHING, STATES, type SessionTable } from '../sessions/session-table.js';
import { pluginName, transportName } from '../sessions/wording.js';
import {
  FLAG_CREATED_UNSEEN,
  MAX_TICKS,
  NO_PLUGIN,
  OUTCOMES,
  type Outcome,
  type SessionTrack,
  type TimelineMark,
  type TimelineOverview,
} from './timeline.js';

export function outcomeOf({ flagged, state, cause }: Pick<Session, 'flagged' | 'state' | 'cause'>): Outcome {
  if (flagged) return 'silent';
  if (state === 'open') return 'open';
  if (state === 'undecidable') return 'unknown';
  return cause === 'timeout' ? 'timeout' : 'destroyed';
}

/** The outcome of the session at an index of the table. */
export function outcomeAt({ flagged, state, cause }: SessionTable, index: number): Outcome {
  return outcomeOf({
    flagged: flagged[index] === 1,
    state: STATES[state[index]!]!,
    cause: CAUSES[cause[index]!] ?? null,
  });
}

/** End of a session's bar, µs: its end, or the last that is known of it. */
function barEnd({ endedAt, firstAt, lastAt }: SessionTable, index: number): number {
  return Number.isNaN(endedAt[index]!) ? lastAt[index]! : Math.max(endedAt[index]!, firstAt[index]!);
}

/** Numbers texts in the order of their first use. */
function numbering(): { of(text: string): number; readonly texts: string[] } {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    of(text) {
      let number = numbers.get(text);
      if (number === undefined) {
        number = texts.push(text) - 1;
        numbers.set(text, number);
      }
      return number;
    },
  };
}

export function overviewOf(report: LogReport, facts: Facts, revision: number, name: string): TimelineOverview {
  const { sessions } = report;
  const { count } = sessions;
  const origin = report.span?.first ?? 0;
  const transports = numbering();
  const plugins = numbering();
  const indexes = Uint32Array.from({ length: count }, (_, k) => k);
  const overview: TimelineOverview = {
    revision,
    name,
    origin,
    length: (report.span?.last ?? 0) - origin,
    count,
    start: sessions.firstAt.map((at) => at - origin),
    end: Float64Array.from(indexes, (k) => barEnd(sessions, k) - origin),
    outcome: Uint8Array.from(indexes, (k) => OUTCOMES.indexOf(outcomeAt(sessions, k))),
    flags: Uint8Array.from(sessions.createdAt, (at) => (Number.isNaN(at) ? FLAG_CREATED_UNSEEN : 0)),
    emitter: Uint16Array.from(sessions.emitter),
    transport: Uint16Array.from(sessions.transport, (k) =>
      transports.of(transportName(sessions.transports[k] ?? null)),
    ),
    plugin: Uint16Array.from(sessions.plugin, (k) =>
      k === NOTHING ? NO_PLUGIN : plugins.of(pluginName(sessions.plugins[k]!)),
    ),
    ids: Array.from(indexes, (k) => sessions.id(k)),
    labels: Array.from(indexes, (k) => sessions.label(k)),
    emitters: report.emitters.map(({ name: emitter, version }) => ({ name: emitter, version })),
    transports: transports.texts,
    plugins: plugins.texts,
    marks: [...marksOf(report, origin), ...damageMarks(report, facts, origin)].sort((a, b) => a.at - b.at),
  };
  return overview;
}

function marksOf(report: LogReport, origin: number): TimelineMark[] {
  const version = new Map(report.emitters.map((emitter) => [emitter.name, emitter.version]));
  return report.marks.map(({ kind, emitter, at, offset }) => ({
    at: at - origin,
    kind,
    emitter,
    offset,
    label:
      kind === 'shutdown'
        ? `${emitter} shut down`
        : `${emitter} started${version.get(emitter) ? ` (Janus ${version.get(emitter)!})` : ''}`,
  }));
}

/** Stretches of the log that could not be read, at the time of the event before them. */
function damageMarks(report: LogReport, { table }: Facts, origin: number): TimelineMark[] {
  const marks: TimelineMark[] = [];
  for (const { code, message, place } of report.logs.flatMap((log) => log.notes)) {
    if (place === null || code !== 'malformed' || table.count === 0) continue;
    const at = table.at(Math.max(0, table.lastByOffset(place.offset))) - origin;
    marks.push({ at, kind: 'malformed', emitter: '', offset: place.offset, label: message });
  }
  return marks;
}

/** Handles, PeerConnections and events of one session; times in µs since `origin`. */
export function trackOf(facts: Facts, session: Session, events: Uint32Array, origin: number): SessionTrack {
  const { table } = facts;
  const at = (event: number): number => table.at(event) - origin;
  const until = (session.endedAt ?? session.lastAt) - origin;
  const ticks = thinned(
    events.filter((event) => table.type(event) !== EventType.media || table.subtype(event) !== MediaSubtype.stats),
  );
  const connections = timesByHandle(facts, events, origin);
  return {
    session: session.index,
    handles: session.handles.map(({ id, plugin, attached, detached }) => {
      const { up, down } = connections.get(id) ?? { up: [], down: [] };
      const end = detached === null ? null : detached.at - origin;
      const spans = up.flatMap((from) => [from, Math.min(down.find((t) => t >= from) ?? Infinity, end ?? until)]);
      return { id, plugin: pluginName(plugin), start: (attached?.at ?? session.firstAt) - origin, end, up: spans };
    }),
    tickTimes: Array.from(ticks, at),
    tickTypes: Array.from(ticks, (event) => table.type(event)),
  };
}

/** When the PeerConnections of each handle went up and down, µs since `origin`. */
function timesByHandle(
  { table, handles }: Facts,
  events: Uint32Array,
  origin: number,
): Map<string, { up: number[]; down: number[] }> {
  const times = new Map<string, { up: number[]; down: number[] }>();
  for (const event of events) {
    const role = table.role(event);
    if (role !== Role.up && role !== Role.down) continue;
    const id = handles.text(table.handle(event));
    const own = times.get(id) ?? { up: [], down: [] };
    times.set(id, own);
    own[role === Role.up ? 'up' : 'down'].push(table.at(event) - origin);
  }
  return times;
}

/** At most {@link MAX_TICKS} of the events, evenly chosen; more would not be seen. */
function thinned(events: Uint32Array): Uint32Array {
  if (events.length <= MAX_TICKS) return events;
  return Uint32Array.from({ length: MAX_TICKS }, (_, k) => events[Math.floor((k * events.length) / MAX_TICKS)]!);
}
