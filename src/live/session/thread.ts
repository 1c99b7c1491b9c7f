/** The thread that a live session runs in, as Node has threads; `thread.web.ts` is that of browsers. */
import * as l10n from '@vscode/l10n';
import { Worker } from 'node:worker_threads';
import { speech } from '../../words/language.js';
import { releaseLockOfThread } from '../capture/capture-lock.js';

/** Enough for any source; a worker that wants more is ended, not the extension host. */
const MEMORY_MB = 512;

export interface Thread {
  post(message: unknown): void;
  /** Its work is done: it ends now, if it does not by itself. */
  end(): void;
  /** Ends it whatever it does. */
  terminate(): void;
  /** Resolves when it is gone, with how it ended. Never rejects. */
  readonly gone: Promise<string>;
}

export interface ThreadListener {
  readonly message: (message: unknown) => void;
  /** It is about to end by a fault; `why` in words. */
  readonly failed: (why: string) => void;
}

/** Starts the bundled worker `program`, its path; it writes the capture at `capture`. */
export function startThread(program: string, capture: string, { message, failed }: ThreadListener): Thread {
  const worker = new Worker(program, {
    workerData: speech(),
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  worker.on('message', message);
  worker.on('error', (error) => {
    failed(error instanceof Error ? error.message : String(error));
  });
  // It is -1 once the thread is gone.
  const { threadId } = worker;
  const gone = new Promise<string>((resolve) => {
    worker.once('exit', (code) => {
      // The lock that it may have left goes first, so that the session can be started again.
      void releaseLockOfThread(capture, threadId)
        .catch(() => {
          // Whoever starts it again hears of the lock, and which file it is.
        })
        .then(() => {
          resolve(l10n.t('exit code {0}', code));
        });
    });
  });
  return {
    post(sent) {
      worker.postMessage(sent);
    },
    end: () => undefined,
    terminate: () => void worker.terminate(),
    gone,
  };
}
