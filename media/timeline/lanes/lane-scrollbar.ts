/** The scrollbar beside the lanes: the browser's own, as high as it may be. */
import { h } from '../elements/dom.js';
import type { Rows } from '../state/rows.js';

/** Higher elements have no reliable scrollbar, px. */
const LONGEST_SCROLL = 8_000_000;

/** Width of the scrollbar beside the canvas, px; the style sheet has the same. */
export const SCROLLBAR = 12;

export interface LaneScrollbar {
  readonly element: HTMLElement;
  /** Brings it to where the lanes are; `height` px of the lanes' canvas. */
  place(scroll: number, height: number): void;
}

export function createLaneScrollbar(rows: Rows): LaneScrollbar {
  const spacer = h('div', { class: 'scroll-spacer' });
  const element = h('div', { class: 'lanes-scroll', tabindex: '-1', 'aria-hidden': 'true' }, spacer);
  /** px of the lanes for each px of the scrollbar: browsers end an element's height long before a large log ends. */
  let scale = 1;
  /** Where the page itself put the scrollbar. */
  let placed = -1;
  element.addEventListener('scroll', () => {
    // The event tells of the scrollbar's own moves too, and late: the lanes may have gone on meanwhile.
    if (Math.abs(element.scrollTop - placed) >= 1) rows.scrollTo(element.scrollTop * scale);
    placed = -1;
  });
  return {
    element,
    place(scroll, height) {
      const most = rows.maxScroll();
      scale = Math.max(1, (most + height) / LONGEST_SCROLL);
      const spacerHeight = `${Math.round(most / scale + height)}px`;
      if (spacer.style.height !== spacerHeight) spacer.style.height = spacerHeight;
      if (Math.abs(element.scrollTop - scroll / scale) >= 1) {
        element.scrollTop = scroll / scale;
        placed = element.scrollTop;
      }
    },
  };
}
