import { expect, test } from 'vitest';
import { ID, OTHER, SECOND } from '../../story.js';
import { HANDLE, LivesStory } from '../lives-story.js';

const story = (): LivesStory => new LivesStory().started(0).attached(SECOND, 'videoroom');

const published = { event: 'published', room: 1, id: 2, display: 'anna' };
const person = (event: string): object => ({ event, room: 1, id: 2 });

test('unpublished twice ends it once', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', published)
    .told(5 * SECOND, 'videoroom', person('unpublished'), '')
    .told(5 * SECOND + 400, 'videoroom', person('unpublished'), '');
  expect(log.inShort('videoroom-publication')).toEqual(['ended told unpublished']);
});

test('is told by leaving where a polite leave unpublishes nothing', () => {
  const log = story()
    .told(2 * SECOND, 'videoroom', published)
    .told(5 * SECOND, 'videoroom', person('leaving'), '');
  expect(log.inShort('videoroom-publication')).toEqual(['ended told leaving']);
});

test('unpublished of somebody who never published is none', () => {
  const log = story().told(5 * SECOND, 'videoroom', person('unpublished'), '');
  expect(log.inShort('videoroom-publication')).toEqual([]);
});

test('ends with its PeerConnection where nothing tells', () => {
  const log = story()
    .connected(2 * SECOND)
    .told(2 * SECOND + 9, 'videoroom', published)
    .hungUp(5 * SECOND);
  expect(log.inShort('videoroom-publication')).toEqual(['ended peerconnection-close-pc']);
});

test('is not told by what is told of the next person of that id, who published nothing', () => {
  const next = (log: LivesStory): string[] =>
    log
      .attached(21 * SECOND, 'videoroom', '7700000000000002', OTHER)
      .told(22 * SECOND, 'videoroom', person('joined'), '7700000000000002', OTHER)
      .told(30 * SECOND, 'videoroom', person('leaving'), '')
      .inShort('videoroom-publication');
  const log = (): LivesStory => story().told(2 * SECOND, 'videoroom', published);
  expect(next(log().started(20 * SECOND))).toEqual(['ended server-crashed']);
  expect(next(log().handle(20 * SECOND, 'detached', ID, HANDLE))).toEqual(['ended handle-detached']);
});
