import { expect, test } from 'vitest';
import { SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'streaming');

const of = (status: string, id = 3): object => ({ status, id });

test('switches: one ends, the next begins', () => {
  const log = story()
    .told(2 * SECOND, 'streaming', of('starting'))
    .told(2 * SECOND + 9, 'streaming', of('started'))
    .told(5 * SECOND, 'streaming', of('switching', 4));
  expect(log.inShort('streaming-viewer')).toEqual(['ended told switching', 'open']);
  expect(log.lives('streaming-viewer').map(({ ids }) => ids.mountpoint)).toEqual(['3', '4']);
});

test('a pause is no end', () => {
  const log = story()
    .told(2 * SECOND, 'streaming', of('starting'))
    .told(3 * SECOND, 'streaming', of('pausing'))
    .told(4 * SECOND, 'streaming', of('starting'));
  expect(log.inShort('streaming-viewer')).toEqual(['open']);
});

test('stops, and watches again', () => {
  const log = story()
    .told(2 * SECOND, 'streaming', of('starting'))
    .told(4 * SECOND, 'streaming', of('stopping'))
    .told(6 * SECOND, 'streaming', of('starting'));
  expect(log.inShort('streaming-viewer')).toEqual(['ended told stopping', 'open']);
});

test('a destroyed mountpoint tells its viewers nothing', () => {
  const log = story()
    .told(2 * SECOND, 'streaming', of('starting'))
    .told(4 * SECOND, 'streaming', { event: 'destroyed', id: 3 });
  expect(log.inShort('streaming-viewer')).toEqual(['ended mountpoint-destroyed']);
});
