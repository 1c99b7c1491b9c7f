import { afterAll, describe, it } from 'vitest';
import { logOf } from '../sample-log.js';
import { thePage } from '../the-page.js';

const { built, withPage } = await thePage();

const capture = await logOf(built.worker);
const outside = await logOf(built.worker, {
  emitter: 'janus',
  type: 256,
  timestamp: 1795417200000000,
  event: { status: 'started' },
});

afterAll(() => {
  capture.dispose();
  outside.dispose();
});

describe('in the place of lanes stands', () => {
  it('what will come, as long as a capture is empty', () =>
    withPage(capture, async (page) => {
      await page.getByText('events.jsonl holds no Janus events so far.').waitFor();
      await page.getByText('Sessions appear here as soon as their events are written.').waitFor();
    }));

  it('what the event handler has to subscribe to, where no event belongs to a session', () =>
    withPage(outside, async (page) => {
      await page.getByText('events.jsonl has Janus events, but none of them belongs to a session.').waitFor();
      await page.getByText('Sessions appear when the event handler subscribes').waitFor();
    }));
});
