import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory =>
  new LivesStory()
    .started(0)
    .attached(SECOND, 'nosip')
    .attached(SECOND + 9, 'nosip', '88', OTHER);

const sdp = (origin: string): string => `v=0\r\no=- ${origin} 2 IN IP4 192.0.2.2\r\n`;

test('pairs who generated an offer with who processed it', () => {
  const log = story()
    .told(2 * SECOND, 'nosip', { event: 'generated', type: 'offer', sdp: sdp('1') })
    .told(2 * SECOND + 9, 'nosip', { event: 'processed', type: 'offer', sdp: sdp('1') }, '88', OTHER)
    .told(3 * SECOND, 'nosip', { event: 'generated', type: 'answer', sdp: sdp('2') }, '88', OTHER)
    .told(3 * SECOND + 9, 'nosip', { event: 'processed', type: 'answer', sdp: sdp('2') });
  expect(log.lives('nosip-call')).toHaveLength(1);
  expect(log.lives('nosip-call')[0]).toMatchObject({
    ids: { a_session_id: ID, b_session_id: OTHER, b_handle_id: '88' },
  });
});

test('ends with the PeerConnection of either side', () => {
  const log = story()
    .connected(2 * SECOND, '88', OTHER)
    .told(2 * SECOND, 'nosip', { event: 'generated', type: 'offer', sdp: sdp('1') })
    .told(2 * SECOND + 9, 'nosip', { event: 'processed', type: 'offer', sdp: sdp('1') }, '88', OTHER)
    .hungUp(9 * SECOND, 'DTLS alert', '88', OTHER);
  expect(log.inShort('nosip-call')).toEqual(['ended peerconnection-dtls-alert']);
});
