/** The rows of the event table, fetched by pages when they are looked at and kept within bounds. No DOM. */
import {
  EVENTS_PER_PAGE,
  type EventFilter,
  type EventPage,
  type EventRow,
} from '../../../../src/analysis/requests/timeline-details.js';

/** Pages kept; those looked at longest ago go first. */
const KEPT = 40;

export interface EventPages {
  /** Rows that pass the filter, once the first page has told. */
  readonly total: number | null;
  readonly counts: EventPage['counts'];
  readonly failure: string | null;
  /** Events that were not looked at for the text of the filter. */
  readonly unsearched: number;
  get(index: number): EventRow | undefined;
  /** Asks for the rows from `first` to `last` that are missing. */
  want(first: number, last: number): void;
  /** The row, when it has come; undefined beyond the end, or when it cannot be had. */
  row(index: number): Promise<EventRow | undefined>;
  /** Asks again for what failed. */
  retry(): void;
  /** Nothing more is asked for or told. */
  close(): void;
}

/**
 * @param load    asks for the page that begins with a row; may reject
 * @param changed called when there is more to show, or a failure
 * @param before  rows of an earlier state of the session, shown until those of this one have come
 */
export function createEventPages(
  filter: EventFilter,
  load: (filter: EventFilter, from: number) => Promise<EventPage>,
  changed: () => void,
  before?: EventPages,
): EventPages {
  const pages = new Map<number, EventRow[]>();
  const asked = new Map<number, Promise<void>>();
  let total = before?.total ?? null;
  let counts: EventPage['counts'] = before?.counts ?? [];
  let failure: string | null = null;
  let unsearched = 0;
  let closed = false;

  const fetch = (page: number): Promise<void> => {
    const known = asked.get(page);
    if (known !== undefined) return known;
    const asking = (async () => {
      const rows: EventRow[] = [];
      const from = page * EVENTS_PER_PAGE;
      try {
        // A page of long events comes in parts.
        do {
          const part = await load(filter, from + rows.length);
          if (closed) return;
          ({ total, counts, unsearched } = part);
          for (const row of part.rows) rows.push(row);
          if (part.rows.length === 0) break;
        } while (rows.length < EVENTS_PER_PAGE && from + rows.length < total);
        pages.set(page, rows.slice(0, EVENTS_PER_PAGE));
        for (const oldest of pages.keys()) {
          if (pages.size <= KEPT) break;
          pages.delete(oldest);
        }
        failure = null;
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      } finally {
        asked.delete(page);
        if (!closed) changed();
      }
    })();
    asked.set(page, asking);
    return asking;
  };
  const pageOf = (index: number): number => Math.floor(index / EVENTS_PER_PAGE);
  const get = (index: number): EventRow | undefined => {
    const page = pages.get(pageOf(index));
    return page === undefined ? before?.get(index) : page[index - pageOf(index) * EVENTS_PER_PAGE];
  };
  return {
    get total() {
      return total;
    },
    get counts() {
      return counts;
    },
    get failure() {
      return failure;
    },
    get unsearched() {
      return unsearched;
    },
    get,
    want(first, last) {
      if (closed || failure !== null) return;
      for (let page = pageOf(Math.max(0, first)); page <= pageOf(last); page++) {
        const rows = pages.get(page);
        if (rows === undefined) void fetch(page);
        else {
          // A map lists its oldest first: what is looked at becomes the newest.
          pages.delete(page);
          pages.set(page, rows);
        }
      }
    },
    async row(index) {
      if (index < 0 || (total !== null && index >= total)) return undefined;
      if (!pages.has(pageOf(index))) await fetch(pageOf(index));
      return closed ? undefined : get(index);
    },
    retry() {
      failure = null;
      changed();
    },
    close() {
      closed = true;
    },
  };
}
