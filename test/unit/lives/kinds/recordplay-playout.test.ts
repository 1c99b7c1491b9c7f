import { expect, test } from 'vitest';
import { SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'recordplay');

test('is up when it plays, and ends with the PeerConnection that Janus closes at its end', () => {
  const log = story()
    .told(2 * SECOND, 'recordplay', { event: 'playout', id: 99 })
    .connected(2 * SECOND + 9)
    .told(3 * SECOND, 'recordplay', { event: 'playing', id: 99 })
    .hungUp(9 * SECOND);
  const [life] = log.lives('recordplay-playout');
  expect(life).toMatchObject({ state: 'ended', told: false, cause: 'peerconnection-close-pc' });
  expect(life!.upAt! - life!.begunAt!).toBe(SECOND);
});
