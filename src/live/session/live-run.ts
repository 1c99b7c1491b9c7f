/** What a live session's worker does: a source, and the capture it writes to. */
import * as l10n from '@vscode/l10n';
import { byMethod, createAnswerer } from '../../rpc/answerer.js';
import { ToAnswerer, type ToCaller } from '../../rpc/messages.js';
import type { Call } from '../../rpc/requests.js';
import { SourceProblem, type EventSink, type LiveSource } from '../live-source.js';
import { sourceOf } from '../profile.js';
import {
  LIVE_REQUESTS,
  type CaptureSettings,
  type LastState,
  type LiveCounts,
  type LiveNews,
  type LiveRequests,
  type LiveRun,
} from './messages.js';

/** How often the host hears of the counts, ms. */
const COUNTS_EVERY = 1000;

/** A capture that is open. */
export interface OpenCapture extends EventSink {
  readonly counts: LiveCounts;
  /** Resolves when everything taken is kept; rejects with a `SourceProblem` where it is not. */
  close(): Promise<unknown>;
}

export interface CaptureHost {
  /** Tells what a person should know. */
  readonly notice: (message: string) => void;
  /** So many lines more, where the window keeps them. */
  readonly captured: (lines: Uint8Array) => void;
  /** Ends the session: no more can be kept. */
  readonly full: (message: string) => void;
}

/** Opens a capture; rejects with a `SourceProblem` where that cannot be. */
export type OpensCapture = (settings: CaptureSettings, host: CaptureHost) => Promise<OpenCapture>;

/** Runs a session until it is stopped or fails; then port, connections and file are free. */
async function run(
  openCapture: OpensCapture,
  { profile, secret, capture: settings }: LiveRun,
  { news, signal }: Call<LiveNews>,
): Promise<LastState> {
  const notice =
    (of: 'capture' | 'source') =>
    (message: string): void => {
      news({ type: 'notice', of, message });
    };
  let over = false;
  let end: (last: LastState) => void = () => undefined;
  /** The first reason to end is the one that is told. */
  const ended = new Promise<LastState>((resolve) => {
    end = (last) => {
      over = true;
      resolve(last);
    };
  });
  signal.addEventListener('abort', () => {
    end({ kind: 'stopped' });
  });

  let source: LiveSource | null = null;
  const opening = openCapture(settings, {
    notice: notice('capture'),
    captured(lines) {
      news({ type: 'captured', lines });
    },
    full(message) {
      end({ kind: 'failed', message });
    },
  });
  const start = async (): Promise<void> => {
    const capture = await opening;
    const made = await sourceOf(profile, secret);
    if (over) return;
    source = made;
    await made.start(capture, {
      notice: notice('source'),
      state(state) {
        if (state.kind === 'failed') end(state);
        else if (state.kind !== 'stopped') news({ type: 'state', state });
      },
    });
  };
  start().catch((error: unknown) => {
    end({ kind: 'failed', message: problemWords(error) });
  });

  const capture = await opening.catch(() => {
    // start() says why.
    return null;
  });
  const tellCounts = (): void => {
    if (capture !== null) news({ type: 'counts', counts: capture.counts });
  };
  const counting = setInterval(tellCounts, COUNTS_EVERY);
  const last = await ended;
  // A source that still starts is stopped too.
  await (source as LiveSource | null)?.stop();
  clearInterval(counting);
  await capture?.close().catch((error: unknown) => {
    notice('capture')(problemWords(error));
  });
  tellCounts();
  return last;
}

/** A problem of ours is in words already; any other is a fault here, said with what is known of it. */
function problemWords(error: unknown): string {
  if (error instanceof SourceProblem) return error.message;
  return l10n.t('Something unexpected went wrong: {0}', error instanceof Error ? error.message : String(error));
}

/** Answers the requests that come to a worker. What is returned takes its messages. */
export function answerLive(openCapture: OpensCapture, post: (message: ToCaller) => void): (message: unknown) => void {
  const handlers = { run: (request: LiveRun, call: Call<LiveNews>) => run(openCapture, request, call) };
  const answerer = createAnswerer(LIVE_REQUESTS, byMethod<LiveRequests>(handlers), post);
  return (message) => void answerer.receive(ToAnswerer.parse(message));
}
