import { expect, test } from 'vitest';
import { ID, SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'textroom');

const of = (event: string, room: unknown = 7): object => ({ event, room });

test('is created and destroyed', () => {
  const log = story()
    .told(2 * SECOND, 'textroom', of('created'))
    .told(5 * SECOND, 'textroom', of('destroyed'));
  expect(log.inShort('textroom-room')).toEqual(['ended told destroyed']);
  expect(log.lives('textroom-room')[0]!.ids).toEqual({ room: '7' });
});

test('one from the configuration has no beginning', () => {
  expect(
    story()
      .told(2 * SECOND, 'textroom', { event: 'join', room: 7, username: 'u' })
      .inShort('textroom-room'),
  ).toEqual(['from before open']);
});

test('does not end with the session that asked for it, but with the server', () => {
  const log = story()
    .told(2 * SECOND, 'textroom', of('created'))
    .session(3 * SECOND, ID, 'destroyed');
  expect(log.inShort('textroom-room')).toEqual(['open']);
  expect(log.shutdown(5 * SECOND).inShort('textroom-room')).toEqual(['ended server-stopped']);
});
