/** However the events of a log stand, and wherever its clock was set back, the verdicts stay the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, analyseAll, verdicts } from '../../corpus/analyse.js';
import { bytesOf, corpusLogs } from '../../corpus/corpus.js';
import { ExactNumber, parseAll, write, type Exact } from '../../corpus/exact-json.js';
import { random } from '../../corpus/random.js';
import { timeOf, typeOf } from '../../corpus/transforms.js';
import { HTTP, ID, MS, OTHER, SECOND, Story } from '../../story.js';

const settings = { numRuns: 60, seed: 3533 };

const stories = corpusLogs
  .filter(({ name }) => name.endsWith('/events.jsonl'))
  .map((recorded) => {
    const bytes = bytesOf(recorded);
    const events = parseAll(new TextDecoder().decode(bytes)).flatMap((value) =>
      Array.isArray(value) ? (value as Exact[]) : [value],
    );
    return { name: recorded.name, events, verdicts: verdicts(analyse(bytes)) };
  })
  .filter(({ events }) => events.length < 900);
const setBack = stories.filter(({ name }) => name.includes('clock-back'));
const others = stories.filter(({ name }) => !name.includes('clock-back'));

const judged = (events: readonly Exact[]): string[] =>
  verdicts(analyse(new TextEncoder().encode(events.map((event) => `${write(event)}\n`).join(''))));

const sessionOf = (event: Exact): string => (event as { session_id?: ExactNumber }).session_id?.text ?? '';

function grouped(events: readonly Exact[], key: (event: Exact) => string): Exact[] {
  const groups = new Map<string, Exact[]>();
  for (const event of events) groups.set(key(event), [...(groups.get(key(event)) ?? []), event]);
  return [...groups.values()].flat();
}

/** The clock is set back by `by` µs at event `k`. */
const setBackAt = (events: readonly Exact[], k: number, by: number): Exact[] =>
  events.map((event, i) =>
    i < k ? event : { ...(event as Record<string, Exact>), timestamp: new ExactNumber(String(timeOf(event) - by)) },
  );

describe('the verdicts stay the same', () => {
  test.each(stories.map((story) => [story.name, story] as const))('newest first: %s', (_name, { events, verdicts }) => {
    expect(judged([...events].reverse())).toEqual(verdicts);
  });

  test.each(others.map((story) => [story.name, story] as const))('in groups or shuffled: %s', (_name, story) => {
    const { events, verdicts } = story;
    expect(judged([...events].sort((a, b) => timeOf(b) - timeOf(a)))).toEqual(verdicts);
    expect(judged(grouped(events, sessionOf))).toEqual(verdicts);
    expect(judged(grouped(events, (event) => String(typeOf(event))))).toEqual(verdicts);
    expect(judged(random(3).shuffled(events))).toEqual(verdicts);
  });

  test('where a clock is set back between any two events', () => {
    const oneServer = others.filter(({ name }) => !name.includes('two-servers'));
    const steps = [10 * SECOND, 60 * SECOND, 3600 * SECOND];
    fc.assert(
      fc.property(
        fc.constantFrom(...oneServer),
        fc.nat(),
        fc.constantFrom(...steps),
        fc.boolean(),
        ({ events, verdicts }, at, by, newestFirst) => {
          const stepped = setBackAt(events, 1 + (at % (events.length - 1)), by);
          expect(judged(newestFirst ? stepped.reverse() : stepped)).toEqual(verdicts);
        },
      ),
      settings,
    );
  });

  test('and each step is named', () => {
    for (const { events } of setBack) {
      const bytes = new TextEncoder().encode(events.map((event) => `${write(event)}\n`).join(''));
      const notes = analyse(bytes).logs[0]!.notes.filter(({ code }) => code === 'clock-set-back');
      expect(notes.length).toBeGreaterThan(0);
      for (const { message } of notes) expect(message).toMatch(/^The clock of janus-104 was set back by about /);
    }
  });
});

test('a clock that is set back is no part in the wrong place, where the log happens to end just before its begin', () => {
  const story = new Story()
    .started(0)
    .transport(SECOND, 'c1', 'connected')
    .created(2 * SECOND)
    .handle(3 * SECOND, 'attached')
    .created(4 * SECOND, OTHER)
    // From here on its clock is 40 s behind.
    .stats(-30 * SECOND)
    .jsep(-20 * SECOND)
    .handle(-10 * SECOND, 'attached', OTHER, '99')
    .stats(-9 * SECOND)
    .jsep(-8 * SECOND, OTHER, '99')
    .handle(-2 * SECOND, 'detached')
    .session(-2 * SECOND, ID, 'destroyed')
    .stats(-0.5 * SECOND, OTHER, '99');
  expect(story.verdict()).toBe('ended destroyed certain');
  expect(story.verdict(OTHER)).toBe('open');
});

