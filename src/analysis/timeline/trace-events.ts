/**
 * Sessions in the Trace Event Format of Chrome, which Perfetto (ui.perfetto.dev) and chrome://tracing open: a process per
 * server, a thread per session and per handle, slices for their lives and PeerConnections, instants for their events.
 * Times are µs since the Unix epoch, as in the log.
 */
import * as z from 'zod/mini';
import { jsonText } from '../../encoding/json.js';
import { visible } from '../../encoding/visible.js';
import { eventTypeName } from '../../events/types.js';
import type { Session } from '../../sessions/model.js';
import type { LogReport } from '../../sessions/log-report.js';
import { outcomeWords } from '../../words/outcomes.js';
import { pluginName, transportName } from '../../words/transports.js';
import type { Outcome, SessionTrack } from '../requests/timeline.js';

/** Where an export goes on: how many of its sessions are written, and the number of the next thread. */
export const TracePosition = z.strictObject({ sessions: z.int().check(z.nonnegative()), thread: z.int() });
export type TracePosition = z.infer<typeof TracePosition>;

/** Which sessions are exported: all, those that ended silently, or these in this order. */
export const TraceScope = z.union([z.enum(['all', 'silent']), z.readonly(z.array(z.int().check(z.nonnegative())))]);
export type TraceScope = z.infer<typeof TraceScope>;

export const TRACE_START: TracePosition = { sessions: 0, thread: 1 };

/** Sessions in one piece of an export: an answer that takes a few milliseconds. */
export const SESSIONS_PER_PIECE = 100;

/** A piece of the file, and where the next one begins; null: this was the last. */
export const TracePiece = z.object({ text: z.string(), next: z.nullable(TracePosition) });
export type TracePiece = z.infer<typeof TracePiece>;

type Args = Record<string, string | number | null | readonly string[]>;

/** One event of the format; `ts` and `dur` in µs. */
interface TraceEvent {
  readonly ph: 'M' | 'X' | 'i';
  readonly pid: number;
  readonly tid?: number;
  readonly name: string;
  readonly cat?: string;
  readonly ts?: number;
  readonly dur?: number;
  /** How far an instant reaches: its thread or its process. */
  readonly s?: 't' | 'p';
  readonly args?: Args;
}

/** A session as it is written: everything about it, how it ended in a word, and what is drawn in its lane. */
export interface TracedSession {
  readonly session: Session;
  readonly outcome: Outcome;
  readonly track: SessionTrack;
}

const HEAD = '{"displayTimeUnit":"ms","traceEvents":[\n';
const TAIL = '\n]}\n';

/**
 * The next piece of a file of `total` sessions, `sessions` being those from `position` on. The pieces one after another
 * are the file.
 */
export function tracePiece(
  report: LogReport,
  sessions: readonly TracedSession[],
  position: TracePosition,
  total: number,
): TracePiece {
  const processes = new Map(report.emitters.map(({ name }, k) => [name, k + 1]));
  const events: TraceEvent[] = position.sessions === 0 ? serverEvents(report, processes) : [];
  let { thread } = position;
  const origin = report.span?.first ?? 0;
  for (const traced of sessions) {
    const own = sessionEvents(traced, processes.get(traced.session.emitter) ?? 0, thread, origin);
    for (const event of own) events.push(event);
    thread += 1 + traced.track.handles.length;
  }
  const done = position.sessions + sessions.length;
  const last = done >= total || sessions.length === 0;
  const first = position.sessions === 0;
  const separator = first || events.length === 0 ? '' : ',\n';
  const text = events.map((event) => jsonText(shown(event))).join(',\n');
  return {
    text: `${first ? HEAD : ''}${separator}${text}${last ? TAIL : ''}`,
    next: last ? null : { sessions: done, thread },
  };
}

