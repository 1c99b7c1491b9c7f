/** The extension host's end of an analysis that runs in a worker thread. */
import * as l10n from '@vscode/l10n';
import { Worker } from 'node:worker_threads';
import { createCaller } from '../rpc/caller.js';
import { ToCaller, type ToAnswerer } from '../rpc/messages.js';
import { Cancelled } from '../rpc/requests.js';
import { ANALYSIS_REQUESTS, type AnalysisClient } from './requests/api.js';
import type { IndexPlace } from './index-on-disk/log-index.js';
import type { Zone } from '../words/clocks.js';
import { speech, type Speech } from '../words/language.js';
import type { TimelineRequest } from './requests/timeline.js';

/** An analysis that also answers the timeline's page. */
export interface AnalysisThread extends AnalysisClient {
  /** Passes on what the page asks; the page checks the answer. */
  readonly relay: (request: TimelineRequest) => Promise<unknown>;
}

/** Given to the thread when it starts. */
export interface WorkerStart {
  readonly speech: Speech | null;
  /** Where logs that were read are kept; null: nowhere. */
  readonly index: IndexPlace | null;
  /** How sentences tell times, until another clock is asked for. */
  readonly zone: Zone;
}

/**
 * An analysis in a thread of its own; `workerPath` is the bundled worker, `index` where logs that were read are kept. The thread starts with the first run and ends
 * with `dispose`. Should it die, what was asked is answered with an error and the next run starts another.
 */
export function createAnalysisThread(
  workerPath: string,
  index: IndexPlace | null = null,
  zone: () => Zone = () => 'utc',
): AnalysisThread {
  let worker: Worker | null = null;
  const post = (message: ToAnswerer, moved: readonly ArrayBuffer[]): void => {
    worker?.postMessage(message, [...moved]);
  };
  const { ask, relay, receive, fail } = createCaller(ANALYSIS_REQUESTS, post);

  const start = (): Worker => {
    const workerData: WorkerStart = { speech: speech(), index, zone: zone() };
    const started = new Worker(workerPath, { workerData });
    const died = (why: string): void => {
      if (worker !== started) return;
      worker = null;
      fail(new Error(l10n.t('The analysis stopped unexpectedly ({0}). Reload the log to try again.', why)));
    };
    started.on('message', (message: unknown) => {
      receive(ToCaller.parse(message));
    });
    started.on('error', (error) => {
      died(error instanceof Error ? error.message : String(error));
    });
    started.on('exit', (code) => {
      died(l10n.t('exit code {0}', code));
    });
    started.unref();
    return started;
  };

  /** What is asked before the first run has nobody to answer it. */
  const there = (method: string): boolean => {
    if (method === 'run') worker ??= start();
    return worker !== null;
  };
  const nothingYet = (): Promise<never> => Promise.reject(new Error(l10n.t('The log has not been analysed yet.')));

  return {
    ask: (request, options) => (there(request.method) ? ask(request, options) : nothingYet()),
    relay: (request) => (there(request.method) ? relay(request) : nothingYet()),
    dispose() {
      const last = worker;
      worker = null;
      fail(new Cancelled('closed'));
      void last?.terminate();
    },
  };
}
