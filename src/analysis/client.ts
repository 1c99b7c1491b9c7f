/** The extension host's end of an analysis that runs in a thread of its own. */
import * as l10n from '@vscode/l10n';
import { createCaller } from '../rpc/caller.js';
import { ToCaller, type ToAnswerer } from '../rpc/messages.js';
import { Cancelled } from '../rpc/requests.js';
import { ANALYSIS_REQUESTS, type AnalysisClient } from './requests/api.js';
import type { IndexPlace } from './index-on-disk/log-index.js';
import type { Zone } from '../words/clocks.js';
import { speech } from '../words/language.js';
import { startThread, type Thread } from './thread.js';
import type { WorkerStart } from './worker-start.js';
import type { TimelineRequest } from './requests/timeline.js';

/** An analysis that also answers the timeline's page. */
export interface AnalysisThread extends AnalysisClient {
  /** Passes on what the page asks; the page checks the answer. */
  readonly relay: (request: TimelineRequest) => Promise<unknown>;
}

/**
 * An analysis in a thread of its own; `program` is the bundled worker, see `startThread()`, `index` where logs that
 * were read are kept. The thread starts with the first run and ends with `dispose`. Should it die, what was asked is
 * answered with an error and the next run starts another.
 */
export function createAnalysisThread(
  program: string,
  index: IndexPlace | null = null,
  zone: () => Zone = () => 'utc',
): AnalysisThread {
  let thread: Thread | null = null;
  const post = (message: ToAnswerer, moved: readonly ArrayBuffer[]): void => {
    thread?.post(message, moved);
  };
  const { ask, relay, receive, fail } = createCaller(ANALYSIS_REQUESTS, post);

  const start = (): Thread => {
    const given: WorkerStart = { speech: speech(), index, zone: zone() };
    const started = startThread(program, given, {
      message(message) {
        receive(ToCaller.parse(message));
      },
      died(why) {
        if (thread !== started) return;
        thread = null;
        fail(new Error(l10n.t('The analysis stopped unexpectedly ({0}). Reload the log to try again.', why)));
      },
    });
    return started;
  };

  /** What is asked before the first run has nobody to answer it. */
  const there = (method: string): boolean => {
    if (method === 'run') thread ??= start();
    return thread !== null;
  };
  const nothingYet = (): Promise<never> => Promise.reject(new Error(l10n.t('The log has not been analysed yet.')));

  return {
    ask: (request, options) => (there(request.method) ? ask(request, options) : nothingYet()),
    relay: (request) => (there(request.method) ? relay(request) : nothingYet()),
    dispose() {
      const last = thread;
      thread = null;
      fail(new Cancelled('closed'));
      last?.end();
    },
  };
}
