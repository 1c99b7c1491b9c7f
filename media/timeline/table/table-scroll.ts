/** Scrolls through rows of equal height of which only those on the screen are there, however many there are. */
import { h } from '../elements/dom.js';

const ROW = 22;
/** Higher elements have no reliable scrollbar, px. */
const LONGEST = 8_000_000;

export interface TableScroll {
  /** First and last of `count` rows on the screen. */
  range(count: number): { first: number; last: number };
  /** Puts a row where it belongs. */
  place(row: HTMLElement, number: number): void;
  /** Scrolls as little as needed to have the whole row on the screen. */
  show(number: number): void;
  rowsPerPage(): number;
}

/**
 * @param element scrolls, and has the keyboard
 * @param heading stays above the rows
 */
export function createTableScroll(
  element: HTMLElement,
  heading: HTMLElement,
  rows: HTMLElement,
  scrolled: () => void,
): TableScroll {
  const spacer = h('div', { class: 'table-spacer', 'aria-hidden': 'true' });
  element.append(heading, rows, spacer);
  /** px of rows for each px of the scrollbar. */
  let scale = 1;
  /** px of rows above the screen: finer than the scrollbar where that is scaled. */
  let top = 0;
  let placed = -1;

  const height = (): number => element.clientHeight - heading.offsetHeight;
  const scrollTo = (wanted: number): void => {
    const most = Math.max(0, spacer.offsetHeight * scale - height() * scale);
    top = Math.min(Math.max(0, wanted), most);
    element.scrollTop = top / scale;
    placed = element.scrollTop;
    scrolled();
  };
  element.addEventListener('scroll', () => {
    if (Math.abs(element.scrollTop - placed) >= 1) top = element.scrollTop * scale;
    placed = element.scrollTop;
    scrolled();
  });
  element.addEventListener(
    'wheel',
    (event) => {
      // A turn of the wheel goes as far among a million rows as among twenty.
      if (scale === 1 || event.ctrlKey || event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL) return;
      event.preventDefault();
      scrollTo(top + event.deltaY);
    },
    { passive: false },
  );

  return {
    range(count) {
      const whole = count * ROW;
      const shown = Math.min(whole, LONGEST);
      const wanted = `${String(shown)}px`;
      if (spacer.style.height !== wanted) spacer.style.height = wanted;
      scale = whole > shown ? (whole - height()) / (shown - height()) : 1;
      top = Math.min(top, Math.max(0, whole - height()));
      const first = Math.floor(top / ROW);
      return { first, last: Math.min(count, Math.ceil((top + height()) / ROW)) - 1 };
    },
    place(row, number) {
      row.style.transform = `translateY(${String(number * ROW - top)}px)`;
    },
    show(number) {
      const from = number * ROW;
      if (from < top) scrollTo(from);
      else if (from + ROW > top + height()) scrollTo(from + ROW - height());
    },
    rowsPerPage: () => Math.max(1, Math.floor(height() / ROW) - 1),
  };
}
