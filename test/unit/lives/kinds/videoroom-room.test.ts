import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'videoroom');

const of = (event: string, room: unknown = 7): object => ({ event, room });

test('is created and destroyed', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', of('created'))
    .told(5 * SECOND, 'videoroom', of('destroyed'));
  expect(log.inShort('videoroom-room')).toEqual(['ended told destroyed']);
  expect(log.lives('videoroom-room')[0]!.ids).toEqual({ room: '7' });
});

test('one from the configuration has no beginning', () => {
  expect(
    story()
      .told(2 * SECOND, 'videoroom', { event: 'joined', room: 7, id: 1 })
      .inShort('videoroom-room'),
  ).toEqual(['from before open']);
});

test('does not end with the session that asked for it, but with the server', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', of('created'))
    .session(3 * SECOND, ID, 'destroyed');
  expect(log.inShort('videoroom-room')).toEqual(['open']);
  expect(log.shutdown(5 * SECOND).inShort('videoroom-room')).toEqual(['ended server-stopped']);
});

test('people inside when it was destroyed are one finding, at the room', () => {
  const log = new LivesStory().started(0);
  const people = ['91', '92', '93'];
  for (const [k, id] of people.entries())
    log
      .attached(SECOND + k, 'videoroom', id, `${id}00`)
      .told(2 * SECOND + k, 'videoroom', { event: 'joined', room: 7, id: k }, id, `${id}00`);
  log
    .told(3 * SECOND, 'videoroom', { event: 'leaving', room: 7, id: 0 }, '')
    .told(9 * SECOND, 'videoroom', { event: 'destroyed', room: 7 }, '')
    .update(60 * SECOND);
  expect(log.lives('videoroom-participant').map(({ hint }) => hint)).toEqual([null, null, null]);
  const [room] = log.lives('videoroom-room');
  expect(room).toMatchObject({ hint: 'people-inside' });
  expect(room!.reason).toBe('The room was destroyed. 2 people were inside, and no event tells that they are gone.');
});

test('who went in the same moment had gone', () => {
  const log = new LivesStory()
    .started(0)
    .attached(SECOND, 'videoroom')
    .told(2 * SECOND, 'videoroom', { event: 'joined', room: 7, id: 1 })
    .told(9 * SECOND, 'videoroom', { event: 'destroyed', room: 7 }, '')
    .handle(9 * SECOND + 30, 'detached', ID, HANDLE)
    .update(60 * SECOND);
  expect(log.lives('videoroom-room')[0]!.hint).toBeNull();
});

test('of a run that crashed is not the one that is destroyed in the next', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', { event: 'created', room: 1 })
    .started(20 * SECOND)
    .attached(21 * SECOND, 'videoroom', '7700000000000002', OTHER)
    .told(30 * SECOND, 'videoroom', { event: 'destroyed', room: 1 }, '7700000000000002', OTHER);
  expect(log.inShort('videoroom-room')).toEqual(['ended server-crashed', 'from before ended told destroyed']);
});