/** The only start of a server, whose clock is set back by 40 s right behind it. */
const setBackBehindStart = (): Story =>
  new Story()
    .started(0)
    .transport(-30 * SECOND, 'c1', 'connected')
    .created(-29 * SECOND)
    .handle(-20 * SECOND, 'attached')
    .created(-10 * SECOND, OTHER)
    .jsep(-9 * SECOND)
    .session(-2 * SECOND, ID, 'destroyed')
    .transport(-0.5 * SECOND, 'c2', 'connected');

test('nor where the log begins with the only start of its server, and nothing else tells', () => {
  const story = setBackBehindStart();
  expect(story.verdict()).toBe('ended destroyed certain');
  expect(story.verdict(OTHER)).toBe('open');
});

test('nor where it does in a log behind that of an earlier run', () => {
  const earlier = new Story().started(-3600 * SECOND).transport(-3599 * SECOND, 'c1', 'connected');
  const later = setBackBehindStart();
  expect(verdicts(analyseAll([earlier.bytes, later.bytes]))).toEqual([
    `janus/${ID}#1 ended destroyed destroyed`,
    `janus/${OTHER}#1 open - -`,
  ]);
});

test('the log of the run before keeps its times, though it is read behind one whose clock was set back', () => {
  const THIRD = '4154149308648199';
  const later = new Story()
    .started(0)
    .transport(SECOND, 'c1', 'connected')
    .created(2 * SECOND)
    .handle(2.5 * SECOND, 'attached')
    .jsep(2.6 * SECOND)
    // From here on its clock is 40 s behind.
    .stats(-37 * SECOND)
    .created(-30 * SECOND, OTHER)
    .stats(-25 * SECOND)
    .session(-20 * SECOND, ID, 'destroyed')
    .handle(-15 * SECOND, 'attached', OTHER, '99')
    .jsep(-10 * SECOND, OTHER, '99');
  const earlier = new Story()
    .started(-90 * SECOND)
    .created(-80 * SECOND, THIRD, 'r1', HTTP)
    .handle(-70 * SECOND, 'attached', THIRD, '55')
    .jsep(-5 * SECOND, THIRD, '55');
  expect(verdicts(analyseAll([later.bytes, earlier.bytes]))).toEqual([
    `janus/${ID}#1 ended destroyed destroyed`,
    `janus/${THIRD}#1 ended flagged server-crashed -`,
    `janus/${OTHER}#1 open - -`,
  ]);
});

describe('a clock that was set back in a log so small that the events of each type stand together', () => {
  test('accuses nobody', () => {
    const story = new Story()
      .started(0)
      .created(SECOND, ID, 'c1')
      .created(2 * SECOND, OTHER, 'c2')
      .handle(-37 * SECOND, 'attached', ID, '11')
      .handle(-36 * SECOND, 'attached', OTHER, '22')
      .jsep(-35 * SECOND, ID, '11')
      .jsep(-34 * SECOND, OTHER, '22');
    expect(verdicts(analyse(story.bytes))).toEqual([`janus/${ID}#1 open - -`, `janus/${OTHER}#1 open - -`]);
  });

  test('nor where it was set back between two events of one type', () => {
    const story = new Story()
      .started(0)
      .created(SECOND, ID, 'c1')
      .created(-38 * SECOND, OTHER, 'c2')
      .handle(-37 * SECOND, 'attached', OTHER, '22')
      .handle(-36 * SECOND, 'attached', OTHER, '33')
      .jsep(-35 * SECOND, OTHER, '22')
      .jsep(-34 * SECOND, OTHER, '33');
    expect(verdicts(analyse(story.bytes))).toEqual([`janus/${ID}#1 open - -`, `janus/${OTHER}#1 open - -`]);
  });
});

/** A server with twelve sessions crashes, its clock is set back by four minutes, and it starts again with three. */
function crashAndStepBack(): Story {
  const story = new Story();
  const run = (from: number, sessions: number, prefix: string): void => {
    story.started(from);
    const idOf = (k: number): string => `${prefix}0000000000${String(k + 10)}`;
    for (let k = 0; k < sessions; k++) {
      const [id, connection, at] = [idOf(k), `${prefix}77${String(k)}`, from + (k + 2) * SECOND];
      story.transport(at, connection, 'connected').created(at + 4 * MS, id, connection);
      if (k % 3 === 0 && k > 0) story.session(at + 100 * MS, idOf(k - 1), 'destroyed');
      story.handle(at + 140 * MS, 'attached', id, `${id}1`).jsep(at + 270 * MS, id, `${id}1`);
    }
  };
  run(0, 12, '40');
  run(-240 * SECOND, 3, '50');
  return story;
}

