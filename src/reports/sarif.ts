/** The report as SARIF 2.1.0 (OASIS), for code-scanning services and viewers: one result per flagged session. */
import * as l10n from '@vscode/l10n';
import type { Artifact, ArtifactLocation, Location, Notification, Region, Result, Run } from 'sarif';
import type { TextRange } from '../analysis/requests/api.js';
import { locateAll, type Place } from '../analysis/findings/locate.js';
import { jsonText } from '../encoding/json.js';
import { sarifText } from '../encoding/sarif.js';
import type { Life } from '../lives/model.js';
import type { Evidence, Session } from '../sessions/model.js';
import type { LogNote, LogReport } from '../sessions/log-report.js';
import { FLAGGED_CAUSES } from '../sessions/causes/index.js';
import { NOTE_KINDS } from '../sessions/notes/note-kinds.js';
import { sentences } from '../words/sentences.js';
import { unexpectedIn } from '../expected/expected-in-log.js';
import { flaggedIn } from '../sessions/session-table.js';
import type { Baseline } from './baseline.js';
import { nameOf } from './causes.js';
import { fingerprintOf } from './fingerprint.js';
import type { Ranges } from '../sources/ranges.js';
import { lifeResult, lifeRules } from './lives-rules.js';
import { causeRules, levelOf, message, NOTE_CODES, noteDescriptors, ruleId, STALE_CODE } from './sarif-rules.js';
import { staleWords } from './stale-words.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A stretch of a log by its index in the report. */
type LogPlace = Place & { readonly log: number };

/** The file of a log. */
export interface ReportedFile {
  /** A URI, or a reference relative to where the report was made; null: it has none. */
  readonly uri: string | null;
  /** Its bytes, for finding columns; null: they cannot be read at any place. */
  readonly ranges: Ranges | null;
}

