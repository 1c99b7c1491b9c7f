/** Which members of the records in a log's head could hold its lines. */
import { latin1 } from '../head.js';
import { JsonTokens } from './json-tokens.js';
import type { RecordMember } from './record-texts.js';

/** Members that are told apart. */
const MOST_KEYS = 64;
const NANOSECONDS = /^\d{16,19}$/;

/** Members whose texts hold brackets, those with the longest texts first. */
export function membersIn(head: Uint8Array): RecordMember[] {
  const found = new Map<string | null, { length: number; brackets: boolean; breaks: number; texts: number }>();
  const nothing = (): void => undefined;
  const tokens = new JsonTokens({
    value(key, before, raw) {
      if (key === null && !NANOSECONDS.test(before)) return;
      const member = found.get(key) ?? { length: 0, brackets: false, breaks: 0, texts: 0 };
      if (!found.has(key) && found.size === MOST_KEYS) return;
      found.set(key, member);
      member.length += raw.length;
      member.brackets ||= raw.includes('{');
      member.texts++;
      if (raw.endsWith('\\n')) member.breaks++;
    },
    numbers(key) {
      if (found.size < MOST_KEYS && !found.has(key)) found.set(key, { length: 0, brackets: true, breaks: 0, texts: 1 });
    },
    closed: nothing,
    lineBreak: nothing,
    broken: nothing,
  });
  tokens.push(latin1(head));
  return [...found]
    .filter(([, { brackets }]) => brackets)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([key, { breaks, texts }]) => ({ key, breaks: breaks * 2 > texts }));
}
