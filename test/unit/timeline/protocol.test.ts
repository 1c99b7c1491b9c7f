import { describe, expect, test } from 'vitest';
import { FromTimeline, MAX_TRACKS_PER_REQUEST } from '../../../src/analysis/timeline.js';

const request = (fields: object): object => ({ type: 'request', id: 1, request: { revision: 1, ...fields } });

describe('a message of the timeline', () => {
  test.each<[string, unknown]>([
    ['ready', { type: 'ready' }],
    ['a request for a session', request({ method: 'detail', session: 3 })],
    ['a request for as many tracks as are allowed', request({ method: 'tracks', sessions: Array(200).fill(1) })],
    ['a place in the log', { type: 'open', offset: 0, length: 0, preserveFocus: true }],
    ['no selection', { type: 'selected', session: null }],
  ])('is taken: %s', (_what, message) => {
    expect(FromTimeline.safeParse(message).success).toBe(true);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'ready'],
    ['an unknown type', { type: 'run', command: 'workbench.action.quit' }],
    ['a key that does not belong there', { type: 'ready', extra: 1 }],
    ['a negative session', request({ method: 'detail', session: -1 })],
    ['a session that is no number', request({ method: 'detail', session: '3' })],
    ['a fraction', { type: 'open', offset: 1.5, length: 1, preserveFocus: true }],
    ['an unsafe number', { type: 'open', offset: 2 ** 60, length: 1, preserveFocus: true }],
    ['an unknown method', request({ method: 'eval', session: 1 })],
    ['too many tracks', request({ method: 'tracks', sessions: Array(MAX_TRACKS_PER_REQUEST + 1).fill(1) })],
    ['an event without length', request({ method: 'json', offset: 1, length: 0 })],
    ['a cause as long as a book', { type: 'help', cause: 'x'.repeat(100_000) }],
    ['a text to copy that is too long', { type: 'copy', text: 'x'.repeat(2 ** 21) }],
  ])('is refused: %s', (_what, message) => {
    expect(FromTimeline.safeParse(message).success).toBe(false);
  });
});
