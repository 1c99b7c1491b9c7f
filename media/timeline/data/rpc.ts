/** Requests to the extension: each gets its answer, a refusal, or a time-out. Nothing waits for ever. */
import { type FromTimeline, TIMELINE_REQUESTS } from '../../../src/analysis/timeline.js';
import { type Caller, createCaller } from '../../../src/rpc/caller.js';

export { Outdated } from '../../../src/rpc/requests.js';

export const REQUEST_TIMEOUT_MS = 15_000;

export type Rpc = Caller<typeof TIMELINE_REQUESTS>;

export const createRpc = (post: (message: FromTimeline) => void): Rpc =>
  createCaller(TIMELINE_REQUESTS, post, { answerer: 'The extension', timeout: REQUEST_TIMEOUT_MS });
