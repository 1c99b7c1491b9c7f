/** How many were inside the rooms in sight, asked for when panning and zooming pause. */
import { type InsideAnswer, MAX_COLUMNS, MAX_PLACES } from '../../../src/analysis/lanes/requests.js';
import type { Viewport } from '../geometry/viewport.js';

/** While the hands move nothing is asked for. */
const SETTLE_MS = 60;
/** Part of the window that is fetched beyond each edge, so that a pan shows no edge. */
const MARGIN = 0.5;

/** What is in sight: time on the folded line, µs, and rooms by number. */
export interface InsideWindow {
  readonly revision: number;
  readonly folded: boolean;
  readonly view: Viewport;
  /** px of the lanes' area. */
  readonly width: number;
  readonly places: readonly number[];
}

/** The line of one room: from `start` on, `span` µs of the folded line, the most inside in each column. */
export interface InsideLine {
  readonly start: number;
  readonly span: number;
  readonly counts: Uint32Array;
  readonly peak: number;
}

interface Question {
  readonly revision: number;
  readonly folded: boolean;
  readonly from: number;
  readonly span: number;
  readonly columns: number;
  readonly places: readonly number[];
}

export interface InsideStore {
  get(place: number): InsideLine | undefined;
  /** Asks for what is in sight and not there, once the view has settled. */
  want(window: () => InsideWindow | null): void;
  reset(): void;
}

/**
 * @param load    asks the extension; may reject
 * @param arrived called when there is more to draw
 */
export function createInsideStore(
  load: (question: Question) => Promise<InsideAnswer>,
  arrived: () => void,
  failed: (error: unknown) => void,
): InsideStore {
  let kept = new Map<number, InsideLine>();
  let known = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (question: Question): Promise<void> => {
    known = JSON.stringify(question);
    const mine = known;
    try {
      const { counts, peaks } = await load(question);
      if (mine !== known) return;
      const { from: start, span, columns, places } = question;
      kept = new Map(
        places.map((place, k) => [
          place,
          { start, span, counts: counts.subarray(k * columns, (k + 1) * columns), peak: peaks[k] ?? 0 },
        ]),
      );
      arrived();
    } catch (error) {
      failed(error);
    }
  };

  return {
    get: (place) => kept.get(place),
    want(window) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = window();
        if (now === null || now.places.length === 0 || now.width <= 0) return;
        const { revision, folded, view, width, places } = now;
        const from = view.start - view.span * MARGIN;
        const span = view.span * (1 + 2 * MARGIN);
        const columns = Math.min(MAX_COLUMNS, Math.ceil(width * (1 + 2 * MARGIN)));
        const question = { revision, folded, from, span, columns, places: places.slice(0, MAX_PLACES) };
        if (JSON.stringify(question) !== known) void ask(question);
      }, SETTLE_MS);
    },
    reset() {
      clearTimeout(timer);
      known = '';
    },
  };
}
