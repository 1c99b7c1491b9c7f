/** Requests whose events do not get into the capture: their senders must see that, and a person must hear of it. */
import { expect, test, vi } from 'vitest';
import { HttpSource } from '../../../../src/live/http-and-websocket/http-source.js';
import { SourceProblem } from '../../../../src/live/live-source.js';
import { event } from '../events.js';
import { running } from '../listening.js';
import { LOCAL, post } from './posts.js';

vi.mock(import('../../../../src/live/net/limits.js'), async (original) => ({
  ...(await original()),
  WAIT_TIME: 0 as never,
  STOP_TIME: 3_600_000 as never,
}));

test('a request that waited in vain is dropped, and told of', async () => {
  const take = (): Promise<never> => Promise.reject(new SourceProblem('The disk is full.'));
  const live = await running(new HttpSource(LOCAL), () => ({ take }));
  await expect(post(live, event(1))).rejects.toThrow(/socket hang up|ECONNRESET/);
  await expect(post(live, event(2))).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(live.notices).toEqual([
    'Events from 127.0.0.1 could not be written and were not acknowledged. Janus sends them again for about a minute; then they are lost.',
  ]);
  await live.stop();
  expect(live.notices[1]).toContain('(1 more of these since the last notice.)');
});
