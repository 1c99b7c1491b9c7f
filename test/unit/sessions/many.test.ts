import { describe, expect, test } from 'vitest';
import { analyse, analyseAll } from '../corpus/analyse.js';
import { HTTP, SECOND, Story } from '../story.js';

/** So many that anything that grew with their square would not end before the tests are given up. */
const MANY = 20_000;
const id = (k: number): string => String(5_000_000_000_000_000 + k);

function many(tell: (story: Story, k: number) => void, story = new Story().started(0)): Story {
  for (let k = 0; k < MANY; k++) tell(story, k);
  return story;
}

describe('a log in which one thing happens over and over', () => {
  test.each<[string, () => Story, number]>([
    [
      'a connection id that is used again',
      () =>
        many((story, k) =>
          story
            .transport(k * 3000, 'c1', 'connected')
            .created(k * 3000 + 1, id(k))
            .transport(k * 3000 + 2, 'c1', 'disconnected'),
        ),
      MANY,
    ],
    [
      'a handle id that is used again',
      () => many((story, k) => story.handle(2 * k, 'attached').handle(2 * k + 1, 'detached')),
      1,
    ],
    ['a session id that is created again', () => many((story, k) => story.created(10 * k)), MANY],
    ['the end of one session', () => many((story, k) => story.session(10 * k, id(0), 'destroyed')), 1],
    [
      'the start of the server',
      () =>
        many(
          (story, k) => story.started(SECOND + k * SECOND),
          many((story, k) => story.created(k, id(k))),
        ),
      MANY,
    ],
    [
      'the start of another server while all sessions go on',
      () =>
        many(
          (story, k) => story.handle(60 * SECOND + k, 'attached', id(k)),
          many(
            (story, k) => story.started(SECOND + 100 * k),
            many((story, k) => story.created(k, id(k))),
          ),
        ),
      MANY,
    ],
    [
      'connections that all drop at once, beside claimed sessions',
      () =>
        many(
          (story, k) =>
            story.transport(SECOND + k, `c${String(k)}`, 'disconnected').handle(SECOND + MANY + k, 'detached', id(k)),
          many((story, k) => story.created(k, id(k), '1', HTTP).handle(k, 'attached', id(k))),
        ),
      MANY,
    ],
  ])('is judged to its end: %s', (_what, story, sessions) => {
    expect(story().report().sessions.count).toBe(sessions);
  });

  test('is judged to its end: a name of its own for every session', () => {
    const bytes = Array.from({ length: MANY }, (_, k) =>
      new TextDecoder().decode(new Story(`sfu-${String(k)}`).created(k).bytes),
    );
    expect(new Story().started(0).report().emitters).toHaveLength(1);
    expect(analyse(new TextEncoder().encode(bytes.join(''))).emitters).toHaveLength(MANY);
  });
});

test('tells more than 256 logs apart', () => {
  const logs = Array.from({ length: 300 }, (_, k) => new Story().created(k * SECOND, id(k)).bytes);
  const { sessions } = analyseAll(logs);
  expect(Array.from(sessions, ({ evidence }) => evidence[0]!.log)).toEqual(Array.from(logs.keys()));
});
