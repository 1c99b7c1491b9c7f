import { expect, test } from 'vitest';
import { ID, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'videocall');

test('is registered until its handle goes', () => {
  const log = story()
    .told(2 * SECOND, 'videocall', { event: 'registered', username: 'ann' })
    .handle(5 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('videocall-user')).toEqual(['ended handle-detached']);
  expect(log.lives('videocall-user')[0]).toMatchObject({ name: 'ann', ids: { username: 'ann' } });
});
