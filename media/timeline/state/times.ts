/** Times that are gone to, or asked about, by the clock that the page shows. No DOM. */
import { firstTimeIn } from '../../../src/lives/query/language/moments.js';
import { offsetOf, offsetsOf } from '../../../src/words/clocks.js';
import type { TimelineModel } from './model.js';

export interface Times {
  /** Brings a time before the eyes, and the cursor to it; beyond the log, to the edge of it. */
  goTo(text: string): void;
  /** Leaves the sessions that go on at the cursor: where the pointer is, else the event stepped to, else the middle. */
  filterAtCursor(): void;
}

/** `at:` in a query, which another one takes the place of. */
const AT = /(?:^|\s+)at:\S+/g;

/** @param pointedPlace place under the pointer on the folded line, µs; null while it is elsewhere */
export function createTimes(model: TimelineModel, pointedPlace: () => number | null): Times {
  const { rows, view, selection, arrangement, state } = model;
  return {
    goTo(text) {
      const { log } = rows;
      if (log === null) return;
      const zone = offsetsOf(state.zone, log.origin, log.origin + log.length);
      const time = firstTimeIn(text, { zone, origin: log.origin }, log.origin);
      if (time !== null) selection.setCursor(Math.min(Math.max(0, time - log.origin), log.length));
    },
    filterAtCursor() {
      const { log, folds } = rows;
      if (log === null) return;
      const pointed = pointedPlace();
      const place = pointed ?? view.window.start + view.window.span / 2;
      const time = pointed === null && selection.cursor !== null ? selection.cursor : folds.time(place);
      const at = new Date(Math.floor((log.origin + time + offsetOf(state.zone, log.origin + time)) / 1000));
      const query = `${state.query.replace(AT, '')} at:${at.toISOString().replace('Z', '')}`;
      arrangement.filter(query.trim());
    },
  };
}
