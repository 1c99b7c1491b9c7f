import { expect, test } from 'vitest';
import { ID, SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'recordplay');

const of = (event: string): object => ({ event, id: 99 });

test('is stopped', () => {
  const log = story()
    .told(2 * SECOND, 'recordplay', of('recording'))
    .told(4 * SECOND, 'recordplay', of('stopped'));
  expect(log.inShort('recordplay-recording')).toEqual(['ended told stopped']);
  expect(log.lives('recordplay-recording')[0]).toMatchObject({ hint: null, ids: { recording: '99' } });
});

test('never stopped while its session lived on is worth a look', () => {
  const log = story()
    .connected(2 * SECOND)
    .told(3 * SECOND, 'recordplay', of('recording'))
    .hungUp(9 * SECOND, 'DTLS alert');
  expect(log.inShort('recordplay-recording')).toEqual(['ended peerconnection-dtls-alert']);
  expect(log.lives('recordplay-recording')[0]!.hint).toBe('never-stopped');
});

test('one that went with its session is not: that is one finding', () => {
  const log = story()
    .told(3 * SECOND, 'recordplay', of('recording'))
    .session(9 * SECOND, ID, 'timeout');
  expect(log.lives('recordplay-recording')[0]).toMatchObject({ cause: 'session-timeout', hint: null });
});

test('the stop of a playout that follows on the handle is not its end', () => {
  const log = story()
    .connected(2 * SECOND)
    .told(3 * SECOND, 'recordplay', of('recording'))
    .hungUp(9 * SECOND, 'DTLS alert')
    .told(11 * SECOND, 'recordplay', of('playout'))
    .connected(12 * SECOND)
    .told(15 * SECOND, 'recordplay', of('stopped'));
  expect(log.inShort('recordplay-recording')).toEqual(['ended peerconnection-dtls-alert']);
  expect(log.inShort('recordplay-playout')).toEqual(['ended told stopped']);
});

test('another one that begins on the handle is not the same, though hangups are masked', () => {
  const log = story()
    .told(3 * SECOND, 'recordplay', of('recording'))
    .told(9 * SECOND, 'recordplay', { event: 'recording', id: 100 })
    .told(12 * SECOND, 'recordplay', { event: 'stopped', id: 100 });
  expect(log.inShort('recordplay-recording')).toEqual(['undecidable', 'ended told stopped']);
});
