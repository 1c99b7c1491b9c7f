/** How a session stands, as lists and lanes tell it. */
import type { Outcome } from '../words/outcomes.js';
import type { Session } from './model.js';
import { CAUSES, STATES, type SessionTable } from './session-table.js';

export function outcomeOf({ flagged, state, cause }: Pick<Session, 'flagged' | 'state' | 'cause'>): Outcome {
  if (flagged) return 'silent';
  if (state === 'open') return 'open';
  if (state === 'undecidable') return 'unknown';
  return cause === 'timeout' ? 'timeout' : 'destroyed';
}

/** The outcome of the session at an index of the table. */
export function outcomeAt({ flagged, state, cause }: SessionTable, index: number): Outcome {
  return outcomeOf({
    flagged: flagged[index] === 1,
    state: STATES[state[index]!]!,
    cause: CAUSES[cause[index]!] ?? null,
  });
}
