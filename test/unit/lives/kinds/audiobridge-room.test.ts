import { expect, test } from 'vitest';
import { ID, SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'audiobridge');

const of = (event: string, room: unknown = 7): object => ({ event, room });

test('is created and destroyed', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('created'))
    .told(5 * SECOND, 'audiobridge', of('destroyed'));
  expect(log.inShort('audiobridge-room')).toEqual(['ended told destroyed']);
  expect(log.lives('audiobridge-room')[0]!.ids).toEqual({ room: '7' });
});

test('one from the configuration has no beginning', () => {
  expect(
    story()
      .told(2 * SECOND, 'audiobridge', { event: 'joined', room: 7, id: 1 })
      .inShort('audiobridge-room'),
  ).toEqual(['from before open']);
});

test('does not end with the session that asked for it, but with the server', () => {
  const log = story()
    .told(2 * SECOND, 'audiobridge', of('created'))
    .session(3 * SECOND, ID, 'destroyed');
  expect(log.inShort('audiobridge-room')).toEqual(['open']);
  expect(log.shutdown(5 * SECOND).inShort('audiobridge-room')).toEqual(['ended server-stopped']);
});
