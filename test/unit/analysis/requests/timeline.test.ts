import { describe, expect, test } from 'vitest';
import { FromTimeline, MAX_TRACKS_PER_REQUEST, TIMELINE_REQUESTS } from '../../../../src/analysis/requests/timeline.js';
import { ALL_EVENTS } from '../../../../src/analysis/requests/timeline-details.js';
import { createAnswerer } from '../../../../src/rpc/answerer.js';
import type { ToCaller } from '../../../../src/rpc/messages.js';

const request = (fields: object): object => ({ type: 'request', id: 1, request: { revision: 1, ...fields } });

/** Whether the extension takes a message of the page; a request it also has to answer. */
async function isTaken(raw: unknown): Promise<boolean> {
  const message = FromTimeline.safeParse(raw);
  if (!message.success || message.data.type !== 'request') return message.success;
  const answers: ToCaller[] = [];
  await createAnswerer(
    TIMELINE_REQUESTS,
    () => null,
    (answer) => answers.push(answer),
  ).receive(message.data);
  expect(answers).toHaveLength(1);
  return answers[0]!.type === 'answer';
}

describe('a message of the timeline', () => {
  test.each<[string, unknown]>([
    ['ready', { type: 'ready' }],
    ['a request for a session', request({ method: 'detail', session: 3, names: 'display' })],
    ['a request for as many tracks as are allowed', request({ method: 'tracks', sessions: Array(200).fill(1) })],
    ['a page of all events', request({ method: 'events', session: 3, filter: ALL_EVENTS, from: 200 })],
    ['a page of statistics', request({ method: 'statistics', session: 3, from: 0, buckets: 300 })],
    ['a session as a document', { type: 'showEvents', session: 3 }],
    ['a place in the log', { type: 'open', offset: 0, length: 0, preserveFocus: true }],
    ['no selection', { type: 'selected', session: null }],
  ])('is taken: %s', async (_what, message) => {
    expect(await isTaken(message)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'ready'],
    ['an unknown type', { type: 'run', command: 'workbench.action.quit' }],
    ['a key that does not belong there', { type: 'ready', extra: 1 }],
    ['a negative session', request({ method: 'detail', session: -1, names: 'display' })],
    ['a session that is no number', request({ method: 'detail', session: '3', names: 'display' })],
    ['a fraction', { type: 'open', offset: 1.5, length: 1, preserveFocus: true }],
    ['an unsafe number', { type: 'open', offset: 2 ** 60, length: 1, preserveFocus: true }],
    ['an unknown method', request({ method: 'eval', session: 1 })],
    ['too many tracks', request({ method: 'tracks', sessions: Array(MAX_TRACKS_PER_REQUEST + 1).fill(1) })],
    ['a chart without end', request({ method: 'statistics', session: 3, from: 0, buckets: 1e6 })],
    ['a filter of another shape', request({ method: 'events', session: 3, filter: { types: 'all' }, from: 0 })],
    ['an event without length', request({ method: 'json', offset: 1, length: 0 })],
    ['a cause as long as a book', { type: 'help', cause: 'x'.repeat(100_000) }],
    ['a text to copy that is too long', { type: 'copy', text: 'x'.repeat(2 ** 24 + 1) }],
  ])('is refused: %s', async (_what, message) => {
    expect(await isTaken(message)).toBe(false);
  });
});
