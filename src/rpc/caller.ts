/** The side that asks: each request gets its answer, a refusal, or a time-out. Nothing waits for ever. */
import * as l10n from '@vscode/l10n';
import type { ToAnswerer, ToCaller } from './messages.js';
import {
  Cancelled,
  Outdated,
  type Answer,
  type Ask,
  type CallOptions,
  type Method,
  type Request,
  type Requests,
} from './requests.js';

interface Waiting {
  readonly method: string;
  /** Whether the answer goes on to somebody who checks it. */
  readonly relayed: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly news: ((news: never) => void) | undefined;
  /** Ends the time-out and the listening for a cancellation. */
  readonly release: () => void;
}

export interface Caller<R extends Requests> {
  readonly ask: Ask<R>;
  /** Asks for somebody else, who checks the answer. */
  readonly relay: (request: Request<R>) => Promise<unknown>;
  readonly receive: (message: ToCaller) => void;
  /** The other side is gone: all that waits is rejected. */
  readonly fail: (error: Error) => void;
  /** Resolves when nothing is waited for, at once if that is so. */
  readonly idle: () => Promise<void>;
}

export interface CallerOptions {
  /** Who does not answer, as the message of a time-out says it. */
  readonly answerer?: string;
  /** ms; without, a request waits until it is answered or {@link Caller.fail} is called. */
  readonly timeout?: number;
}

export function createCaller<R extends Requests>(
  requests: R,
  post: (message: ToAnswerer, moved: readonly ArrayBuffer[]) => void,
  { answerer = l10n.t('The other side'), timeout }: CallerOptions = {},
): Caller<R> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let idlers: (() => void)[] = [];

  const settle = (id: number): Waiting | undefined => {
    const entry = waiting.get(id);
    entry?.release();
    waiting.delete(id);
    if (waiting.size === 0) {
      for (const idler of idlers) idler();
      idlers = [];
    }
    return entry;
  };

  const call = (
    request: Request<R>,
    { news, signal, moved = [] }: CallOptions<never>,
    relayed: boolean,
  ): Promise<unknown> => {
    if (signal?.aborted === true) return Promise.reject(new Cancelled('cancelled'));
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      const timer =
        timeout === undefined
          ? undefined
          : setTimeout(() => {
              settle(id)?.reject(new Error(l10n.t('{0} did not answer within {1} s.', answerer, timeout / 1000)));
            }, timeout);
      const cancel = (): void => {
        post({ type: 'cancel', id }, []);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const release = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
      };
      waiting.set(id, { method: request.method, relayed, resolve, reject, news, release });
      post({ type: 'request', id, request }, moved);
    });
  };

  const checked = (method: string, what: 'answer' | 'news', value: unknown): unknown => {
    const parsed = requests[method]?.[what].safeParse(value);
    if (parsed?.success === true) return parsed.data;
    throw new Error(`The ${what} to "${method}" has the wrong shape.`);
  };

  return {
    // The answer is checked with the schema of this very method before it is resolved.
    ask: <M extends Method<R>>(request: unknown, options: unknown = {}) =>
      call(request as Request<R>, options as CallOptions<never>, false) as Promise<Answer<R, M>>,
    relay: (request) => call(request, {}, true),
    receive(message) {
      const { id } = message;
      if (message.type === 'news') {
        const entry = waiting.get(id);
        try {
          if (entry !== undefined) entry.news?.(checked(entry.method, 'news', message.news) as never);
        } catch (error) {
          settle(id)?.reject(asError(error));
        }
        return;
      }
      const entry = settle(id);
      if (entry === undefined) return;
      if (message.type === 'refused') {
        entry.reject(refusalOf(message));
        return;
      }
      try {
        entry.resolve(entry.relayed ? message.answer : checked(entry.method, 'answer', message.answer));
      } catch (error) {
        entry.reject(asError(error));
      }
    },
    fail(error) {
      for (const id of [...waiting.keys()]) settle(id)?.reject(error);
    },
    idle: () => (waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function refusalOf({ refusal, message }: Extract<ToCaller, { type: 'refused' }>): Error {
  if (refusal === 'outdated') return new Outdated(message);
  return refusal === 'cancelled' ? new Cancelled(message) : new Error(message);
}
