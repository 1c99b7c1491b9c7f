import { expect, test } from 'vitest';
import { SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'videoroom');

test.each([
  ['0.x', { feed: 7 }],
  [
    '1.x',
    {
      streams: [
        { feed_id: 7, mid: '0' },
        { feed_id: 7, mid: '1' },
      ],
    },
  ],
])('tells its feeds: %s', (_version, feeds) => {
  const log = story().told(2 * SECOND, 'videoroom', { event: 'subscribing', room: 1, ...feeds });
  expect(log.lives('videoroom-subscription')[0]!.ids).toMatchObject({ room: '1', feeds: ['7'] });
});

test('the first unsubscribed of several streams ends it', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', { event: 'subscribing', room: 1, feed: 7 })
    .told(5 * SECOND, 'videoroom', { event: 'unsubscribed', room: 1, feed: 7, mid: '0' })
    .told(5 * SECOND + 1, 'videoroom', { event: 'unsubscribed', room: 1, feed: 7, mid: '1' });
  expect(log.inShort('videoroom-subscription')).toEqual(['ended told unsubscribed']);
});

test('a subscriber never joined', () => {
  const log = story().told(2 * SECOND, 'videoroom', { event: 'subscribing', room: 1, feed: 7 });
  expect(log.inShort('videoroom-participant')).toEqual([]);
});
