/** The rows of the event table that are on the screen, of as many as there are: a grid for eyes, keys and screen readers. */
import * as l10n from '@vscode/l10n';
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { EventRow } from '../../../../src/analysis/requests/timeline-details.js';
import { EventType } from '../../../../src/events/types.js';
import { h } from '../../elements/dom.js';
import { eventTypeName } from '../../../../src/words/event-types.js';
import { eventSymbol } from '../../elements/symbols.js';

const ROW = 22;
/** Rows rendered beyond the edges. */
const OVERSCAN = 8;

export interface GridSource {
  count(): number;
  get(index: number): EventRow | undefined;
  /** These rows are looked at. */
  want(first: number, last: number): void;
  time(at: number): string;
  /** "echotest", or '' for events of no handle. */
  handle(id: string | null): string;
  isBookmarked(row: EventRow): boolean;
}

export interface EventGrid {
  readonly element: HTMLElement;
  /** Renders again: rows have come, or another number of them is to be shown. */
  update(): void;
  /** Brings a row into view and marks it; -1: none. */
  setCurrent(index: number): void;
  close(): void;
}

let grids = 0;

const typeName = ({ type }: EventRow): string => eventTypeName(type);

/** The summary without the type it begins with, which has a column of its own; a plugin's name says more than "plugin". */
function wordsOf({ type, summary }: EventRow): string {
  const words = summary.indexOf(' · ');
  return type === EventType.plugin || words < 0 ? summary : summary.slice(words + 3);
}

/**
 * @param moved  a row was chosen by hand
 * @param opened a row was to be opened: Enter, double click
 */
export function createEventGrid(
  source: GridSource,
  columns: { readonly handles: boolean },
  moved: (index: number) => void,
  opened: (index: number) => void,
): EventGrid {
  const name = `events-${++grids}`;
  let current = -1;
  const canvas = h('div', { class: 'grid-canvas', role: 'rowgroup' });
  const header = h(
    'div',
    { class: 'grid-row grid-header', role: 'row', 'aria-rowindex': '1' },
    h('span', { role: 'columnheader' }, l10n.t('Time')),
    h('span', { role: 'columnheader', class: 'cell-type' }, h('span', {}, l10n.t('Type'))),
    columns.handles ? h('span', { role: 'columnheader', class: 'cell-handle' }, l10n.t('Handle')) : null,
    h('span', { role: 'columnheader' }, l10n.t('Event')),
  );
  const element = h(
    'div',
    {
      class: columns.handles ? 'event-grid with-handles' : 'event-grid',
      role: 'grid',
      tabindex: '0',
      'aria-label': l10n.t('Events of the session'),
      'aria-readonly': 'true',
    },
    h('div', { role: 'rowgroup', class: 'grid-head' }, header),
    canvas,
  );

  const row = (index: number, start: number): HTMLElement => {
    const event = source.get(index);
    const cells =
      event === undefined
        ? [h('span', { role: 'gridcell', class: 'muted' }, '…')]
        : [
            h('span', { role: 'gridcell', class: 'time' }, source.time(event.at)),
            h(
              'span',
              { role: 'gridcell', class: 'cell-type', title: typeName(event) },
              eventSymbol(event.type),
              h('span', {}, typeName(event)),
            ),
            columns.handles ? h('span', { role: 'gridcell', class: 'cell-handle' }, source.handle(event.handle)) : null,
            h(
              'span',
              { role: 'gridcell', class: 'what', title: event.summary },
              wordsOf(event),
              source.isBookmarked(event) ? h('span', { class: 'bookmarked', title: l10n.t('Bookmarked') }, '★') : null,
            ),
          ];
    const rendered = h(
      'div',
      {
        class: 'grid-row',
        role: 'row',
        id: `${name}-${index}`,
        'aria-rowindex': String(index + 2),
        'aria-selected': String(index === current),
      },
      ...cells,
    );
    rendered.style.transform = `translateY(${start}px)`;
    rendered.addEventListener('click', () => moved(index));
    rendered.addEventListener('dblclick', () => opened(index));
    return rendered;
  };

  const draw = (): void => {
    const items = virtualizer.getVirtualItems();
    const [first, last] = [items[0], items.at(-1)];
    if (first !== undefined && last !== undefined) source.want(first.index, last.index);
    element.setAttribute('aria-rowcount', String(source.count() + 1));
    canvas.style.height = `${virtualizer.getTotalSize()}px`;
    canvas.replaceChildren(...items.map(({ index, start }) => row(index, start)));
    // A row that is not rendered cannot be pointed to.
    const pointed = items.some(({ index }) => index === current);
    if (pointed) element.setAttribute('aria-activedescendant', `${name}-${current}`);
    else element.removeAttribute('aria-activedescendant');
  };

  const options = (): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] => ({
    count: source.count(),
    getScrollElement: () => element,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    // The header sticks to the top and covers as much.
    scrollPaddingStart: ROW,
    scrollMargin: ROW,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: draw,
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());
  const unmount = virtualizer._didMount();

  const keyTarget = (key: string): number | null => {
    const page = Math.max(1, Math.floor(element.clientHeight / ROW) - 2);
    const last = source.count() - 1;
    switch (key) {
      case 'ArrowDown':
        return Math.min(current + 1, last);
      case 'ArrowUp':
        return Math.max(current - 1, 0);
      case 'PageDown':
        return Math.min(current + page, last);
      case 'PageUp':
        return Math.max(current - page, 0);
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return null;
    }
  };
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || source.count() === 0) return;
    const target = keyTarget(event.key);
    if (target !== null) moved(target);
    else if (event.key === 'Enter' && current >= 0) opened(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    update() {
      virtualizer.setOptions(options());
      virtualizer._willUpdate();
      const rows = Math.max(1, source.count());
      element.style.height = `${Math.min(rows, 14) * ROW + ROW + 2}px`;
      draw();
    },
    setCurrent(index) {
      current = index;
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
      draw();
    },
    close: unmount,
  };
}
