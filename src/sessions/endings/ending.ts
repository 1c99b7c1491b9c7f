/** How one life stands: what the rules of this folder answer. */
import type { Cause, Certainty, SessionEventName, SessionState } from '../model.js';
import type { Disconnect, Moment } from '../servers/server.js';

/** How one life stands; events are numbers in the event table. */
export interface Ending {
  readonly state: SessionState;
  readonly flagged: boolean;
  readonly cause: Cause | null;
  readonly sessionEvent: SessionEventName | null;
  readonly trigger: 'transport-gone' | null;
  readonly certainty: Certainty | null;
  readonly at: number | null;
  /** The event that decided. */
  readonly event: number | null;
  /** `disconnected` of the connection that ended it, for `destroyed` as well. */
  readonly disconnect: Disconnect | null;
  /** Which rule of `transport-gone` it was, for the wording. */
  readonly rule: 'own-connection' | 'no-handle' | 'claimed' | null;
  /** Why it cannot be told, for undecidable sessions; `lost-since` also why a flagged one is no more than probable. */
  readonly doubt:
    | 'sessions-masked'
    | 'damage'
    | 'cut-head'
    | 'clock'
    | 'young-start'
    | 'which-run'
    | 'which-server'
    | 'two-clocks'
    | 'shared-id'
    | 'rounded-id'
    | 'masked-id'
    | 'drop-untold'
    | 'asked-for'
    | 'late-detach'
    | 'unknown-connection'
    | 'busy-connection'
    | 'handles-masked'
    | 'handles-only'
    | 'handles-let-go'
    | 'connected-again'
    | 'miscount'
    | 'nameless'
    | 'gap'
    | 'lost-since'
    | null;
  /** Open, but seems to end just now: what decides may still be on its way to a log that is being followed. */
  readonly pending: { readonly cause: Cause; readonly at: number; readonly transport: string | null } | null;
}

/** It goes on: what every other ending changes. */
export const OPEN: Ending = {
  state: 'open',
  flagged: false,
  cause: null,
  sessionEvent: null,
  trigger: null,
  certainty: null,
  at: null,
  event: null,
  disconnect: null,
  rule: null,
  doubt: null,
  pending: null,
};

export const undecidable = (doubt: NonNullable<Ending['doubt']>, more: Partial<Ending> = {}): Ending => ({
  ...OPEN,
  state: 'undecidable',
  doubt,
  ...more,
});

export const silent = (
  cause: Cause,
  certainty: Certainty,
  { event, at }: Moment,
  more: Partial<Ending> = {},
): Ending => ({
  ...OPEN,
  state: 'ended',
  flagged: true,
  cause,
  certainty,
  event,
  at,
  ...more,
});
