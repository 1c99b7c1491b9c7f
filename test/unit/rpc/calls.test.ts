import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createAnswerer, byMethod } from '../../../src/rpc/answerer.js';
import { createCaller, type Caller } from '../../../src/rpc/caller.js';
import { ToAnswerer, ToCaller } from '../../../src/rpc/messages.js';
import { Cancelled, Outdated, request, type Handlers } from '../../../src/rpc/requests.js';

const REQUESTS = {
  double: request({ of: z.int() }, z.int()),
  wait: request({ until: z.string() }, z.string(), z.int()),
  nothing: request({}, z.null()),
};

/** The two sides with only messages between them, as text has them. */
function connected(handlers: Partial<Handlers<typeof REQUESTS>>, timeout?: number): Caller<typeof REQUESTS> {
  const answerer = createAnswerer(REQUESTS, byMethod(handlers as Handlers<typeof REQUESTS>), (message) => {
    caller.receive(ToCaller.parse(JSON.parse(JSON.stringify(message))));
  });
  const caller = createCaller(
    REQUESTS,
    (message) => void answerer.receive(ToAnswerer.parse(JSON.parse(JSON.stringify(message)))),
    { answerer: 'The worker', ...(timeout !== undefined && { timeout }) },
  );
  return caller;
}

describe('a request', () => {
  it('gets its own answer, whatever the order', async () => {
    const open = new Map<number, (answer: number) => void>();
    const { ask } = connected({ double: ({ of }) => new Promise((resolve) => open.set(of, resolve)) });
    const both = [ask({ method: 'double', of: 1 }), ask({ method: 'double', of: 2 })];
    open.get(2)!(4);
    open.get(1)!(2);
    expect(await Promise.all(both)).toEqual([2, 4]);
  });

  it('without parameters is its name', async () => {
    expect(await connected({ nothing: () => null }).ask({ method: 'nothing' })).toBeNull();
  });

  it('of another shape is refused, and so is one that nobody knows', async () => {
    const { ask, relay } = connected({ double: ({ of }) => 2 * of });
    await expect(ask({ method: 'double', of: 1.5 })).rejects.toThrow('wrong shape');
    await expect(relay({ method: 'constructor' } as never)).rejects.toThrow('wrong shape');
  });

  it('whose handler fails is refused with its words, at once or later', async () => {
    const { ask } = connected({
      double: () => {
        throw new Error('The log has gone.');
      },
      wait: () => Promise.reject(new Error('The log has gone later.')),
    });
    await expect(ask({ method: 'double', of: 1 })).rejects.toThrow('The log has gone.');
    await expect(ask({ method: 'wait', until: 'noon' })).rejects.toThrow('The log has gone later.');
  });

  it('about what has been replaced is refused as such', async () => {
    const { ask } = connected({ double: () => Promise.reject(new Outdated('The log has changed since.')) });
    await expect(ask({ method: 'double', of: 1 })).rejects.toBeInstanceOf(Outdated);
  });

  it('tells what comes before its answer', async () => {
    const { ask } = connected({
      wait: ({ until }, { news }) => {
        for (const hour of [10, 11]) news(hour);
        return until;
      },
    });
    const told: number[] = [];
    expect(await ask({ method: 'wait', until: 'noon' }, { news: (hour) => told.push(hour) })).toBe('noon');
    expect(told).toEqual([10, 11]);
  });

  it('whose answer or news have another shape fails where it was asked', async () => {
    const { ask, relay } = connected({
      double: () => 'two' as never,
      wait: (_, { news }) => {
        news('ten' as never);
        return 'noon';
      },
    });
    await expect(ask({ method: 'double', of: 1 })).rejects.toThrow('The answer to "double" has the wrong shape.');
    await expect(ask({ method: 'wait', until: '' }, { news: () => undefined })).rejects.toThrow('The news to "wait"');
    // Whoever passes an answer on leaves it to be checked by whom it is for.
    expect(await relay({ method: 'double', of: 1 })).toBe('two');
  });

  it('is asked to end by a signal, and what that means is up to it', async () => {
    const { ask } = connected({
      wait: ({ until }, { signal }) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => {
            if (until === 'noon') resolve('so far');
            else reject(signal.reason as Error);
          });
        }),
    });
    const abort = new AbortController();
    const asked = ['noon', 'ever'].map((until) => ask({ method: 'wait', until }, { signal: abort.signal }));
    abort.abort();
    expect(await asked[0]).toBe('so far');
    await expect(asked[1]).rejects.toBeInstanceOf(Cancelled);
    await expect(ask({ method: 'wait', until: 'noon' }, { signal: abort.signal })).rejects.toBeInstanceOf(Cancelled);
  });

  it('fails when the other side is gone', async () => {
    const { ask, fail } = connected({ wait: () => new Promise(() => undefined) });
    const asked = ask({ method: 'wait', until: 'ever' });
    fail(new Error('The analysis stopped unexpectedly.'));
    await expect(asked).rejects.toThrow('stopped unexpectedly');
  });
});

describe('a request that is not answered', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('fails in time, and a late answer does no harm', async () => {
    let answer: (answer: number) => void;
    const { ask, idle } = connected({ double: () => new Promise((resolve) => (answer = resolve)) }, 1000);
    const failed = expect(ask({ method: 'double', of: 1 })).rejects.toThrow('The worker did not answer within 1 s.');
    vi.advanceTimersByTime(1000);
    await failed;
    answer!(2);
    await idle();
  });
});
