/** Requests to the extension: each gets its answer, a refusal, or a time-out. Nothing waits for ever. */
import {
  type FromTimeline,
  TimelineAnswer,
  type TimelineAnswers,
  type TimelineRequest,
} from '../../../src/analysis/timeline.js';

export const REQUEST_TIMEOUT_MS = 15_000;

/** The request was about an earlier analysis of the log: nothing is wrong, a newer one is on its way. */
export class Outdated extends Error {
  override readonly name = 'Outdated';
}

type Method = TimelineRequest['method'];
type RequestOf<M extends Method> = Extract<TimelineRequest, { method: M }>;

interface Waiting {
  readonly method: Method;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export interface Rpc {
  /** Rejects with an `Error` whose message is fit to be shown. */
  request<M extends Method>(request: RequestOf<M>): Promise<TimelineAnswers[M]>;
  answered(id: number, answer: unknown): void;
  refused(id: number, message: string, outdated: boolean): void;
  /** Resolves when nothing is waited for, at once if that is so. */
  idle(): Promise<void>;
}

export function createRpc(post: (message: FromTimeline) => void, timeoutMs = REQUEST_TIMEOUT_MS): Rpc {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let idlers: (() => void)[] = [];
  const settle = (id: number): Waiting | undefined => {
    const entry = waiting.get(id);
    if (entry !== undefined) clearTimeout(entry.timer);
    waiting.delete(id);
    if (waiting.size === 0) {
      for (const idler of idlers) idler();
      idlers = [];
    }
    return entry;
  };
  return {
    request<M extends Method>(request: RequestOf<M>): Promise<TimelineAnswers[M]> {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          settle(id)?.reject(new Error(`The extension did not answer within ${timeoutMs / 1000} s.`));
        }, timeoutMs);
        // The answer is parsed with the schema of this very method before it is resolved.
        waiting.set(id, { method: request.method, resolve: resolve as (answer: unknown) => void, reject, timer });
        post({ type: 'request', id, request });
      });
    },
    answered(id, answer) {
      const entry = settle(id);
      if (entry === undefined) return;
      const parsed = TimelineAnswer[entry.method].safeParse(answer);
      if (parsed.success) entry.resolve(parsed.data);
      else entry.reject(new Error(`The answer to "${entry.method}" has the wrong shape.`));
    },
    refused(id, message, outdated) {
      settle(id)?.reject(outdated ? new Outdated(message) : new Error(message));
    },
    idle: () => (waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
