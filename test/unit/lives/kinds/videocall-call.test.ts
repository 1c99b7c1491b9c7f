import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory =>
  new LivesStory()
    .started(0)
    .attached(SECOND, 'videocall')
    .attached(SECOND + 9, 'videocall', '88', OTHER)
    .told(2 * SECOND, 'videocall', { event: 'registered', username: 'ann' })
    .told(2 * SECOND + 9, 'videocall', { event: 'registered', username: 'ben' }, '88', OTHER);

const call = (log: LivesStory, at: number, origin: string): LivesStory =>
  log
    .description(at, 'remote', 'offer', origin)
    .description(at + 5, 'local', 'offer', origin, '88', OTHER)
    .told(at + 9, 'videocall', { event: 'calling' });

test('the SDP pairs caller and callee', () => {
  const [life] = call(story(), 3 * SECOND, '4711').lives('videocall-call');
  expect(life).toMatchObject({
    name: 'ann → ben',
    ids: { caller_session_id: ID, caller_handle_id: HANDLE, callee_session_id: OTHER, callee_handle_id: '88' },
  });
});

test('whom the log began too late to name has no name: the id of an SDP is none', () => {
  const [life] = call(new LivesStory(), 3 * SECOND, '4711').lives('videocall-call');
  expect(life!.name).toBeNull();
  expect(life!.ids).toEqual({
    caller_session_id: ID,
    caller_handle_id: HANDLE,
    callee_session_id: OTHER,
    callee_handle_id: '88',
  });
});

test('whom Janus offers something right before it says that somebody is calling is called, by a browser whose ids it does not hand on', () => {
  const log = story()
    .attached(SECOND + 20, 'videocall', '99', '3')
    .attached(SECOND + 30, 'videocall', '66', '4')
    .attached(SECOND + 40, 'streaming', '55', '5')
    .description(3 * SECOND, 'remote', 'offer', '4711')
    .description(3 * SECOND + 5, 'local', 'offer', '900001', '88', OTHER)
    // Another thread's.
    .description(3 * SECOND + 7, 'local', 'offer', '900002', '55', '5')
    .told(3 * SECOND + 9, 'videocall', { event: 'calling' })
    .description(3 * SECOND + 50, 'remote', 'offer', '4712', '99', '3')
    .description(3 * SECOND + 55, 'local', 'offer', '900003', '66', '4')
    .told(3 * SECOND + 59, 'videocall', { event: 'calling' }, '99', '3')
    .told(4 * SECOND, 'videocall', { event: 'hangup', reason: 'Remote WebRTC hangup' }, '88', OTHER);
  expect(log.lives('videocall-call').map(({ ids }) => [ids.caller_handle_id, ids.callee_handle_id])).toEqual([
    [HANDLE, '88'],
    ['99', '66'],
  ]);
  expect(log.inShort('videocall-call')).toEqual(['ended told remote-hangup', 'open']);
});

test('whom Janus offers something right before is called, though the log began too late to name the plugin', () => {
  const log = new LivesStory()
    .description(3 * SECOND, 'local', 'offer', '900001', '88', OTHER)
    .told(3 * SECOND + 9, 'videocall', { event: 'calling' });
  expect(log.lives('videocall-call')[0]!.ids).toMatchObject({ caller_handle_id: HANDLE, callee_handle_id: '88' });
});

test('what Janus offered long before somebody calls is another call', () => {
  const log = story()
    .description(3 * SECOND, 'local', 'offer', '900001', '88', OTHER)
    .told(4 * SECOND, 'videocall', { event: 'calling' });
  expect(log.lives('videocall-call')[0]!.ids).not.toHaveProperty('callee_handle_id');
});

test('the first of many hangups ends it, and what is told again does not end the next', () => {
  const log = call(story(), 3 * SECOND, '4711')
    .told(4 * SECOND, 'videocall', { event: 'accepted' }, '88', OTHER)
    .told(9 * SECOND, 'videocall', { event: 'hangup', reason: 'Explicit hangup' })
    .told(9 * SECOND + 9, 'videocall', { event: 'hangup', reason: 'Remote hangup' }, '88', OTHER);
  const next = call(log, 9 * SECOND + 100_000, '4712').told(9 * SECOND + 500_000, 'videocall', {
    event: 'hangup',
    reason: 'Remote WebRTC hangup',
  });
  expect(next.inShort('videocall-call')).toEqual(['ended told hangup', 'open']);
});

test('a busy line ends no call of before', () => {
  const log = call(story(), 3 * SECOND, '4711')
    .handle(9 * SECOND, 'detached', OTHER, '88')
    .told(12 * SECOND, 'videocall', { event: 'hangup', reason: 'User busy' });
  expect(log.inShort('videocall-call')).toEqual(['ended handle-detached']);
});

test('a busy line is no call', () => {
  const log = story().told(3 * SECOND, 'videocall', { event: 'hangup', reason: 'User busy' });
  expect(log.inShort('videocall-call')).toEqual([]);
});

test('without SDP the one who accepts is the one who was called', () => {
  const log = story()
    .told(3 * SECOND, 'videocall', { event: 'calling' })
    .told(4 * SECOND, 'videocall', { event: 'accepted' }, '88', OTHER);
  expect(log.lives('videocall-call')[0]!.ids).toMatchObject({ callee: 'ben' });
});

test('without SDP the two who are told of a hangup are its sides, though it was not accepted', () => {
  const declined = story()
    .told(3 * SECOND, 'videocall', { event: 'calling' })
    .told(4 * SECOND, 'videocall', { event: 'hangup', reason: 'Explicit hangup' }, '88', OTHER)
    .told(4 * SECOND + 300, 'videocall', { event: 'hangup', reason: 'Remote hangup' });
  const cancelled = story()
    .told(3 * SECOND, 'videocall', { event: 'calling' })
    .told(4 * SECOND, 'videocall', { event: 'hangup', reason: 'Explicit hangup' })
    .told(4 * SECOND + 300, 'videocall', { event: 'hangup', reason: 'Remote hangup' }, '88', OTHER);
  for (const log of [declined, cancelled]) {
    expect(log.inShort('videocall-call')).toEqual(['ended told hangup']);
    expect(log.lives('videocall-call')[0]!.ids).toMatchObject({ caller: 'ann', callee: 'ben' });
  }
});
