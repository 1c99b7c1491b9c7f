import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRpc } from '../../../../media/timeline/data/rpc.js';
import type { FromTimeline } from '../../../../src/analysis/timeline.js';

const JSON_REQUEST = { method: 'json', revision: 1, offset: 0, length: 10 } as const;

describe('requests', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const posted: FromTimeline[] = [];
  const rpcOf = (): ReturnType<typeof createRpc> => createRpc((message) => posted.push(message), 1000);
  const lastId = (): number => {
    const message = posted.at(-1);
    return message?.type === 'request' ? message.id : -1;
  };

  it('resolve with their own answer, whatever the order', async () => {
    const rpc = rpcOf();
    const first = rpc.request(JSON_REQUEST);
    const firstId = lastId();
    const second = rpc.request(JSON_REQUEST);
    rpc.answered(lastId(), 'two');
    rpc.answered(firstId, 'one');
    expect(await Promise.all([first, second])).toEqual(['one', 'two']);
  });

  it('fail with the words of a refusal', async () => {
    const rpc = rpcOf();
    const asked = rpc.request(JSON_REQUEST);
    rpc.refused(lastId(), 'The log has gone.', false);
    await expect(asked).rejects.toThrow('The log has gone.');
  });

  it('fail when no answer comes, and a late one does no harm', async () => {
    const rpc = rpcOf();
    const asked = rpc.request(JSON_REQUEST);
    const failed = expect(asked).rejects.toThrow('did not answer within 1 s');
    vi.advanceTimersByTime(1000);
    await failed;
    rpc.answered(lastId(), 'late');
  });

  it('fail when the answer has another shape', async () => {
    const rpc = rpcOf();
    const asked = rpc.request({ method: 'tracks', revision: 1, sessions: [1] });
    rpc.answered(lastId(), [{ session: 'one' }]);
    await expect(asked).rejects.toThrow('wrong shape');
  });
});
