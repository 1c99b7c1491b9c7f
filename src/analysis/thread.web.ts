/** `thread.ts` where threads are web workers. */
import type { Thread, ThreadListener } from './thread.js';

/** As much of a web worker as is used. */
interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: unknown, moved?: readonly ArrayBuffer[]): void;
  terminate(): void;
}

export function startThread(program: string, start: unknown, { message, died }: ThreadListener): Thread {
  const { Worker } = globalThis as unknown as { readonly Worker: new (url: string) => WebWorker };
  const worker = new Worker(program);
  worker.onmessage = ({ data }) => {
    message(data);
  };
  worker.onerror = (event) => {
    // A thread of Node ends with an error, a web worker runs on.
    worker.terminate();
    died(event.message ?? 'error');
  };
  worker.postMessage(start);
  return {
    post(sent, moved) {
      worker.postMessage(sent, moved);
    },
    end() {
      worker.terminate();
    },
  };
}
