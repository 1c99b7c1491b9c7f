import type { EventRef, LogReport } from '../sessions/model.js';

/** The report as the JSON that `janus-events report --format json` promises: version 1, times in µs, ids as text. */
export function jsonReport(report: LogReport): string {
  const place = ({ log, offset, line }: EventRef): { log: number; offset: number; line: number } => ({ log, offset, line });
  return JSON.stringify({
    version: 1,
    logs: report.logs.map(({ path, bytes, events, malformed, duplicates, format, notes }) => ({
      path,
      bytes,
      events,
      malformed,
      duplicates,
      format,
      notes: notes.map(({ code, message }) => ({ code, message })),
    })),
    emitters: report.emitters,
    sessions: report.sessions.map((s) => ({
      emitter: s.emitter,
      id: s.id,
      instance: s.instance,
      state: s.state,
      flagged: s.flagged,
      cause: s.cause,
      sessionEvent: s.sessionEvent,
      certainty: s.certainty,
      createdAt: s.createdAt,
      endedAt: s.endedAt,
      transport: s.transport,
      handles: s.handles.length,
      events: s.events,
      reason: s.reason,
      evidence: s.evidence.map((e) => ({ ...place(e), what: e.what })),
    })),
  });
}
