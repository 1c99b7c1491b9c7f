/** The side that answers: every request gets an answer or a refusal, whatever its handler does. */
import type { Refusal, ToAnswerer, ToCaller } from './messages.js';
import {
  Cancelled,
  Outdated,
  requestSchema,
  type Call,
  type Handlers,
  type Request,
  type Requests,
} from './requests.js';

/** Answers any of the requests; what is thrown is the refusal. */
export type Handle<R extends Requests> = (request: Request<R>, call: Call<unknown>) => unknown;

/** The handler of each request's own name. */
export const byMethod =
  <R extends Requests>(handlers: Handlers<R>): Handle<R> =>
  (request, call) => {
    const handler = handlers[request.method] as Handle<R>;
    return handler(request, call);
  };

export interface Answerer {
  /** Resolves when the message is dealt with; never rejects. */
  readonly receive: (message: ToAnswerer) => Promise<void>;
}

export function createAnswerer<R extends Requests>(
  requests: R,
  handle: Handle<R>,
  post: (message: ToCaller) => void,
): Answerer {
  const schema = requestSchema(requests);
  const running = new Map<number, AbortController>();

  const answer = async (id: number, raw: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) throw new Error('The request has the wrong shape.');
      const call: Call<unknown> = {
        news: (news) => {
          post({ type: 'news', id, news });
        },
        signal: abort.signal,
      };
      post({ type: 'answer', id, answer: await handle(parsed.data, call) });
    } catch (error) {
      post({ type: 'refused', id, ...refusalOf(error) });
    } finally {
      running.delete(id);
    }
  };

  return {
    async receive(message) {
      if (message.type === 'cancel') running.get(message.id)?.abort(new Cancelled('cancelled'));
      else await answer(message.id, message.request);
    },
  };
}

/** What a handler threw, as the other side is told it. */
export function refusalOf(error: unknown): { readonly refusal: Refusal; readonly message: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Outdated) return { refusal: 'outdated', message };
  // Node's own functions throw another class of the same name.
  return { refusal: error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'failed', message };
}