function serverEvents({ emitters, marks }: LogReport, processes: ReadonlyMap<string, number>): TraceEvent[] {
  const names = emitters.map(({ name, version }, k): TraceEvent => {
    const server = name === '' ? 'Janus' : name;
    const args = { name: version === null ? server : `${server} (Janus ${version})` };
    return { ph: 'M', pid: k + 1, name: 'process_name', args };
  });
  const moments = marks.map(({ emitter, kind, at }): TraceEvent => {
    const pid = processes.get(emitter) ?? 0;
    return { ph: 'i', pid, tid: 0, name: `Janus ${kind}`, cat: 'server', ts: at, s: 'p' };
  });
  return [...names, ...moments];
}

function sessionEvents(
  { session, outcome, track }: TracedSession,
  pid: number,
  tid: number,
  origin: number,
): TraceEvent[] {
  const from = session.firstAt;
  const to = Math.max(from, session.endedAt ?? session.lastAt);
  const known = session.displays[0] ?? session.opaqueIds[0];
  const events: TraceEvent[] = [
    ...threadNames(pid, tid, `session ${session.id}${known === undefined ? '' : ` · ${known}`}`),
    {
      ph: 'X',
      pid,
      tid,
      name: outcomeWords(outcome),
      cat: 'session',
      ts: from,
      dur: to - from,
      args: argsOf(session),
    },
  ];
  for (const [k, at] of track.tickTimes.entries()) {
    const name = eventTypeName(track.tickTypes[k] ?? 0);
    events.push({ ph: 'i', pid, tid, name, cat: 'event', ts: origin + at, s: 't' });
  }
  if (outcome === 'silent')
    events.push({ ph: 'i', pid, tid, name: 'ended silently', cat: 'finding', ts: to, s: 't', args: causeOf(session) });
  for (const [k, handle] of track.handles.entries()) {
    const end = handle.end === null ? to : origin + handle.end;
    for (const name of threadNames(pid, tid + 1 + k, `↳ ${handle.plugin || 'handle'} ${handle.id}`)) events.push(name);
    events.push(slice(pid, tid + 1 + k, handle.plugin || 'handle', 'handle', origin + handle.start, end));
    for (let pair = 0; pair + 1 < handle.up.length; pair += 2) {
      const up = origin + handle.up[pair]!;
      // Slices of a thread have to lie in one another.
      const down = Math.min(origin + handle.up[pair + 1]!, Math.max(end, up));
      events.push(slice(pid, tid + 1 + k, 'PeerConnection', 'webrtc', up, down));
    }
  }
  return events;
}

/** Threads are sorted by their numbers: a session above its handles, in the order of the log. */
const threadNames = (pid: number, tid: number, name: string): TraceEvent[] => [
  { ph: 'M', pid, tid, name: 'thread_name', args: { name } },
  { ph: 'M', pid, tid, name: 'thread_sort_index', args: { sort_index: tid } },
];

const slice = (pid: number, tid: number, name: string, cat: string, from: number, to: number): TraceEvent => ({
  ph: 'X',
  pid,
  tid,
  name,
  cat,
  ts: from,
  dur: Math.max(0, to - from),
});

/** Whoever opens the trace reads its texts: names in them are chosen by strangers. */
const shown = (event: TraceEvent): TraceEvent => ({
  ...event,
  name: visible(event.name),
  ...(event.args && { args: Object.fromEntries(Object.entries(event.args).map(([key, value]) => [key, seen(value)])) }),
});

function seen(value: Args[string]): Args[string] {
  if (typeof value === 'string') return visible(value);
  return Array.isArray(value) ? value.map((text: string) => visible(text)) : value;
}

const causeOf = ({ cause, certainty, reason }: Session): Args => ({ cause, certainty, reason });

function argsOf(session: Session): Args {
  return {
    session_id: session.id,
    instance: session.instance,
    ...causeOf(session),
    session_event: session.sessionEvent,
    transport: transportName(session.transport),
    connection: session.transportId,
    address: session.address,
    plugins: [...new Set(session.handles.map(({ plugin }) => pluginName(plugin)))],
    opaque_ids: session.opaqueIds,
    rooms: session.rooms,
    displays: session.displays,
    events: session.events,
  };
}
