import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'videoroom');

const joined = (id: unknown = 42, room: unknown = 1234): object => ({
  event: 'joined',
  room,
  id,
  private_id: 1,
  display: 'anna',
});
const left = (id: unknown = 42, room: unknown = 1234, event = 'leaving'): object => ({ event, room, id });

test.each(['leaving', 'kicked'])('%s without session and handle ends the last of that id', (event) => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .told(5 * SECOND, 'videoroom', left(42, 1234, event), '');
  expect(log.inShort('videoroom-participant')).toEqual([`ended told ${event}`]);
  expect(log.lives('videoroom-participant')[0]).toMatchObject({
    ids: { session_id: ID, handle_id: HANDLE, room: '1234', user_id: '42' },
    name: 'anna',
  });
});

test('the same id comes back at once, on another handle', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .told(5 * SECOND, 'videoroom', left(), '')
    .attached(5 * SECOND + 10, 'videoroom', '88', OTHER)
    .told(5 * SECOND + 20, 'videoroom', joined(), '88', OTHER);
  expect(log.inShort('videoroom-participant')).toEqual(['ended told leaving', 'open']);
});

test('ids are text: numbers and texts, beyond what a double holds', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined('9007199254740993', 'daily'))
    .attached(3 * SECOND, 'videoroom', '88', OTHER)
    .told(4 * SECOND, 'videoroom', joined('9007199254740992', 'daily'), '88', OTHER)
    .told(5 * SECOND, 'videoroom', left('9007199254740993', 'daily'), '');
  expect(log.inShort('videoroom-participant')).toEqual(['ended told leaving', 'open']);
});

test('a destroyed room lets everybody go, and tells nobody', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', { event: 'created', room: 1234 })
    .told(3 * SECOND, 'videoroom', joined())
    .told(5 * SECOND, 'videoroom', { event: 'destroyed', room: 1234 });
  expect(log.inShort('videoroom-participant')).toEqual(['ended room-destroyed']);
});

test('the session takes its person along: nobody is flagged for what is its finding', () => {
  const log = story()
    .told(3 * SECOND, 'videoroom', joined())
    .shutdown(5 * SECOND);
  expect(log.inShort('videoroom-participant')).toEqual(['ended server-stopped']);
});

test('a person from before the log has no beginning', () => {
  const log = new LivesStory().told(SECOND, 'videoroom', left(), '');
  expect(log.inShort('videoroom-participant')).toEqual(['from before ended told leaving']);
});

test('shows itself inside by what only people inside do', () => {
  const log = new LivesStory().told(SECOND, 'videoroom', { event: 'configured', room: 1, id: 2 });
  expect(log.lives('videoroom-participant')[0]).toMatchObject({ begunAt: null, ids: { session_id: ID, room: '1' } });
});

test('a handle that joins again had left before, though nothing told it', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .told(5 * SECOND, 'videoroom', joined(43, 99));
  expect(log.inShort('videoroom-participant')).toEqual(['ended flagged joined-again', 'open']);
});

test('two of one id, on two sessions, accuse nobody: two servers may share a name', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .attached(3 * SECOND, 'videoroom', '88', OTHER)
    .told(4 * SECOND, 'videoroom', joined(), '88', OTHER);
  expect(log.inShort('videoroom-participant')).toEqual(['undecidable', 'open']);
});

test('of two of one id the one goes whose handle detaches right after', () => {
  const two = (): LivesStory =>
    story()
      .told(2 * SECOND, 'videoroom', joined())
      .attached(3 * SECOND, 'videoroom', '88', OTHER)
      .told(4 * SECOND, 'videoroom', joined(), '88', OTHER);
  const first = two()
    .told(9 * SECOND, 'videoroom', left(), '')
    .handle(9 * SECOND + 100, 'detached', ID, HANDLE);
  expect(first.inShort('videoroom-participant')).toEqual(['ended told leaving', 'open']);
  const second = two()
    .told(9 * SECOND, 'videoroom', left(), '')
    .handle(9 * SECOND + 100, 'detached', OTHER, '88');
  expect(second.inShort('videoroom-participant')).toEqual(['undecidable', 'ended told leaving']);
});

test('an event that lacks what it should have begins nothing', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', { event: 'joined' })
    .told(3 * SECOND, 'videoroom', { event: 'joined', room: 1 })
    .told(4 * SECOND, 'videoroom', { event: 'joined', room: [1], id: {} })
    .told(5 * SECOND, 'videoroom', { event: 'leaving' }, '');
  expect(log.inShort('videoroom-participant')).toEqual([]);
});

test('a clock that was set back in between does not part joining from leaving', () => {
  const log = new LivesStory().started(0);
  for (let k = 0; k < 40; k++) log.update(k * 15 * SECOND);
  const at = 600 * SECOND;
  const story = log
    .attached(at, 'videoroom')
    .told(at + SECOND, 'videoroom', joined())
    .told(at - 30 * SECOND, 'videoroom', left(), '')
    .session(at - 29 * SECOND, ID, 'destroyed')
    .handle(at - 29 * SECOND + 9, 'detached', ID, HANDLE);
  expect(story.inShort('videoroom-participant')).toEqual(['ended told leaving']);
});

test('up to 0.7 the handle of somebody who has left tells it again when it goes: that is nobody else', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .told(5 * SECOND, 'videoroom', left(), '')
    .told(60 * SECOND, 'videoroom', left(), '')
    .handle(60 * SECOND + 9, 'detached', ID, HANDLE);
  expect(log.inShort('videoroom-participant')).toEqual(['ended told leaving']);
});

test('who has left is not inside again for being configured', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .told(5 * SECOND, 'videoroom', left(), '')
    .told(30 * SECOND, 'videoroom', { event: 'configured', room: 1234, id: 42 });
  expect(log.inShort('videoroom-participant')).toEqual(['ended told leaving']);
});

test('a log that two event handlers wrote, each in its own way, has everybody once', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', joined())
    .told(2 * SECOND, 'videoroom', { display: 'anna', id: 42, room: 1234, event: 'joined' })
    .told(5 * SECOND, 'videoroom', left(), '')
    .told(5 * SECOND, 'videoroom', { id: 42, room: 1234, event: 'leaving' }, '');
  expect(log.inShort('videoroom-participant')).toEqual(['ended told leaving']);
});
