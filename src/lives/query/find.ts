/** What queries find among the sessions and lives of a log. */
import type { Branch } from './query.js';
import type { Subjects } from './subjects/subjects.js';

/** 1 for each session that a query finds: it passes, or holds a life that does where lives are asked for. */
export function findSessions(subjects: Subjects, branches: readonly Branch[]): Uint8Array {
  const found = new Uint8Array(subjects.sessionCount);
  for (const branch of branches) addSessions(subjects, branch, found);
  return found;
}

function addSessions(subjects: Subjects, { test, ofLives }: Branch, found: Uint8Array): void {
  const { sessionCount, count } = subjects;
  for (let session = 0; session < sessionCount; session++)
    if (found[session] === 0 && test(subjects.at(session))) found[session] = 1;
  if (!ofLives) return;
  for (let index = sessionCount; index < count; index++) {
    const [one, other] = [subjects.sessionOf(index), subjects.otherSessionOf(index)];
    const isNew = (one >= 0 && found[one] === 0) || (other >= 0 && found[other] === 0);
    if (!isNew || !test(subjects.at(index))) continue;
    if (one >= 0) found[one] = 1;
    if (other >= 0) found[other] = 1;
  }
}

/**
 * 1 for each of some lives that is found by itself, or whose session is, while nothing of that session is found by
 * itself: who looks for a room sees the stays in it, who looks for a server those of all its sessions.
 *
 * @param lives    numbers among sessions and lives
 * @param sessions what {@link findSessions} found
 */
export function findAmong(
  subjects: Subjects,
  branches: readonly Branch[],
  lives: Int32Array,
  sessions: Uint8Array,
): Uint8Array {
  const found = new Uint8Array(lives.length);
  const byThemselves = new Uint8Array(sessions.length);
  for (let k = 0; k < lives.length; k++) {
    const session = subjects.sessionOf(lives[k]!);
    const subject = subjects.at(lives[k]!);
    if (!branches.some(({ test }) => test(subject))) continue;
    found[k] = 1;
    if (session >= 0) byThemselves[session] = 1;
  }
  for (let k = 0; k < lives.length; k++) {
    const session = subjects.sessionOf(lives[k]!);
    if (found[k] === 0 && session >= 0 && sessions[session] === 1 && byThemselves[session] === 0) found[k] = 1;
  }
  return found;
}
