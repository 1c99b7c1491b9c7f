import { jsonText } from '../encoding/json.js';
import type { Evidence, LogReport, LogSummary, Session } from '../sessions/model.js';

/**
 * The report as the JSON that `janus-events report --format json` promises: version 1, times in µs, ids as text. Comes
 * session by session, so a large report is never one string.
 */
export function* jsonReport(report: LogReport): Generator<string> {
  const emitters = report.emitters.map(({ name, version, sessionTimeout, reclaimTimeout }) => ({
    name,
    version,
    sessionTimeout,
    reclaimTimeout,
  }));
  yield `{"version":1,\n"logs":${jsonText(report.logs.map(logJson))},\n"emitters":${jsonText(emitters)},\n"sessions":[`;
  for (const session of report.sessions) yield `${session.index === 0 ? '\n' : ',\n'}${jsonText(sessionJson(session))}`;
  yield ']}\n';
}

const logJson = ({ path, bytes, events, malformed, duplicates, format, notes }: LogSummary): object => ({
  path,
  bytes,
  events,
  malformed,
  duplicates,
  format,
  notes: notes.map(({ code, message }) => ({ code, message })),
});

const sessionJson = (session: Session): object => ({
  emitter: session.emitter,
  id: session.id,
  instance: session.instance,
  state: session.state,
  flagged: session.flagged,
  cause: session.cause,
  sessionEvent: session.sessionEvent,
  certainty: session.certainty,
  createdAt: session.createdAt,
  endedAt: session.endedAt,
  transport: session.transport,
  handles: session.handleCount,
  events: session.events,
  reason: session.reason,
  evidence: session.evidence.map(evidenceJson),
});

const evidenceJson = ({ log, offset, line, what }: Evidence): object => ({ log, offset, line, what });
