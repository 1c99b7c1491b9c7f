import { expect, test } from 'vitest';
import { SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'videoroom');

const remote = (event: string): object => ({ event, room: 1, id: 'far' });

test('is published and leaves without session and handle, and is no participant', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', remote('published'), '')
    .told(5 * SECOND, 'videoroom', remote('leaving'), '');
  expect(log.inShort('videoroom-remote-publisher')).toEqual(['ended told leaving']);
  expect(log.inShort('videoroom-participant')).toEqual([]);
});
