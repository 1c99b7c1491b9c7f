/** What a server's events prove to have been lost. */
import type { EventPlace } from '../../events/event-table.js';

/** How often connections were connected twice without an end between on one server, and where first. */
export interface ConnectedAgain {
  count: number;
  first: EventPlace | null;
}

/** A count that is smaller than the number of sessions that seem open. */
export interface Miscount {
  readonly place: EventPlace;
  readonly at: number;
  readonly counted: number;
  readonly seemed: number;
}

/** A time without heartbeat, though the server did not start again. */
export interface Gap {
  /** The heartbeat that ends it. */
  readonly place: EventPlace;
  readonly from: number;
  readonly to: number;
}

/** What one server's events prove. */
export interface Losses {
  readonly again: ConnectedAgain;
  /** Events of type 1 or 2 without session: how many, and the first. */
  readonly nameless: { readonly count: number; readonly first: EventPlace | null };
  /** The last count that is too small. */
  readonly miscount: Miscount | null;
  /** The last gap after which the count does not show that every session is still there. */
  readonly gap: Gap | null;
  /** Of all gaps the longest one, and how many there are. */
  readonly longest: Gap | null;
  readonly gaps: number;
  /** When sessions were first seen, in order, µs, whose `created` is lost: of those that began after a `started`. */
  readonly uncreated: Float64Array;
}
