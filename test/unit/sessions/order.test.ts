/** However the events of a log stand, and wherever its clock was set back, the verdicts stay the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, verdicts } from '../corpus/analyse.js';
import { bytesOf, corpusLogs } from '../corpus/corpus.js';
import { ExactNumber, parseAll, write, type Exact } from '../corpus/exact-json.js';
import { random } from '../corpus/random.js';
import { timeOf, typeOf } from '../corpus/transforms.js';
import { ID, OTHER, SECOND, Story } from '../story.js';

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
