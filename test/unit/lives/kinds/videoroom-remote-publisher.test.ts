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

test('can be kicked', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', remote('published'), '')
    .told(5 * SECOND, 'videoroom', remote('kicked'), '');
  expect(log.inShort('videoroom-remote-publisher')).toEqual(['ended told kicked']);
  expect(log.inShort('videoroom-participant')).toEqual([]);
});

test('does not leave with a person who has its id later', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', { event: 'created', room: 1 })
    .told(3 * SECOND, 'videoroom', remote('published'), '')
    .told(5 * SECOND, 'videoroom', { event: 'destroyed', room: 1 })
    .told(6 * SECOND, 'videoroom', { event: 'created', room: 1 })
    .told(7 * SECOND, 'videoroom', remote('joined'))
    .told(9 * SECOND, 'videoroom', remote('leaving'), '');
  expect(log.inShort('videoroom-remote-publisher')).toEqual(['ended room-destroyed']);
  expect(log.inShort('videoroom-participant')).toEqual(['ended told leaving']);
});
