/** A session's events: filtered, listed to any length, stepped through, each shown as JSON. */
import * as l10n from '@vscode/l10n';
import type { EventRow, SessionDetail } from '../../../../src/analysis/requests/timeline-details.js';
import { type Bookmark, isBookmarked } from '../../state/bookmarks.js';
import { h } from '../../elements/dom.js';
import { number } from '../../../../src/words/numbers.js';
import { type DetailActions, type Looked, type Range, timeText } from '../actions.js';
import { createEventFilter } from './event-filter.js';
import { createEventGrid } from './event-grid.js';
import { createEventPages, type EventPages } from './event-pages.js';
import { createEventView } from './event-view.js';
import { failure } from '../section.js';

export interface EventTable {
  readonly element: HTMLElement;
  /** Goes to the next or previous event. */
  step(direction: 1 | -1): void;
  current(): EventRow | null;
  setRange(range: Range | null): void;
  /** The session has other events now, most likely more: filter and place stay. */
  refresh(detail: SessionDetail): void;
  /** Bookmarks have been set or removed. */
  bookmarksChanged(): void;
  close(): void;
}

export function bookmarkOf({ emitter, id, instance }: Looked, row: Pick<EventRow, 'at' | 'summary'>): Bookmark {
  return { at: row.at, session: { emitter, id, instance }, label: row.summary };
}

export function createEventTable(
  first: SessionDetail,
  looked: Looked,
  range: Range | null,
  actions: DetailActions,
): EventTable {
  let detail = first;
  let at = -1;
  let current: EventRow | null = null;
  let turn = 0;
  const title = h('h3', {}, l10n.t('Events'));
  const trouble = h('div');
  const empty = h('p', { class: 'muted', hidden: true }, l10n.t('No event passes the filter.'));
  const plugins = new Map(detail.handles.map(({ id, plugin }) => [id, plugin === '' ? id : plugin]));
  const view = createEventView(looked, actions, {
    toggle: (row) => actions.toggleBookmark(bookmarkOf(looked, row)),
    isSet: (row) => isBookmarked(actions.bookmarks(), bookmarkOf(looked, row)),
  });

  const filter = createEventFilter(detail, range, {
    clearRange: () => actions.clearRange(),
    changed: () => start(),
    leave: () => void goTo(Math.max(0, at)).then(() => grid.element.focus()),
  });
  const newPages = (before?: EventPages): EventPages =>
    createEventPages(filter.filter, (wanted, from) => actions.events(detail.session, wanted, from), changed, before);
  let pages = newPages();
  const grid = createEventGrid(
    {
      count: () => pages.total ?? 0,
      get: (index) => pages.get(index),
      want: (first, last) => pages.want(first, last),
      time: (time) => timeText(looked, time),
      handle: (id) => (id === null ? '' : (plugins.get(id) ?? id)),
      isBookmarked: (row) => isBookmarked(actions.bookmarks(), bookmarkOf(looked, row)),
    },
    { handles: detail.handles.length > 1 },
    (index) => void goTo(index),
    (index) => {
      const row = pages.get(index);
      if (row !== undefined) actions.open(row.offset, row.length);
    },
  );

  function changed(): void {
    const { total, counts, unsearched } = pages;
    trouble.replaceChildren();
    if (pages.failure !== null)
      trouble.append(failure(l10n.t('The events could not be loaded.'), pages.failure, () => pages.retry()));
    if (total !== null) {
      const { eventCount } = detail;
      title.textContent =
        total === eventCount
          ? l10n.t('Events · {0}', number(eventCount))
          : l10n.t('Events · {0} of {1}', number(total), number(eventCount));
      filter.tell(counts, total, unsearched);
    }
    empty.hidden = total !== 0;
    grid.element.hidden = total === 0;
    if (total === null) pages.want(0, 0);
    grid.update();
  }

  /** Another filter: the list begins anew, and nothing is selected. */
  const start = (): void => {
    turn++;
    pages.close();
    at = -1;
    current = null;
    view.show(null);
    pages = newPages();
    grid.setCurrent(-1);
    grid.element.scrollTop = 0;
    pages.want(0, 0);
  };

  const goTo = async (index: number): Promise<void> => {
    if (index < 0 || (pages.total !== null && index >= pages.total)) return;
    const mine = ++turn;
    at = index;
    grid.setCurrent(index);
    const row = await pages.row(index);
    if (row === undefined || mine !== turn) return;
    current = row;
    actions.moveCursor(row.at);
    view.show(row);
  };

  pages.want(0, 0);
  return {
    element: h('section', { class: 'events' }, title, filter.element, trouble, empty, grid.element, view.element),
    step: (direction) => void goTo(at + direction),
    current: () => current,
    setRange: (marked) => filter.setRange(marked),
    refresh(now) {
      detail = now;
      for (const { id, plugin } of now.handles) plugins.set(id, plugin === '' ? id : plugin);
      // The rows on the screen stay until those in their place have come.
      const before = pages;
      before.close();
      pages = newPages(before);
      pages.want(0, 0);
    },
    bookmarksChanged: () => grid.update(),
    close() {
      turn++;
      pages.close();
      grid.close();
      view.show(null);
    },
  };
}
