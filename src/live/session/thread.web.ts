/** `thread.ts` where threads are web workers. */
import { speech } from '../../words/language.js';
import { thisBrowser } from './this-browser.web.js';
import type { Thread, ThreadListener } from './thread.js';
import type { LiveWorkerStart } from './worker-start.web.js';

/** As much of a web worker as is used. */
interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** Starts the bundled worker `program`, its URL. */
export function startThread(program: string, _capture: string, { message, failed }: ThreadListener): Thread {
  const { Worker } = globalThis as unknown as { readonly Worker: new (url: string) => WebWorker };
  const worker = new Worker(program);
  let over: (how: string) => void = () => undefined;
  const gone = new Promise<string>((resolve) => (over = resolve));
  // It runs on when its work is done or has failed, and tells nobody that it was ended.
  const terminate = (): void => {
    worker.terminate();
    over('terminated');
  };
  worker.onmessage = ({ data }) => {
    message(data);
  };
  worker.onerror = (event) => {
    failed(event.message ?? 'error');
    terminate();
  };
  const start: LiveWorkerStart = { live: { speech: speech(), browser: thisBrowser() } };
  worker.postMessage(start);
  return {
    post(sent) {
      worker.postMessage(sent);
    },
    end: terminate,
    terminate,
    gone,
  };
}
