import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'sip');

const of = (event: string, more: object = {}): object => ({ event, 'call-id': 'abc@x', ...more });

test.each([
  [200, 'hangup'],
  [486, 'busy'],
  [487, 'cancelled'],
  [480, 'unanswered'],
  [503, 'failed'],
])('a hangup with code %i', (code, cause) => {
  const log = story()
    .told(2 * SECOND, 'sip', of('calling', { callee: 'sip:a@x' }))
    .told(5 * SECOND, 'sip', of('hangup', { code, reason: 'so' }));
  expect(log.inShort('sip-call')).toEqual([`ended told ${cause}`]);
});

test('declined and then hung up ends once', () => {
  const log = story()
    .told(2 * SECOND, 'sip', of('incomingcall', { username: 'sip:b@x' }))
    .told(5 * SECOND, 'sip', of('declined', { code: 603 }))
    .told(5 * SECOND + 9, 'sip', of('hangup', { code: 603 }));
  expect(log.inShort('sip-call')).toEqual(['ended told declined']);
});

test('both sides on one server are paired by the Call-ID', () => {
  const log = story()
    .attached(SECOND + 9, 'sip', '88', OTHER)
    .told(2 * SECOND, 'sip', of('calling', { callee: 'sip:b@x' }))
    .told(2 * SECOND + 9, 'sip', of('incomingcall', { username: 'sip:a@x' }), '88', OTHER);
  expect(log.lives('sip-call').map(({ ids }) => ids.peer_session_id)).toEqual([OTHER, ID]);
});

test('without a hangup, while its session lived on, is worth a look', () => {
  const log = story()
    .told(2 * SECOND, 'sip', of('calling'))
    .told(3 * SECOND, 'sip', of('accepted'))
    .handle(5 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('sip-call')).toEqual(['ended handle-detached']);
  expect(log.lives('sip-call')[0]!.hint).toBe('no-hangup');
});
