/**
 * A client over HTTP, or the Admin API, detaches handles of a session that goes on, just when a connection goes: a session
 * that was claimed over HTTP loses its old connection without harm.
 */
import { ASKED_WINDOW } from '../servers/http-requests.js';
import type { Disconnect, Server } from '../servers/server.js';

/** Handles that detach this soon went with the connection: nobody who has seen it close asks so fast, µs. */
const AT_ONCE = 1_000;
/** Nor does anybody send a request that soon, µs (0.7 ms seen). */
const QUICKEST_REQUEST = 500;
/** After a drop handles detach within this, mostly, µs. */
export const SOON = 3_000;
/** Handles that detach later than this, just after somebody asked for it, did not go with the connection, µs. */
export const LATE = 150_000;
/** What a request asks for is mostly told no sooner than this, µs. */
const USUALLY_DONE = 500;
/** A request falls into the moment of a drop by chance, when this many are to be expected in it. */
const BY_CHANCE = 0.02;
const SECOND = 1_000_000;

/**
 * Whether handles that detached behind a connection's end, at `times` in order, did so because somebody asked for it over
 * HTTP. Each `detached` needs a request of its own behind the connection's end, and requests must be so rare that none
 * would be there by chance.
 */
export function askedFor(gone: Disconnect, times: readonly number[], { requests }: Server): 'yes' | 'maybe' | 'no' {
  const first = times[0]!;
  const late = first - gone.at;
  if (late <= AT_ONCE || !requests.canHaveAsked(times, gone.at + QUICKEST_REQUEST, 'all')) return 'no';
  if (late > LATE) return 'yes';
  // Later than most drops, the request may be the nearer cause: what counts is whether one is that near by chance.
  const span = late > SOON ? Math.min(SOON, Math.max(USUALLY_DONE, requests.lastBefore(first))) : late;
  if ((requests.inSecondBefore(gone.at) * span) / SECOND > BY_CHANCE) return 'no';
  // Where others are served at this very moment, one more request is no wonder.
  const byOthers = (requests.ofOthersBefore(first) * span) / ASKED_WINDOW;
  if (byOthers > 2 * BY_CHANCE) return 'no';
  return late > SOON && byOthers <= BY_CHANCE ? 'yes' : 'maybe';
}
