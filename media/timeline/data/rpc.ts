/** Requests to the extension: each gets its answer, a refusal, or a time-out. Nothing waits for ever. */
import * as l10n from '@vscode/l10n';
import { type FromTimeline, TIMELINE_REQUESTS } from '../../../src/analysis/requests/timeline.js';
import { type Caller, createCaller } from '../../../src/rpc/caller.js';

export { Outdated } from '../../../src/rpc/requests.js';

const REQUEST_TIMEOUT_MS = 15_000;

export type Rpc = Caller<typeof TIMELINE_REQUESTS>;

export const createRpc = (post: (message: FromTimeline) => void): Rpc =>
  createCaller(TIMELINE_REQUESTS, post, { answerer: l10n.t('The extension'), timeout: REQUEST_TIMEOUT_MS });
