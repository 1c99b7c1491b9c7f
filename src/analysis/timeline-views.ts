/** The analysis as the timeline wants it: columns of all sessions, and what is inside the lanes that are looked at. */
import { EventType, MediaSubtype } from '../events/types.js';
import { lastFrom } from '../events/event-table.js';
import type { Facts } from '../sessions/facts.js';
import type { LogReport, Session } from '../sessions/model.js';
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

export function outcomeOf(session: Session): Outcome {
  if (session.flagged) return 'silent';
  if (session.state === 'open') return 'open';
  if (session.state === 'undecidable') return 'unknown';
  return session.cause === 'timeout' ? 'timeout' : 'destroyed';
}

/** End of a session's bar, µs: its end, or the last that is known of it. */
function barEnd(session: Session): number {
  if (session.endedAt !== null) return Math.max(session.endedAt, session.firstAt);
  return session.lastAt;
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
  const count = sessions.length;
  const origin = report.span?.first ?? 0;
  const emitters = numbering();
  const transports = numbering();
  const plugins = numbering();
  for (const emitter of report.emitters) emitters.of(emitter.name);
  const overview: TimelineOverview = {
    revision,
    name,
    origin,
    length: (report.span?.last ?? 0) - origin,
    count,
    start: Float64Array.from(sessions, (s) => s.firstAt - origin),
    end: Float64Array.from(sessions, (s) => barEnd(s) - origin),
    outcome: Uint8Array.from(sessions, (s) => OUTCOMES.indexOf(outcomeOf(s))),
    flags: Uint8Array.from(sessions, (s) => (s.createdAt === null ? FLAG_CREATED_UNSEEN : 0)),
    emitter: Uint16Array.from(sessions, (s) => emitters.of(s.emitter)),
    transport: Uint16Array.from(sessions, (s) => transports.of(transportName(s.transport))),
    plugin: Uint16Array.from(sessions, (s) => {
      const plugin = s.handles.find((handle) => handle.plugin !== '')?.plugin;
      return plugin === undefined ? NO_PLUGIN : plugins.of(pluginName(plugin));
    }),
    ids: sessions.map((s) => s.id),
    labels: sessions.map((s) => [...s.opaqueIds, ...s.rooms, ...s.displays, s.address ?? ''].join(' ').trim()),
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
    const before = lastFrom(table.offset, table.count, place.offset);
    const at = table.at[Math.max(0, before)]! - origin;
    marks.push({ at, kind: 'malformed', emitter: '', offset: place.offset, label: message });
  }
  return marks;
}

/** Handles, PeerConnections and events of one session; times in µs since `origin`. */
export function trackOf(facts: Facts, session: Session, events: Uint32Array, origin: number): SessionTrack {
  const { table } = facts;
  const at = (event: number): number => table.at[event]! - origin;
  const until = (session.endedAt ?? session.lastAt) - origin;
  const numbers = new Map<string, number>();
  for (const event of events) {
    const handle = table.handle[event]!;
    if (handle >= 0) numbers.set(facts.handles[handle]!.id, handle);
  }
  const ticks = thinned(
    events.filter((event) => table.type[event] !== EventType.media || table.subtype[event] !== MediaSubtype.stats),
  );
  return {
    session: session.index,
    handles: session.handles.map(({ id, plugin, attached, detached }) => {
      const { up, down } = facts.handles[numbers.get(id) ?? -1] ?? { up: [], down: [] };
      const end = detached === null ? null : detached.at - origin;
      const spans = up
        .map(at)
        .flatMap((from) => [from, Math.min(down.map(at).find((t) => t >= from) ?? Infinity, end ?? until)]);
      return { id, plugin: pluginName(plugin), start: (attached?.at ?? session.firstAt) - origin, end, up: spans };
    }),
    tickTimes: Array.from(ticks, at),
    tickTypes: Array.from(ticks, (event) => table.type[event]!),
  };
}

/** At most {@link MAX_TICKS} of the events, evenly chosen; more would not be seen. */
function thinned(events: Uint32Array): Uint32Array {
  if (events.length <= MAX_TICKS) return events;
  return Uint32Array.from({ length: MAX_TICKS }, (_, k) => events[Math.floor((k * events.length) / MAX_TICKS)]!);
}
