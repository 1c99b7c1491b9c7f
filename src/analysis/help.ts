import type { Cause } from '../sessions/model.js';

/** Where the project lives; the pages about causes are part of its documentation. */
export const HOME = 'https://github.com/janus-event-inspector/janus-event-inspector';

/** The section of the README that explains why a session is flagged. */
export const helpPage = (cause: Cause): string => `${HOME}#${cause}`;
