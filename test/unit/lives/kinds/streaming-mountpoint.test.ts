import { expect, test } from 'vitest';
import { SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'streaming');

test('is created and destroyed', () => {
  const log = story()
    .told(2 * SECOND, 'streaming', { event: 'created', id: 3, type: 'live' })
    .told(5 * SECOND, 'streaming', { event: 'destroyed', id: 3 });
  expect(log.inShort('streaming-mountpoint')).toEqual(['ended told destroyed']);
  expect(log.lives('streaming-mountpoint')[0]!.ids).toEqual({ mountpoint: '3' });
});

test('one from the configuration is known by its viewers', () => {
  expect(
    story()
      .told(2 * SECOND, 'streaming', { status: 'starting', id: 4 })
      .inShort('streaming-mountpoint'),
  ).toEqual(['from before open']);
});
