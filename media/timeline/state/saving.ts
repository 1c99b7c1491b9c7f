/** Keeps the page's state for the next time it is shown. */
import type { WebviewApi } from '../data/host.js';
import type { ViewState } from './view-state.js';

const SAVE_MS = 200;

/** Returns what saves soon. Further changes do not put it off: a log that grows changes the picture all the time. */
export function createSaving(api: WebviewApi, state: ViewState): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    api.setState(state);
  };
  window.addEventListener('pagehide', () => {
    if (waiting !== undefined) save();
  });
  return () => {
    waiting ??= setTimeout(save, SAVE_MS);
  };
}
