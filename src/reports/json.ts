import { jsonText } from '../encoding/json.js';
import type { Life } from '../lives/model.js';
import type { Evidence, Session } from '../sessions/model.js';
import type { Baseline } from './baseline.js';
import type { LogReport, LogSummary } from '../sessions/log-report.js';

/**
 * The report as the JSON that `janus-events report --format json` promises: version 1, times in µs, ids as text. Comes
 * session by session, so a large report is never one string. `media/schema/report.schema.json` says what is in it;
 * `lives` is there when they were asked for, `baseline` and what is `expected` when one was given.
 */
export function* jsonReport(
  report: LogReport,
  lives: Iterable<Life> | null = null,
  baseline: Baseline | null = null,
): Generator<string> {
  const emitters = report.emitters.map(({ name, version, sessionTimeout, reclaimTimeout }) => ({
    name,
    version,
    sessionTimeout,
    reclaimTimeout,
  }));
  yield `{"version":1,\n"logs":${jsonText(report.logs.map(logJson))},\n"emitters":${jsonText(emitters)},\n"sessions":[`;
  for (const session of report.sessions)
    yield `${session.index === 0 ? '\n' : ',\n'}${jsonText(sessionJson(session, baseline))}`;
  yield ']';
  if (baseline !== null) yield `,\n"baseline":${jsonText(baselineJson(baseline))}`;
  if (lives !== null) {
    yield ',\n"lives":[';
    let first = true;
    for (const life of lives) {
      yield `${first ? '\n' : ',\n'}${jsonText(lifeJson(life))}`;
      first = false;
    }
    yield ']';
  }
  yield '}\n';
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

const baselineJson = ({ path, of, stale, elsewhere }: Baseline): object => ({
  path,
  expected: of.size,
  stale: stale.map(({ entry, why }) => ({ ...entry, why })),
  elsewhere,
});

const sessionJson = (session: Session, baseline: Baseline | null): object => ({
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
  ...(baseline !== null && { expected: baseline.of.get(session.index)?.reason ?? null }),
  evidence: session.evidence.map(evidenceJson),
});

const lifeJson = (life: Life): object => ({
  kind: life.kind,
  emitter: life.emitter,
  ids: life.ids,
  name: life.name,
  state: life.state,
  told: life.told,
  flagged: life.flagged,
  cause: life.cause,
  certainty: life.certainty,
  begunAt: life.begunAt,
  upAt: life.upAt,
  endedAt: life.endedAt,
  within: life.within,
  reason: life.reason,
  hint: life.hint,
  evidence: life.evidence.map(evidenceJson),
});

const evidenceJson = ({ log, offset, line, what }: Evidence): object => ({ log, offset, line, what });
