import { expect, test } from 'vitest';
import { ID, SECOND } from '../story.js';
import { HANDLE, LivesStory } from './lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'echotest');

test('begins with attached and ends with detached', () => {
  const log = story().handle(3 * SECOND, 'detached', ID, HANDLE);
  expect(log.inShort('handle')).toEqual(['ended told detached']);
});

test('ends with its session when nothing tells', () => {
  const log = story().session(3 * SECOND, ID, 'destroyed');
  expect(log.inShort('handle')).toEqual(['ended session-destroyed']);
  expect(log.lives('handle')[0]!.reason).toBe('No event told the end of the handle: its session was destroyed.');
});

test('is open where its session is', () => {
  expect(story().inShort('handle')).toEqual(['open']);
});

test('lies within its session', () => {
  const [life] = story()
    .lives('handle', { kinds: new Set(['session', 'handle']) })
    .slice(1);
  expect(life).toMatchObject({ within: 0, ids: { session_id: ID, handle_id: HANDLE } });
});