describe('a crash behind which the clock was set back', () => {
  const lines = new TextDecoder().decode(crashAndStepBack().bytes).trimEnd().split('\n');
  const judgedLines = (of: readonly string[]): string[] => verdicts(analyse(new TextEncoder().encode(of.join('\n'))));
  const expected = judgedLines(lines);

  test('ends the sessions of the run before', () => {
    expect(expected.filter((line) => line.endsWith('flagged server-crashed -'))).toHaveLength(9);
    expect(expected.filter((line) => line.includes('/50') && line.includes('flagged'))).toEqual([]);
  });

  test('whatever a broker puts out of order by some hundred milliseconds', () => {
    const at = (line: string): number => (JSON.parse(line) as { timestamp: number }).timestamp;
    const behind = lines.findLastIndex((line) => line.includes('"started"'));
    for (let seed = 1; seed <= 20; seed++) {
      const chance = random(seed);
      const arrived = lines.map((line, k) => ({
        line,
        at: at(line) + (k < behind ? 0 : 300 * SECOND) + chance.below(300 * MS),
      }));
      expect(judgedLines(arrived.sort((a, b) => a.at - b.at).map(({ line }) => line))).toEqual(expected);
    }
  });

  test('nor by which few types of events an event handler sends', () => {
    expect(judgedLines(lines.filter((line) => /"type":(1|256),/.test(line)))).toEqual(expected);
  });
});

test('nor where a connection closes behind the step that came up before it', () => {
  const connection = '9747727020051232157';
  const story = new Story()
    .transport(0, connection, 'connected')
    .started(0.1 * SECOND)
    .transport(0.2 * SECOND, connection, 'disconnected', 'janus.transport.pfunix')
    // From here on its clock is 40 s behind.
    .transport(-30 * SECOND, 'c1', 'connected')
    .created(-29 * SECOND)
    .handle(-20 * SECOND, 'attached')
    .transport(-10 * SECOND, connection, 'disconnected')
    .created(-9 * SECOND, OTHER)
    .jsep(-8 * SECOND)
    .transport(-0.5 * SECOND, 'c2', 'connected');
  expect(story.verdict()).toBe('open');
  expect(story.verdict(OTHER)).toBe('open');
});

describe('a clock that is set back by little more than the time that went by', () => {
  const connection = '9747727020051232157';
  const stepped = (by: number): Story =>
    new Story()
      .started(0)
      .transport(SECOND, connection, 'connected')
      .created(SECOND + 10 * MS, ID, connection)
      .handle(SECOND + 20 * MS, 'attached')
      .created(SECOND + 500 * MS, OTHER, connection)
      // From here on its clock is `by` behind.
      .transport(SECOND + 510 * MS - by, connection, 'disconnected')
      .handle(SECOND + 511 * MS - by, 'detached')
      .transport(4 * SECOND, 'c2', 'connected');

  test.each([80, 200, 400])('by %d ms: sessions end with their connection', (ms) => {
    expect(stepped(ms * MS).verdict()).toBe('ended flagged transport-gone certain');
    expect(stepped(ms * MS).verdict(OTHER)).toBe('ended flagged transport-gone probable');
    expect(
      stepped(ms * MS)
        .report()
        .logs[0]!.notes.map(({ code }) => code),
    ).toContain('clock-set-back');
  });

  test('what is as much out of order, and proves nothing, is taken by its time', () => {
    const story = new Story()
      .started(0)
      .transport(SECOND, 'c1', 'connected')
      .created(SECOND + 10 * MS)
      .handle(SECOND + 20 * MS, 'attached')
      .transport(2 * SECOND, 'c1', 'disconnected')
      .handle(2 * SECOND - 5 * MS, 'detached')
      .stats(2 * SECOND - 100 * MS)
      .transport(4 * SECOND, 'c2', 'connected');
    expect(story.report().logs[0]!.notes.map(({ code }) => code)).not.toContain('clock-set-back');
    expect(story.verdict()).toBe('ended flagged transport-gone certain');
  });
});

