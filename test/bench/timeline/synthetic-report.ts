/** What an analysis of synthetic sessions would have ended with, as far as lanes are made of it. */
import type { Facts } from '../../../src/sessions/collecting/facts.js';
import type { LogReport } from '../../../src/sessions/log-report.js';
import { CAUSES, type SessionTable, STATES } from '../../../src/sessions/session-table.js';
import { FLAG_CREATED_UNSEEN, type Outcome, OUTCOMES } from '../../../src/analysis/lanes/protocol.js';
import { syntheticSessions } from '../../timeline/synthetic-sessions.js';

/** Evenly through the life of each session. */
const EVENTS_PER_SESSION = 6;

const STATE: Record<Outcome, (typeof STATES)[number]> = {
  ...{ destroyed: 'ended', timeout: 'ended', silent: 'ended', open: 'open', unknown: 'undecidable' },
};
const CAUSE: Partial<Record<Outcome, (typeof CAUSES)[number]>> = {
  ...{ destroyed: 'destroyed', timeout: 'timeout', silent: 'transport-gone' },
};

export function syntheticReport(count: number): { report: LogReport; facts: Facts } {
  const source = syntheticSessions(count);
  const { origin, start, known } = source;
  const outcomes = Array.from(source.outcome, (code) => OUTCOMES[code]!);
  const times = new Float64Array(count * EVENTS_PER_SESSION);
  for (let i = 0; i < times.length; i++) {
    const session = Math.floor(i / EVENTS_PER_SESSION);
    const part = (i % EVENTS_PER_SESSION) / (EVENTS_PER_SESSION - 1);
    times[i] = origin + start[session]! + part * (known[session]! - start[session]!);
  }
  const sessions: Partial<SessionTable> = {
    count,
    firstAt: start.map((time) => origin + time),
    lastAt: known.map((time) => origin + time),
    createdAt: start.map((time, k) => (source.flags[k] === FLAG_CREATED_UNSEEN ? NaN : origin + time)),
    endedAt: known.map((time, k) => (STATE[outcomes[k]!] === 'ended' ? origin + time : NaN)),
    state: Uint8Array.from(outcomes, (outcome) => STATES.indexOf(STATE[outcome])),
    flagged: Uint8Array.from(outcomes, (outcome) => Number(outcome === 'silent')),
    provisional: new Uint8Array(count),
    cause: Int8Array.from(outcomes, (outcome) => CAUSES.indexOf(CAUSE[outcome]!)),
    instance: source.instance,
    emitter: Int32Array.from(source.emitter),
    transport: Int32Array.from(source.transport),
    plugin: Int32Array.from(source.plugin),
    room: source.room,
    connection: source.connection,
    transports: ['janus.transport.websockets', 'janus.transport.http'],
    plugins: ['janus.plugin.videoroom', 'janus.plugin.echotest'],
    rooms: Array.from({ length: source.roomCount }, (_, k) => String(k)),
    id: (k) => source.id(k),
    label: (k) => source.label(k),
  };
  const report = { sessions, emitters: source.emitters, marks: [], logs: [] };
  const table = { count: times.length, at: (event: number) => times[event]! };
  return {
    report: { ...report, span: { first: origin, last: origin + source.length } } as unknown as LogReport,
    facts: { table } as unknown as Facts,
  };
}
