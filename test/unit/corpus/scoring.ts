/** Compares verdicts with what really happened. */
import type { Session } from '../../../src/sessions/model.js';
import type { CorpusLog, Expected } from './corpus.js';

/** What a report says of a session, as far as it is scored. */
export type Scored = Pick<Session, 'emitter' | 'id' | 'instance' | 'state' | 'flagged' | 'cause'> & {
  readonly evidence: readonly unknown[];
};

const key = ({ emitter, id, instance }: { emitter: string; id: string; instance: number }): string =>
  `${emitter}/${id}#${String(instance)}`;

export const verdictOf = (session: Scored): string =>
  session.flagged ? 'flagged' : session.state === 'ended' ? 'clean' : session.state;

/** Every difference in words; none when each session has the verdict that the run of the server calls for. */
export function differences(log: CorpusLog, sessions: readonly Scored[]): string[] {
  const reported = new Map(sessions.map((session) => [key(session), session]));
  const masked =
    log.expected.some(({ expect }) => expect === 'undecidable') && !log.expected.some(({ createdSeen }) => createdSeen);
  const found = log.expected.flatMap((expected) => {
    const problem = difference(expected, reported.get(key(expected)), masked);
    return problem === null ? [] : [`${key(expected)}: ${problem} (${expected.whatHappened})`];
  });
  const real = new Set(log.expected.map(key));
  for (const session of sessions)
    if (session.flagged && !real.has(key(session)) && !log.alsoSeen.includes(session.id))
      found.push(`${key(session)} is flagged but does not exist`);
  return found;
}

function difference(expected: Expected, session: Scored | undefined, masked: boolean): string | null {
  if (!session) return 'missing';
  const verdict = verdictOf(session);
  // Of a session that ended without a trace, and in a log without session events, only an accusation is wrong.
  const either = expected.expect === 'undecidable' || (expected.expect === 'open' && masked);
  const right = either ? verdict === 'open' || verdict === 'undecidable' : verdict === expected.expect;
  if (!right) return `${verdict} instead of ${expected.expect}`;
  const ended = verdict === 'flagged' || verdict === 'clean';
  // Of an end with several causes, or one that no event names, none is expected.
  if (ended && expected.cause && session.cause !== expected.cause)
    return `${String(session.cause)} instead of ${expected.cause}`;
  return session.flagged && session.evidence.length === 0 ? 'flagged without evidence' : null;
}
