/** Which events are listed: a chip for each type there is, the handle, the range marked on the canvas. */
import * as l10n from '@vscode/l10n';
import {
  ALL_EVENTS,
  type EventFilter,
  type EventPage,
  type SessionDetail,
} from '../../../src/analysis/timeline-details.js';
import { h } from '../elements/dom.js';
import { eventTypeName } from '../../../src/words/event-types.js';
import { eventSymbol } from '../elements/symbols.js';
import { dropdown, link } from '../elements/toolkit.js';
import { number, plural } from '../../../src/words/numbers.js';
import { duration } from '../../../src/words/times.js';
import type { Range } from './actions.js';

export interface EventFilterView {
  readonly element: HTMLElement;
  readonly filter: EventFilter;
  setRange(range: Range | null): void;
  /** How many of each type there are, and how many events pass the filter. */
  tell(counts: EventPage['counts'], total: number): void;
}

/** "echotest 5865085095080180" */
export function handleName({ id, plugin }: SessionDetail['handles'][number]): string {
  return plugin === '' ? id : `${plugin} ${id}`;
}

const ANY_HANDLE = '';

export function createEventFilter(
  detail: SessionDetail,
  first: Range | null,
  clearRange: () => void,
  changed: () => void,
): EventFilterView {
  let filter: EventFilter = { ...ALL_EVENTS, from: first?.from ?? null, to: first?.to ?? null };
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': l10n.t('Types of events shown') });
  const measured = h('p', { class: 'measured', role: 'status' });
  const set = (change: Partial<EventFilter>): void => {
    filter = { ...filter, ...change };
    changed();
  };
  const handles =
    detail.handles.length < 2
      ? null
      : dropdown(
          l10n.t('Handle whose events are shown'),
          [
            { value: ANY_HANDLE, label: l10n.t('All handles') },
            ...detail.handles.map((handle) => ({ value: handle.id, label: handleName(handle) })),
          ],
          (id) => set({ handle: id === ANY_HANDLE ? null : id }),
        );

  const chip = (type: number, count: number): HTMLElement => {
    const on = filter.types === null || filter.types.includes(type);
    const name = eventTypeName(type);
    const element = h(
      'button',
      { class: 'chip', type: 'button', 'aria-pressed': String(filter.types !== null && on), 'data-type': String(type) },
      eventSymbol(type),
      name,
      h('b', {}, number(count)),
    );
    element.addEventListener('click', () => {
      const chosen = filter.types ?? [];
      const types = chosen.includes(type) ? chosen.filter((each) => each !== type) : [...chosen, type];
      set({ types: types.length === 0 ? null : types });
    });
    return element;
  };

  return {
    element: h('div', { class: 'event-filter' }, measured, chips, handles),
    get filter() {
      return filter;
    },
    setRange(range) {
      if ((range?.from ?? null) !== filter.from || (range?.to ?? null) !== filter.to)
        set({ from: range?.from ?? null, to: range?.to ?? null });
    },
    tell(counts, total) {
      const focused = chips.contains(document.activeElement) ? document.activeElement?.getAttribute('data-type') : null;
      chips.replaceChildren(...counts.map(({ type, count }) => chip(type, count)));
      if (focused !== null) chips.querySelector<HTMLElement>(`[data-type="${focused ?? ''}"]`)?.focus();
      const { from, to } = filter;
      const told = from === null || to === null ? '' : `${from} ${to} ${total}`;
      if (told === measured.dataset['told']) return;
      measured.dataset['told'] = told;
      measured.replaceChildren();
      if (from === null || to === null) return;
      measured.append(
        plural(
          total,
          l10n.t('{1} marked, {0} event of this session in it|{1} marked, {0} events of this session in it'),
          duration(to - from),
        ),
        ' ',
        link(l10n.t('Clear'), clearRange, l10n.t('Remove the mark')),
      );
    },
  };
}