/** `files` stand in the order of the report's logs; `version` is this program's. */
export async function* sarifReport(
  report: LogReport,
  files: readonly ReportedFile[],
  version: string,
  hints: readonly Life[] = [],
  baseline: Baseline | null = null,
): AsyncGenerator<string> {
  const uris = files.map(({ uri }) => locationOf(uri));
  const flagged = flaggedIn(report.sessions).map((index) => report.sessions.session(index));
  const regions = await regionsOf(report, [...flagged, ...hints], files);
  const locate = (place: LogPlace): Location => ({
    physicalLocation: { artifactLocation: uris[place.log]!(place.log), region: regions.get(place) ?? bytes(place) },
  });
  const run: Omit<Run, 'results'> = {
    tool: {
      driver: {
        name: 'Janus Event Inspector',
        semanticVersion: version,
        rules: hints.length === 0 ? causeRules() : [...causeRules(), ...lifeRules()],
        notifications: noteDescriptors(),
      },
    },
    columnKind: 'utf16CodeUnits',
    artifacts: report.logs.map(({ bytes: length, path, format }, log): Artifact => ({
      location: { ...uris[log]!(log), description: message(path) },
      length,
      description: message(format),
      roles: ['analysisTarget'],
    })),
    invocations: [
      {
        executionSuccessful: true,
        exitCode: unexpectedIn(report.sessions, baseline?.of ?? null).length > 0 ? 1 : 0,
        toolExecutionNotifications: [
          ...report.logs.flatMap(({ notes }, log) => notes.map((note) => notification(note, log, locate))),
          ...staleNotifications(baseline),
        ],
      },
    ],
  };
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[${jsonText(run).slice(0, -1)},\n"results":[`;
  const resultOf = (session: Session): Result => ({
    ...silentResult(session, locate),
    ...suppressionsOf(baseline, session.index),
  });
  for (const [k, session] of flagged.entries()) yield `${k === 0 ? '\n' : ',\n'}${jsonText(resultOf(session))}`;
  for (const [k, life] of hints.entries()) {
    const result = { ...lifeResult(life, FLAGGED_CAUSES.length, locate), ...suppressionsOf(baseline, null) };
    yield `${flagged.length + k === 0 ? '\n' : ',\n'}${jsonText(result)}`;
  }
  yield ']}]}\n';
}

const staleNotifications = (baseline: Baseline | null): Notification[] =>
  (baseline?.stale ?? []).map((stale) => ({
    descriptor: { id: STALE_CODE, index: NOTE_CODES.length },
    level: 'note',
    message: message(staleWords(stale)),
  }));

function notification(note: LogNote, log: number, locate: (place: LogPlace) => Location): Notification {
  return {
    descriptor: { id: note.code, index: NOTE_CODES.indexOf(note.code) },
    level: NOTE_KINDS[note.code].level,
    message: message(note.message),
    locations: [locate(note.place ?? { log, offset: 0, length: 0, line: 1 })],
  };
}

/**
 * SARIF 2.1.0, 3.27.23 and 3.35: either all results of a run say whether they are suppressed, or none; the baseline is a store
 * besides the log, and what stands in it was accepted. `baselineState` (3.27.24) is not said: it is about an earlier run.
 */
function suppressionsOf(baseline: Baseline | null, session: number | null): Pick<Result, 'suppressions'> {
  if (baseline === null) return {};
  const expected = session === null ? undefined : baseline.of.get(session);
  if (expected === undefined) return { suppressions: [] };
  return {
    suppressions: [{ kind: 'external', status: 'accepted', justification: sarifText(expected.reason) }],
  };
}

function silentResult(session: Session, locate: (place: LogPlace) => Location): Result {
  const steps = session.evidence.map((evidence) => ({ ...locate(evidence), message: message(evidence.what) }));
  const id = ruleId(session.cause!);
  return {
    ruleId: id,
    ruleIndex: FLAGGED_CAUSES.findIndex(({ cause }) => cause === session.cause),
    level: levelOf(session.certainty),
    message: message(sentences(l10n.t('Session {0} ended without a session event.', nameOf(session)), session.reason)),
    locations: [locate(session.ending ?? session.evidence.at(-1)!)],
    relatedLocations: steps.map((step, k) => ({ id: k + 1, ...step })),
    codeFlows: [{ threadFlows: [{ locations: steps.map((location) => ({ location })) }] }],
    partialFingerprints: { 'sessionInstance/v1': fingerprint(session) },
    properties: {
      emitter: session.emitter,
      session: session.id,
      instance: session.instance,
      cause: session.cause,
      certainty: session.certainty,
      createdAt: session.createdAt,
      endedAt: session.endedAt,
    },
  };
}

/** The same session has the same fingerprint in every report, whatever file its events stand in. */
const fingerprint = ({ emitter, id, instance }: Session): string => fingerprintOf([emitter, id, instance]);

/** By index alone where there is no URI. */
const locationOf =
  (uri: string | null) =>
  (index: number): ArtifactLocation =>
    uri === null ? { index } : { uri, index };

/** Where text cannot be read again: line and bytes alone. */
const bytes = ({ offset, length, line }: Place): Region => ({
  startLine: line,
  byteOffset: offset,
  byteLength: length,
});

/** Regions with columns for every place the report shows, log by log. */
async function regionsOf(
  report: LogReport,
  found: readonly { readonly ending?: Session['ending']; readonly evidence: readonly Evidence[] }[],
  files: readonly ReportedFile[],
): Promise<Map<LogPlace, Region>> {
  const regions = new Map<LogPlace, Region>();
  const places = [
    ...found.flatMap((s): (LogPlace | Evidence)[] => [...(s.ending ? [s.ending] : []), ...s.evidence]),
    ...report.logs.flatMap(({ notes }) => notes.flatMap(({ place }) => (place ? [place] : []))),
  ];
  for (const [log, { ranges }] of files.entries()) {
    const here = places.filter((place) => place.log === log);
    if (ranges === null || here.length === 0) continue;
    const found = await locateAll(ranges, here);
    for (const [k, place] of here.entries()) regions.set(place, { ...textRegion(found[k]!), ...bytes(place) });
  }
  return regions;
}

const textRegion = (range: TextRange): Region => ({
  startColumn: range.startCharacter + 1,
  endLine: range.endLine + 1,
  endColumn: range.endCharacter + 1,
});
