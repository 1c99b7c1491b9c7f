import { expect, test } from 'vitest';
import { ID, SECOND } from '../story.js';
import { HANDLE, LivesStory } from './lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'echotest');

test.each([
  ['DTLS alert', 'dtls-alert'],
  ['ICE failed', 'ice-failed'],
  ['Janus API', 'janus-api'],
  ['whatever a later version says', 'hangup'],
])('is ended by a hangup: %s', (reason, cause) => {
  expect(
    story()
      .connected(2 * SECOND)
      .hungUp(9 * SECOND, reason)
      .inShort('peerconnection'),
  ).toEqual([`ended told ${cause}`]);
});

test('of several on one handle each has its own end', () => {
  const log = story()
    .connected(2 * SECOND)
    .hungUp(9 * SECOND)
    .connected(10 * SECOND);
  expect(log.inShort('peerconnection')).toEqual(['ended told close-pc', 'open']);
});

test('a renegotiation and an ICE restart are no new one', () => {
  const log = story()
    .connected(2 * SECOND)
    .description(5 * SECOND, 'remote', 'offer')
    .webrtc(6 * SECOND, 1, { ice: 'gathering' })
    .webrtc(7 * SECOND, 1, { ice: 'connected' });
  expect(log.inShort('peerconnection')).toEqual(['open']);
});

test('media that stops is no end', () => {
  const log = story()
    .connected(2 * SECOND)
    .event(
      5 * SECOND,
      { type: 32, subtype: 1, session_id: ID, handle_id: HANDLE },
      { media: 'audio', receiving: false },
    );
  expect(log.inShort('peerconnection')).toEqual(['open']);
});

test('ends with its handle, which tells no hangup', () => {
  const log = story()
    .connected(2 * SECOND)
    .handle(9 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('peerconnection')).toEqual(['ended handle-detached']);
});

test('what was on its way when it was hung up begins no new one', () => {
  const log = story()
    .connected(2 * SECOND)
    .hungUp(9 * SECOND)
    .webrtc(9 * SECOND + 500, 1, { ice: 'connected' })
    .description(9 * SECOND + 600, 'local', 'answer');
  expect(log.inShort('peerconnection')).toEqual(['ended told close-pc']);
});

test('one that never came up is worth a look, one that was called off is not', () => {
  const log = story()
    .description(2 * SECOND, 'remote', 'offer')
    .hungUp(9 * SECOND, 'ICE failed')
    .description(10 * SECOND, 'remote', 'offer')
    .hungUp(11 * SECOND, 'Close PC');
  expect(log.lives('peerconnection').map(({ hint }) => hint)).toEqual(['never-up', null]);
});

test('with WebRTC events masked its end cannot be told', () => {
  expect(
    story()
      .description(2 * SECOND, 'remote', 'offer')
      .inShort('peerconnection'),
  ).toEqual(['undecidable']);
});

test('one from before the log has no beginning', () => {
  const log = new LivesStory().webrtc(SECOND, 1, { ice: 'connected' }).hungUp(9 * SECOND, 'DTLS alert');
  expect(log.inShort('peerconnection')).toEqual(['from before ended told dtls-alert']);
});