describe('events that came late, because a sender had to try again', () => {
  const late = (): Story =>
    new Story()
      .started(0)
      .created(SECOND, ID, '1', HTTP)
      .handle(2 * SECOND, 'attached')
      .stats(6 * SECOND)
      .stats(7 * SECOND)
      .stats(8 * SECOND)
      .shutdown(9 * SECOND)
      .created(4 * SECOND, OTHER, '2', HTTP)
      .handle(4.1 * SECOND, 'attached', OTHER, '88')
      .session(5 * SECOND, OTHER, 'destroyed');

  test('are taken by their times where time goes on behind them', () => {
    const story = late().started(20 * SECOND);
    expect(story.verdict()).toBe('ended flagged server-stopped certain');
    expect(story.report().logs[0]!.notes.map(({ code }) => code)).not.toContain('clock-set-back');
  });

  test('but not where it does not, as with a clock that was set back', () => {
    const story = late()
      .handle(5.5 * SECOND, 'attached', ID, '99')
      .stats(8.5 * SECOND, ID, '99');
    expect(story.report().logs[0]!.notes.map(({ code }) => code)).toContain('clock-set-back');
  });
});

describe('a clock that was set back in a log whose order is lost', () => {
  /** Connection c9 came up at 1 s and closed 34 s later, when the clock had been set back by 40 s. */
  const unordered = (connection: string): Story =>
    new Story()
      .transport(-5 * SECOND, connection, 'disconnected')
      .started(0)
      .created(-29 * SECOND, OTHER, 'c1')
      .transport(SECOND, connection, 'connected')
      .transport(-30 * SECOND, 'c1', 'connected')
      .transport(1.5 * SECOND, 'c2', 'connected')
      .handle(-27 * SECOND, 'attached')
      .created(3 * SECOND, '4154149308648164', 'c2')
      .created(-28 * SECOND, ID, 'c1')
      .handle(4 * SECOND, 'attached', '4154149308648164', '99')
      .stats(-20 * SECOND);

  test('accuses nobody by a start that seems to come later', () => {
    const story = unordered('9747727020051232157');
    expect(story.verdict()).toBe('undecidable');
    expect(story.reason()).toContain('the times contradict themselves');
    for (const session of story.report().sessions) expect(session.flagged).toBe(false);
  });

  test('takes an id of connections that can be used again for no contradiction', () => {
    expect(unordered('0x7f6e8c004a20').verdict()).toBe('ended flagged server-crashed certain');
  });
});

test('a log that begins later, of a server that uses ids of connections again, shows no clock that was set back', () => {
  const [connection, another] = ['9747727020051232157', '1741104668014091311'];
  const story = new Story()
    .transport(0, connection, 'disconnected')
    .transport(SECOND, another, 'connected')
    .transport(2 * SECOND, another, 'disconnected')
    .transport(3 * SECOND, another, 'connected')
    .created(4 * SECOND, ID, another)
    .transport(5 * SECOND, connection, 'connected')
    .shutdown(60 * SECOND);
  expect(story.verdict()).toBe('ended flagged server-stopped probable');
});

describe('a log sorted by time, whose clock was set back while its server ran', () => {
  const connection = '9747727020051232157';
  const THIRD = '4154149308648164';
  /** At 30 s the clock is set back by 20 s: what comes then is told from 10 s on. */
  const sorted = (): Story =>
    new Story()
      .started(0)
      .session(11 * SECOND, ID, 'destroyed')
      .handle(12 * SECOND, 'attached', OTHER, '99')
      .transport(12.5 * SECOND, connection, 'disconnected')
      .created(20 * SECOND, THIRD, 'c1')
      .session(22 * SECOND, THIRD, 'destroyed')
      .jsep(24 * SECOND, THIRD, '55')
      .created(28 * SECOND, ID, 'c2')
      .transport(28.5 * SECOND, connection, 'connected')
      .created(29 * SECOND, OTHER, 'c2')
      .jsep(40 * SECOND, OTHER, '99');
  const sessions = (story: Story): string[] => verdicts(story.report());

  test('has no second lives, and nobody whose id is used again', () => {
    expect(sessions(sorted())).toEqual([
      `janus/${ID}#1 ended destroyed destroyed`,
      `janus/${THIRD}#1 ended destroyed destroyed`,
      `janus/${OTHER}#1 open - -`,
    ]);
  });

  test('nor where several sessions that end before they begin are all that shows it', () => {
    const story = new Story().started(0);
    for (const [k, id] of [ID, OTHER].entries())
      story.session((11 + k) * SECOND, id, 'destroyed').created((28 + k) * SECOND, id, 'c2');
    expect(sessions(story.shutdown(60 * SECOND))).toEqual([
      `janus/${ID}#1 ended destroyed destroyed`,
      `janus/${OTHER}#1 ended destroyed destroyed`,
    ]);
  });

  test('while an id that a client uses again in a log without its beginning stays two sessions', () => {
    const story = new Story()
      .session(11 * SECOND, ID, 'destroyed')
      .created(28 * SECOND)
      .session(29 * SECOND, OTHER, 'destroyed')
      .created(38 * SECOND, OTHER);
    expect(sessions(story)).toHaveLength(4);
  });
});
