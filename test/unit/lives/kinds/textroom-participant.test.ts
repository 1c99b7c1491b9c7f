import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'textroom');

const of = (event: string, room = 12): object => ({ event, room, username: 'u', display: 'Ursula' });

test('is in several rooms on one handle', () => {
  const log = story()
    .told(2 * SECOND, 'textroom', of('join'))
    .told(3 * SECOND, 'textroom', of('join', 13))
    .told(5 * SECOND, 'textroom', of('leave'));
  expect(log.inShort('textroom-participant')).toEqual(['ended told leave', 'open']);
});

test('a kick has another key, and the ids of whoever asked', () => {
  const log = story()
    .told(2 * SECOND, 'textroom', of('join'))
    .told(5 * SECOND, 'textroom', { textroom: 'kicked', room: 12, username: 'u' }, '88', OTHER);
  expect(log.inShort('textroom-participant')).toEqual(['ended told kicked']);
});

test('nothing is told when the handle goes', () => {
  const log = story()
    .told(2 * SECOND, 'textroom', of('join'))
    .handle(5 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('textroom-participant')).toEqual(['ended handle-detached']);
});
