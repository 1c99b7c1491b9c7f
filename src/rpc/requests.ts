/**
 * Requests between two sides that only exchange messages: page, extension host, worker threads. A request is named once,
 * with the schema of its parameters, of its answer, and of what is told while it is worked on. The side that receives
 * checks: the parameters where they are answered, the answer where it was asked for.
 *
 * The libraries there are for this (comlink, birpc, vscode-messenger) type the calls and check nothing at the receiving end;
 * none tells an outdated request from one that failed. What would be left for them to do is a map of waiting promises.
 */
import * as z from 'zod/mini';

type Shape = Readonly<Record<string, z.ZodMiniType>>;

export interface RequestSchema<
  P extends Shape = Shape,
  A extends z.ZodMiniType = z.ZodMiniType,
  N extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly params: P;
  readonly answer: A;
  readonly news: N;
}

/** @param news what is told before the answer, as often as there is something; nothing where it is left out */
export function request<P extends Shape, A extends z.ZodMiniType, N extends z.ZodMiniType = z.ZodMiniNever>(
  params: P,
  answer: A,
  news?: N,
): RequestSchema<P, A, N> {
  return { params, answer, news: news ?? (z.never() as z.ZodMiniType as N) };
}

/** The requests one side answers, by name. */
export type Requests = Readonly<Record<string, RequestSchema>>;

export type Method<R extends Requests> = keyof R & string;
type Params<R extends Requests, M extends Method<R>> = {
  [K in M]: { readonly [P in keyof R[K]['params']]: z.output<R[K]['params'][P]> };
}[M];
export type Answer<R extends Requests, M extends Method<R>> = z.output<R[M]['answer']>;
export type News<R extends Requests, M extends Method<R>> = z.output<R[M]['news']>;

/** A request as it is written down: its name, and its parameters beside it. */
export type Request<R extends Requests, M extends Method<R> = Method<R>> = {
  [K in M]: { readonly method: K } & Params<R, K>;
}[M];

/** The same where the name is to be inferred from what is passed. */
export type RequestNamed<R extends Requests, M extends Method<R>> = { readonly method: M } & Params<R, M>;

/** The schema of all of them. */
export function requestSchema<R extends Requests>(requests: R): z.ZodMiniType<Request<R>> {
  const schemas = Object.entries(requests).map(([method, { params }]) =>
    z.strictObject({ method: z.literal(method), ...params }),
  );
  const [first, ...others] = schemas;
  if (first === undefined) throw new Error('There are no requests.');
  return z.discriminatedUnion('method', [first, ...others]) as unknown as z.ZodMiniType<Request<R>>;
}

/** What whoever asks can do while it waits. */
export interface CallOptions<N> {
  /** Takes what is told before the answer. */
  readonly news?: (news: N) => void;
  /** Asks for an end. The answer still comes, or a refusal: what that means is the request's own. */
  readonly signal?: AbortSignal;
  /** Memory of the parameters that is handed over, not copied. */
  readonly moved?: readonly ArrayBuffer[];
}

/** Asks the other side. Rejects with {@link Outdated}, {@link Cancelled}, or an `Error` whose message is fit to be shown. */
export type Ask<R extends Requests> = <M extends Method<R>>(
  request: RequestNamed<R, M>,
  options?: CallOptions<News<R, M>>,
) => Promise<Answer<R, M>>;

/** What whoever answers has beside the request. */
export interface Call<N> {
  readonly news: (news: N) => void;
  readonly signal: AbortSignal;
}

/** Answers each request. What is thrown is the refusal. */
export type Handlers<R extends Requests> = {
  readonly [M in Method<R>]: (request: Request<R, M>, call: Call<News<R, M>>) => Answer<R, M> | Promise<Answer<R, M>>;
};

/** The request is about what has been replaced since: nothing is wrong, and who asked hears of what there is now. */
export class Outdated extends Error {
  override readonly name = 'Outdated';
}

/** The request was taken back: nothing to tell anybody. */
export class Cancelled extends Error {
  override readonly name = 'AbortError';
}
