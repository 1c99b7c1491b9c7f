/** The thread that an analysis runs in, as Node has threads; `thread.web.ts` is that of browsers. */
import * as l10n from '@vscode/l10n';
import { Worker } from 'node:worker_threads';

export interface Thread {
  post(message: unknown, moved: readonly ArrayBuffer[]): void;
  end(): void;
}

export interface ThreadListener {
  readonly message: (message: unknown) => void;
  /** It has ended, which nobody had asked it to; `why` in words. */
  readonly died: (why: string) => void;
}

/** Starts the bundled worker `program`, its path, in a browser its URL; `workerData` is what it is given at its start. */
export function startThread(program: string, workerData: unknown, { message, died }: ThreadListener): Thread {
  const worker = new Worker(program, { workerData });
  worker.on('message', message);
  worker.on('error', (error) => {
    died(error instanceof Error ? error.message : String(error));
  });
  worker.on('exit', (code) => {
    died(l10n.t('exit code {0}', code));
  });
  worker.unref();
  return {
    post(sent, moved) {
      worker.postMessage(sent, [...moved]);
    },
    end: () => void worker.terminate(),
  };
}
