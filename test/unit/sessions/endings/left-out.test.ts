/** Logs as people show them: with parts left out, bodies shortened and ids hidden. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../corpus/analyse.js';
import { ID, inShort, MS, OTHER, SECOND, Story } from '../../story.js';

/** The first session is destroyed, the second one ends with its connection and silently. */
const lines = new TextDecoder()
  .decode(
    new Story()
      .started(0)
      .transport(SECOND, 'c1', 'connected')
      .created(SECOND + MS, ID, 'c1')
      .handle(SECOND + 2 * MS, 'attached', ID, '77')
      .transport(2 * SECOND, 'c2', 'connected')
      .created(2 * SECOND + MS, OTHER, 'c2')
      .handle(2 * SECOND + 2 * MS, 'attached', OTHER, '78')
      .handle(9 * SECOND, 'detached', ID, '77')
      .session(9 * SECOND + MS, ID, 'destroyed')
      .transport(9 * SECOND + 50 * MS, 'c1', 'disconnected')
      .transport(30 * SECOND, 'c2', 'disconnected')
      .handle(30 * SECOND + MS, 'detached', OTHER, '78').bytes,
  )
  .trimEnd()
  .split('\n');
const DETACHED = 7;
const DESTROYED = 8;

const bytesOf = (log: readonly string[]): Uint8Array => new TextEncoder().encode(`${log.join('\n')}\n`);
const report = (log: readonly string[]): ReturnType<typeof analyse> => analyse(bytesOf(log));
const verdictOn = (log: readonly string[], id = ID): string =>
  [...report(log).sessions]
    .filter((session) => session.id === id)
    .map(inShort)
    .join(', ');
/** The log with some lines replaced by one. */
const without = (from: number, to: number, mark: string): string[] => lines.toSpliced(from, to - from, mark);

const MARKS = [
  '...',
  '…',
  '    ...,',
  '. . .',
  '[...]',
  '[...snip...]',
  '<snip>',
  '--- snip ---',
  '(1 line omitted)',
  '// ... more events ...',
  '... 3 more items',
  '...skipping...',
];

describe.each(MARKS)('where %j stands for events', (mark) => {
  test('an end may be among them, and nobody is accused', () => {
    expect(verdictOn(without(DESTROYED, DESTROYED + 1, mark))).toBe('undecidable');
    expect(verdictOn(without(DETACHED, DESTROYED + 1, mark))).toBe('undecidable');
    expect(verdictOn(without(DETACHED, DESTROYED + 2, mark))).toBe('open');
  });

  test('what ended elsewhere is judged, and it is said', () => {
    const log = without(DESTROYED, DESTROYED + 1, mark);
    expect(verdictOn(log, OTHER)).toMatch(/^ended flagged transport-gone/);
    expect(report(log).logs[0]!.notes).toMatchObject([
      { code: 'malformed', message: 'Events were left out, by what line 9 says.', place: { line: 9 } },
    ]);
  });
});

test.each(['[evh] 3 more events in the queue', 'Connecting... done', 'POST /events 200 - 3 skipped', '--'])(
  '%j says nothing of the kind',
  (line) => {
    const log = lines.toSpliced(10, 0, line);
    expect(verdictOn(log, OTHER)).toMatch(/^ended flagged transport-gone/);
    expect(report(log).logs[0]!.notes).toMatchObject([{ code: 'other-text' }]);
  },
);

test.each(['{...}', '{ … }', '{"name":...}', '{/* destroyed */}'])(
  'a session event of which %s is left may be its end',
  (body) => {
    const log = lines.with(DESTROYED, lines[DESTROYED]!.replace('{"name":"destroyed"}', body));
    expect(verdictOn(log)).toBe('undecidable');
    expect(verdictOn(log, OTHER)).toMatch(/^ended flagged transport-gone/);
  },
);

describe('one id for all sessions', () => {
  test.each([
    '"***"',
    '"[REDACTED]"',
    '"<session id>"',
    '"4154********"',
    '"xxxxxx"',
    '1234567890',
    '4154149308648162',
  ])('as where %s stands for them, accuses nobody', (id) => {
    const log = lines.map((line) => line.replace(/"session_id":\d+/, `"session_id":${id}`));
    expect(verdictOn(log, id.replaceAll('"', ''))).not.toContain('flagged');
  });

  test('is told of an id that only session events name', () => {
    const log = lines
      .filter((line) => line.includes('"type":1,'))
      .map((line) => line.replace(/"session_id":\d+/, '"session_id":"***"'));
    expect(verdictOn(log, '***')).toBe('undecidable, ended destroyed certain');
    expect([...report(log).sessions][0]!.reason).toMatch(/^Cannot be told: .* as where ids were masked/);
  });
});

test('stand-ins that tell sessions apart are ids', () => {
  const log = lines.map((line) => line.replace(/"session_id":\d+(\d)/, '"session_id":"xxx$1"'));
  expect(verdictOn(log, `xxx${ID.at(-1)!}`)).toBe('ended destroyed certain');
  expect(verdictOn(log, `xxx${OTHER.at(-1)!}`)).toMatch(/^ended flagged transport-gone/);
});
