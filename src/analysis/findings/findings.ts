/**
 * What the Problems panel shows: one finding per flagged session, those about the log, and what is worth a look below the
 * session, with positions.
 */
import * as l10n from '@vscode/l10n';
import { list, sentences } from '../../words/sentences.js';
import { hintCode, hintMessage } from '../../lives/hint-words.js';
import type { Lives } from '../../lives/lives.js';
import { unexpectedIn, type ExpectedInLog } from '../../expected/expected-in-log.js';
import type { Evidence, Session } from '../../sessions/model.js';
import type { LogNote, LogReport } from '../../sessions/log-report.js';
import { whoIs, type NamesFirst } from '../../sessions/who.js';
import { clock, dateAndTime } from '../../words/times.js';
import type { Ranges } from '../../sources/ranges.js';
import type { Finding, Findings } from '../requests/api.js';
import { locateAll, type Place } from './locate.js';
import { stampOf } from './stamp.js';

/** Code of the finding for a session that ended silently; its cause stands beside it. */
export const SILENT_ENDING = 'session-ended-without-event';

/** Related places of one finding: more would not be read, and each costs a look into the log. */
const MAX_RELATED = 12;

/** What is expected, and whether it is listed with the others. */
interface ExpectedAmong {
  readonly of: ExpectedInLog['of'];
  readonly withExpected: boolean;
}

const NONE_EXPECTED: ExpectedAmong = { of: new Map(), withExpected: true };

/** What is to be found, its place in the text not yet looked for. */
export interface Draft extends Omit<Finding, 'range' | 'related'> {
  readonly place: Place;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
}

export interface Drafts extends Findings {
  readonly drafts: readonly Draft[];
}

/**
 * The `limit` weightiest findings: notes about the log, then sessions by certainty and time. What is worth a look below
 * the session fills the places that are left, and is not missed where there are none.
 */
export function draftsOf(
  report: LogReport,
  lives: Lives | null,
  limit: number,
  first: NamesFirst,
  { of: expected, withExpected }: ExpectedAmong = NONE_EXPECTED,
): Drafts {
  const notes = report.logs.flatMap((log) => log.notes);
  const { sessions } = report;
  const { certainty, endedAt } = sessions;
  // Certainties stand in their columns by rank.
  const wanted = unexpectedIn(sessions, withExpected ? null : expected);
  const flagged = wanted.sort((a, b) => certainty[a]! - certainty[b]! || endedAt[a]! - endedAt[b]!);
  const above = notes.length + flagged.length;
  const drafts = [
    ...notes.slice(0, limit).map(noteDraft),
    ...flagged
      .slice(0, Math.max(0, limit - notes.length))
      .flatMap((index) => sessionDraft(sessions.session(index), first, expected.get(index)?.reason ?? null)),
    ...(lives === null ? [] : lifeDrafts(lives, Math.max(0, limit - above))),
  ];
  const total = Math.max(above, drafts.length);
  const stamp = stampOf([total, drafts]);
  return { stamp, count: drafts.length, total, drafts };
}

/** Looks for the places of findings in the text of the log. */
export async function located(drafts: readonly Draft[], ranges: Ranges): Promise<Finding[]> {
  const places = drafts.flatMap((draft) => [draft.place, ...draft.related.map((related) => related.place)]);
  const found = (await locateAll(ranges, places)).values();
  return drafts.map(({ code, cause, certainty, session, expected, message, related }): Finding => {
    const range = found.next().value!;
    return {
      code,
      cause,
      certainty,
      session,
      expected,
      message,
      range,
      related: related.map((place) => ({ message: place.message, range: found.next().value! })),
    };
  });
}

function noteDraft(note: LogNote): Draft {
  const place = note.place ?? { offset: 0, length: 0, line: 1 };
  return {
    ...{ code: note.code, cause: null, certainty: null, session: null, expected: null },
    ...{ message: note.message, place, related: [] },
  };
}

/** None for a session that, by what has been read since it was judged, has not ended so. */
function sessionDraft(session: Session, first: NamesFirst, expected: string | null): Draft | [] {
  const { ending } = session;
  if (ending === null || !session.flagged) return [];
  const lastOwn = session.evidence.findLast((evidence) => evidence.at < ending.at);
  const related = session.evidence
    .filter((evidence) => evidence.offset !== ending.offset && (evidence === lastOwn || evidence.kind !== 'attached'))
    .slice(0, MAX_RELATED);
  return {
    code: SILENT_ENDING,
    cause: session.cause,
    certainty: session.certainty,
    session: session.index,
    expected,
    message: messageOf(session, first),
    place: ending,
    related: related.map((evidence) => ({ message: relatedWords(session, evidence), place: evidence })),
  };
}

const lifeDrafts = (lives: Lives, most: number): Draft[] =>
  Array.from(lives.hinted().subarray(0, most), (index) => lifeDraft(lives, index));

function lifeDraft(lives: Lives, index: number): Draft {
  const life = lives.life(index, () => null);
  const place = life.shownBy!;
  const related = life.evidence.filter((evidence) => evidence !== place);
  return {
    code: hintCode(life),
    cause: null,
    certainty: null,
    session: lives.sessionOf(index),
    expected: null,
    message: hintMessage(life),
    place,
    related: related.map((evidence) => ({
      message: l10n.t('{0} ({1})', evidence.what, clock(evidence.at)),
      place: evidence,
    })),
  };
}

/** Who and why come first: a list shows the beginning of a line. */
function messageOf(session: Session, first: NamesFirst): string {
  const { displays, opaqueIds, rooms, handles, reason } = session;
  const who = whoIs({ displays, opaqueIds, rooms, plugins: handles.map(({ plugin }) => plugin) }, first);
  const end = dateAndTime(session.endedAt!);
  const ended = l10n.t('Session {0} ended at {1} without a session event.', named(session), end);
  return who === null
    ? sentences(l10n.t('Session {0}: {1}', session.id, reason), ended)
    : sentences(l10n.t('{0}: {1}', who, reason), ended);
}

/** How people know the session: "42 (churn-17, room 1234)". */
function named(session: Session): string {
  const rooms = session.rooms.slice(0, 2).map((room) => l10n.t('room {0}', room));
  const known = [...session.opaqueIds.slice(0, 2), ...rooms];
  return known.length > 0 ? l10n.t('{0} ({1})', session.id, list(known)) : session.id;
}

const relatedWords = (session: Session, { what, at }: Evidence): string =>
  l10n.t('Session {0}: {1} ({2})', session.id, what, clock(at));
