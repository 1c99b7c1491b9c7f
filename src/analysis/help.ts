import type { Cause } from '../sessions/model.js';

/** Where the project lives; the pages about causes are part of its documentation. */
export const HOME = 'https://github.com/janus-event-inspector/janus-event-inspector';

/** The page that explains why a session is flagged. */
export const helpPage = (cause: Cause): string => `${HOME}/blob/main/docs/causes/${cause}.md`;
