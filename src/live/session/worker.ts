/** Entry of a live session's worker thread: a source, and the capture it writes to. */
import { parentPort } from 'node:worker_threads';
import { Capture } from '../capture/capture.js';
import { SourceProblem, type LiveSource, type SourceState } from '../live-source.js';
import { ToLiveWorker, type CaptureSettings, type FromLiveWorker } from './messages.js';
import { sourceOf } from '../profile.js';

/** How often the host hears of the counts, ms. */
const COUNTS_EVERY = 1000;

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;

const tell = (message: FromLiveWorker): void => {
  port.postMessage(message);
};

let source: LiveSource | null = null;
let capture: Capture | null = null;
let counting: NodeJS.Timeout | undefined;
let opening: Promise<void> = Promise.resolve();
let ending: Promise<void> | null = null;

async function start(message: Extract<ToLiveWorker, { type: 'start' }>): Promise<void> {
  try {
    opening = open(message.capture);
    await opening;
    const started = await sourceOf(message.profile, message.secret);
    if (capture === null || ending !== null) return;
    source = started;
    await started.start(capture, {
      notice: (text) => {
        notice('source', text);
      },
      state(state) {
        if (state.kind === 'failed') void end(state);
        else if (state.kind !== 'stopped') tell({ type: 'state', state });
      },
    });
  } catch (error) {
    await end({ kind: 'failed', message: problemWords(error) });
  }
}

async function open(settings: CaptureSettings): Promise<void> {
  const opened = await Capture.open({
    ...settings,
    notice: (text) => {
      notice('capture', text);
    },
  });
  capture = opened;
  counting = setInterval(() => {
    tell({ type: 'counts', counts: opened.counts });
  }, COUNTS_EVERY);
}

function notice(of: 'capture' | 'source', message: string): void {
  tell({ type: 'notice', of, message });
}

/** The first reason to end is the one that is told. */
const end = (last: SourceState): Promise<void> => (ending ??= closeAll(last));

/** Frees port, connections and file, and says so; the thread ends with that. A source that still starts is stopped too. */
async function closeAll(last: SourceState): Promise<void> {
  await opening.catch(() => {
    // start() says why.
  });
  await source?.stop();
  clearInterval(counting);
  if (capture !== null) {
    try {
      await capture.close();
    } catch (error) {
      notice('capture', problemWords(error));
    }
    tell({ type: 'counts', counts: capture.counts });
  }
  tell({ type: 'state', state: last });
  port.close();
}

/** A problem of ours is in words already; any other is a fault here, said with what is known of it. */
function problemWords(error: unknown): string {
  if (error instanceof SourceProblem) return error.message;
  return `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`;
}

port.on('message', (raw: unknown) => {
  const message = ToLiveWorker.parse(raw);
  if (message.type === 'start') void start(message);
  else void end({ kind: 'stopped' });
});
