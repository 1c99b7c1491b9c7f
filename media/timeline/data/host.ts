/** The page's side of the protocol: what comes in is checked, what goes out is typed. */
import * as z from 'zod/mini';
import { type FromTimeline, ToTimeline } from '../../../src/analysis/requests/timeline.js';

// Compiling validators needs `new Function`, which the page's Content-Security-Policy forbids.
z.config({ jitless: true });

export interface WebviewApi {
  postMessage(message: FromTimeline): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Given by VS Code, once per page. */
  function acquireVsCodeApi(): WebviewApi;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Calls back for each message of the right shape; any other is refused and reported to the extension. */
export function onHostMessage(api: WebviewApi, handle: (message: ToTimeline) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const parsed = ToTimeline.safeParse(event.data);
    if (!parsed.success) {
      reportProblem(api, `Refused a message of the wrong shape: ${z.prettifyError(parsed.error)}`);
      return;
    }
    const message = parsed.data;
    try {
      handle(message);
    } catch (error) {
      reportProblem(api, `Could not handle "${message.type}": ${describe(error)}`);
    }
  });
}

export function reportProblem(api: WebviewApi, message: string): void {
  api.postMessage({ type: 'problem', message: message.slice(0, 4096) });
}

/** Errors nobody caught go to the extension's output channel, not only to a console nobody sees. */
export function reportUncaught(api: WebviewApi): void {
  window.addEventListener('error', (event) => reportProblem(api, event.message));
  window.addEventListener('unhandledrejection', (event) => reportProblem(api, describe(event.reason)));
}
