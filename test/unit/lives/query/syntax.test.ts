import { assert, array, constantFrom, letrec, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../../../src/lives/query/complete.js';
import { firstTimeIn, UTC, whenIn } from '../../../../src/lives/query/language/moments.js';
import { queryOf } from '../../../../src/lives/query/query.js';
import { LONGEST_QUERY, parseQuery, printQuery, type Expression } from '../../../../src/lives/query/language/syntax.js';
import { QueryError, quoted, quotedWord } from '../../../../src/lives/query/language/tokens.js';
import { KIND_NAMES } from '../../../../src/lives/registry.js';
import { offsetsOf } from '../../../../src/words/clocks.js';

/** What queries are made of, and what is made to look like it. */
const hostile = oneof(
  string({ unit: 'binary', maxLength: 100 }),
  array(
    oneof(
      constantFrom(
        ...[
          '"',
          '\\',
          '(',
          ')',
          ' ',
          ':',
          ',',
          '-',
          '*',
          '..',
          '<',
          '>=',
          'not',
          'or',
          'and',
          'room:',
          'at:',
          'dur:',
          'kind:',
        ],
        ...['14:03', '2026-11-23T', '+9', '1h', 'Z', '\u202e', '￿', 'ß', '\ud800', 'fe80::1'],
      ),
      string({ maxLength: 3 }),
    ),
    { maxLength: 60 },
  ).map((parts) => parts.join('')),
);

/** Null: it is no query, and says so in words and at a place. */
function read(text: string): Expression | null | QueryError {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

/** Without the places in the text. */
const meaning = (expression: Expression | null): unknown =>
  JSON.parse(JSON.stringify(expression, (key, value: unknown) => (key === 'from' || key === 'to' ? undefined : value)));

test('any text is a query, or it is said what is wrong and where', () => {
  assert(
    property(hostile, (text) => {
      try {
        queryOf(text, { kinds: KIND_NAMES, clock: UTC });
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError);
        const { message, from, to } = error as QueryError;
        expect(message).not.toBe('');
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 300 },
  );
});

test('a query that is printed is the same query', () => {
  assert(
    property(hostile, (text) => {
      const expression = read(text);
      if (expression instanceof QueryError) return;
      expect(meaning(parseQuery(printQuery(expression)))).toEqual(meaning(expression));
    }),
    { numRuns: 300 },
  );
});

const { query } = letrec<{ query: string; part: string }>((tie) => ({
  part: oneof(
    { depthSize: 'small' },
    string().map(quotedWord),
    tuple(constantFrom('room', 'kind', 'x'), array(string(), { minLength: 1, maxLength: 3 })).map(
      ([name, values]) => `${name}:${values.map(quoted).join(',')}`,
    ),
    tie('part').map((part) => `not ${part}`),
    tie('query').map((inner) => `(${inner})`),
  ),
  query: tuple(constantFrom(' ', ' or ', ' and '), array(tie('part'), { minLength: 1, maxLength: 3 })).map(
    ([between, parts]) => parts.join(between),
  ),
}));

test('so is one of words and values of any text', () => {
  assert(
    property(query, (text) => {
      const expression = read(text);
      if (expression instanceof QueryError) expect(expression.message).toMatch(/too (?:many|deep|long)/);
      else expect(meaning(parseQuery(printQuery(expression)))).toEqual(meaning(expression));
    }),
  );
});

test('proposals stand in the place of something before the cursor, whatever the text', () => {
  assert(
    property(hostile, (text) => {
      const { from, to } = completionsAt(text, text.length, []);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBe(text.length);
      expect(from).toBeLessThanOrEqual(to);
    }),
  );
});

/** Each takes an age where a parser tries every way to read it. */
test.each(['"', '\\"', '(', ')', 'a:', '1', '1h', '..', '*', 'at:+1:', '-', 'not ', 'dur:1.', 'room:a,'])(
  'a query as long as it may be is read, or refused, at once: %s',
  (part) => {
    const text = part.repeat(LONGEST_QUERY).slice(0, LONGEST_QUERY);
    for (const whole of [text, `dur:${text}`.slice(0, LONGEST_QUERY), `at:${text}`.slice(0, LONGEST_QUERY)]) {
      try {
        queryOf(whole, { kinds: KIND_NAMES, clock: UTC });
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError);
      }
      completionsAt(whole, whole.length, []);
    }
  },
  2000,
);

test.each([
  ['14:03', 14 * 60 + 3],
  ['02:00', 24 * 60 + 2 * 60],
  ['14:03Z', 14 * 60 + 3],
  ['2026-11-23T14:03', 14 * 60 + 3],
  ['+90s', 10 * 60 + 1.5],
  ['10:00', 10 * 60],
])('a time to go to is the first one in the log: %s', (text, minutes) => {
  const day = Date.UTC(2026, 10, 23) * 1000;
  const origin = day + 10 * 3_600_000_000;
  expect(firstTimeIn(text, { zone: 0, origin }, origin)).toBe(day + minutes * 60_000_000);
});

test('a time to go to is of the zone of who asks', () => {
  const at = Date.UTC(2026, 10, 23, 13, 3) * 1000;
  expect(firstTimeIn('14:03', { zone: 3_600_000_000, origin: at - 1 }, at - 1)).toBe(at);
  expect(firstTimeIn('noon', UTC, 0)).toBeNull();
});

describe('in a log over the end of daylight saving time', () => {
  const hour = 3_600_000_000;
  /** Berlin: 03:00 is 02:00 again at 01:00 UTC. */
  const back = Date.UTC(2026, 9, 25, 1) * 1000;
  const day = Date.UTC(2026, 9, 24) * 1000;
  const clock = {
    zone: [
      { from: day, offset: 2 * hour },
      { from: back, offset: hour },
    ],
    origin: day,
  };
  const at = (text: string, time: number): boolean => whenIn(text, clock)!.at(time, time);

  test('a time of day is read by what the clock showed then', () => {
    expect(at('14:03', Date.UTC(2026, 9, 24, 12, 3) * 1000)).toBe(true);
    expect(at('14:03', Date.UTC(2026, 9, 25, 13, 3) * 1000)).toBe(true);
    expect(at('14:03', Date.UTC(2026, 9, 25, 12, 3) * 1000)).toBe(false);
    expect(at('2026-10-25T14:03', Date.UTC(2026, 9, 25, 13, 3) * 1000)).toBe(true);
    expect(at('2026-10-24T14:00..2026-10-25T14:00', Date.UTC(2026, 9, 25, 12, 59) * 1000)).toBe(true);
    expect(at('2026-10-25T14:03Z', Date.UTC(2026, 9, 25, 14, 3) * 1000)).toBe(true);
  });

  test('and gone to', () => {
    expect(firstTimeIn('14:03', clock, Date.UTC(2026, 9, 24, 13) * 1000)).toBe(Date.UTC(2026, 9, 25, 13, 3) * 1000);
    expect(firstTimeIn('2026-10-24T14:03', clock, day)).toBe(Date.UTC(2026, 9, 24, 12, 3) * 1000);
  });

  test('the offsets of the zone of the machine are found to the minute', () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
    try {
      expect(offsetsOf('local', day, day + 48 * hour)).toEqual(clock.zone);
      expect(offsetsOf('local', day, day + hour)).toBe(2 * hour);
      expect(offsetsOf('utc', day, day + 48 * hour)).toBe(0);
    } finally {
      process.env['TZ'] = before ?? '';
    }
  });
});
