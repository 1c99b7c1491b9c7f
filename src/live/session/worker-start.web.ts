import type { Speech } from '../../words/language.js';

/** What the web worker of a live session is given when it starts. */
export interface LiveWorkerStart {
  readonly live: {
    readonly speech: Speech | null;
    /** See `knowBrowser()`. */
    readonly browser: string;
  };
}
