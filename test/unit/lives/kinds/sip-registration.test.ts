import { expect, test } from 'vitest';
import { SECOND } from '../../story.js';
import { LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'sip');

const of = (event: string): object => ({ event, identity: 'sip:regina@192.0.2.2' });

test('a refresh is no new one, unregistered ends it', () => {
  const log = story()
    .told(2 * SECOND, 'sip', of('registered'))
    .told(60 * SECOND, 'sip', of('registered'))
    .told(90 * SECOND, 'sip', of('unregistered'));
  expect(log.inShort('sip-registration')).toEqual(['ended told unregistered']);
  expect(log.lives('sip-registration')[0]!.name).toBe('sip:regina@192.0.2.2');
});

test('one that was refused never was', () => {
  const log = story().told(2 * SECOND, 'sip', { event: 'registration_failed', code: 403, reason: 'Forbidden' });
  expect(log.inShort('sip-registration')).toEqual([]);
});
