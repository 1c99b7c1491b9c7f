/**
 * A silent ending that people expect: a load test that kills its clients, a server that was switched off on purpose.
 *
 * It is told by what stays the same when the log grows, is rotated or moves: the server's name, the session's id, when it
 * was created and ended, and why. Ids are used again after a restart, and clients may choose them: an id alone tells nothing.
 */
import * as z from 'zod/mini';
import { SILENT_CAUSES, type Session } from '../sessions/model.js';

/** Characters of a reason. */
export const LONGEST_REASON = 500;

const time = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  z.refine((text) => !Number.isNaN(timeIn(text)) && timeText(timeIn(text)) === text),
);

export const ExpectedFinding = z
  .strictObject({
    /** Its name as the events have it: `emitter`. */
    server: z.string(),
    session: z.string().check(z.minLength(1)),
    /** UTC to the µs, as {@link timeText} has it. Not there where `created` was not in the log. */
    createdAt: z.optional(time),
    endedAt: z.optional(time),
    cause: z.enum(SILENT_CAUSES),
    /** Why it is expected, for people. */
    reason: z.string().check(z.minLength(1), z.maxLength(LONGEST_REASON)),
  })
  .check(z.refine(({ createdAt, endedAt }) => createdAt !== undefined || endedAt !== undefined));
export type ExpectedFinding = z.infer<typeof ExpectedFinding>;

/** "2026-11-23T07:26:59.123456Z" of µs since the Unix epoch, which is read again without a loss. */
export function timeText(us: number): string {
  const seconds = Math.floor(us / 1e6);
  const fraction = Math.floor(us - seconds * 1e6);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}Z`;
}

/** µs since the Unix epoch of a {@link timeText}. */
export const timeIn = (text: string): number => Date.parse(`${text.slice(0, 19)}Z`) * 1000 + Number(text.slice(20, 26));

/** How a flagged session is told in a file; null: nothing but its id tells it from others. */
export function expectedOf(
  session: Pick<Session, 'emitter' | 'id' | 'createdAt' | 'endedAt' | 'cause' | 'flagged'>,
  reason: string,
): ExpectedFinding | null {
  const { emitter: server, id, createdAt, endedAt } = session;
  const cause = SILENT_CAUSES.find((silent) => silent === session.cause);
  if (!session.flagged || cause === undefined || (createdAt === null && endedAt === null)) return null;
  return {
    server,
    session: id,
    ...(createdAt !== null && { createdAt: timeText(createdAt) }),
    ...(endedAt !== null && { endedAt: timeText(endedAt) }),
    cause,
    reason,
  };
}

/** The time by which people find it, as the entry has it: when it was created, else ended. */
export const timeOfEntry = ({ createdAt, endedAt }: ExpectedFinding): string => createdAt ?? endedAt ?? '';

/** Whether two entries are about the same finding. */
export const isSameFinding = (one: ExpectedFinding, other: ExpectedFinding): boolean =>
  one.server === other.server &&
  one.session === other.session &&
  one.cause === other.cause &&
  (one.createdAt !== undefined && other.createdAt !== undefined
    ? one.createdAt === other.createdAt
    : one.endedAt !== undefined && one.endedAt === other.endedAt);
