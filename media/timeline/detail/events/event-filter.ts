/** Which events are listed: a text in them, a chip for each type there is, the handle, the range marked on the canvas. */
import * as l10n from '@vscode/l10n';
import {
  ALL_EVENTS,
  type EventFilter,
  type EventPage,
  LONGEST_EVENT_TEXT,
  type SessionDetail,
} from '../../../../src/analysis/requests/timeline-details.js';
import { h } from '../../elements/dom.js';
import { eventTypeName } from '../../../../src/words/event-types.js';
import { eventSymbol } from '../../elements/symbols.js';
import { icon } from '../../elements/icons.js';
import { dropdown, iconButton, link } from '../../elements/toolkit.js';
import { number, plural } from '../../../../src/words/numbers.js';
import { duration } from '../../../../src/words/times.js';
import type { Range } from '../actions.js';

export interface EventFilterView {
  readonly element: HTMLElement;
  readonly filter: EventFilter;
  setRange(range: Range | null): void;
  /** How many of each type there are, and how many events pass the filter. */
  tell(counts: EventPage['counts'], total: number, unsearched: number): void;
}

/** "echotest 5865085095080180" */
function handleName({ id, plugin }: SessionDetail['handles'][number]): string {
  return plugin === '' ? id : `${plugin} ${id}`;
}

const ANY_HANDLE = '';
/** Letters that follow each other faster are looked for together. */
const TYPING_PAUSE_MS = 250;

export interface EventFilterActions {
  readonly clearRange: () => void;
  /** Another filter. */
  readonly changed: () => void;
  /** From the text on to the events that hold it. */
  readonly leave: () => void;
}

/** The field for a text, with how many events hold it. */
function textField(
  searched: (text: string) => void,
  leave: () => void,
): { readonly element: HTMLElement; tell(total: number, unsearched: number): void } {
  const input = h('input', {
    type: 'text',
    'aria-label': l10n.t('Text in the events'),
    placeholder: l10n.t('Filter by text'),
    maxlength: String(LONGEST_EVENT_TEXT),
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const count = h('span', { class: 'search-count', role: 'status' });
  let asked = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = (): void => {
    clearTimeout(timer);
    const text = input.value.trim();
    clear.hidden = input.value === '';
    if (text === asked) return;
    asked = text;
    count.textContent = '';
    searched(text);
  };
  const clear = iconButton('close', l10n.t('Clear the text'), () => {
    input.value = '';
    search();
    input.focus();
  });
  clear.hidden = true;
  input.addEventListener('input', () => {
    clear.hidden = input.value === '';
    clearTimeout(timer);
    timer = setTimeout(search, TYPING_PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && input.value !== '') {
      input.value = '';
      search();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      search();
      leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element: h('div', { class: 'search-field event-text' }, icon('filter'), input, count, clear),
    tell(total, unsearched) {
      const found = asked === '' ? '' : plural(total, l10n.t('{0} event|{0} events'));
      count.textContent = unsearched === 0 ? found : l10n.t('{0}, {1} not searched', found, number(unsearched));
    },
  };
}

export function createEventFilter(
  detail: SessionDetail,
  first: Range | null,
  { clearRange, changed, leave }: EventFilterActions,
): EventFilterView {
  let filter: EventFilter = { ...ALL_EVENTS, from: first?.from ?? null, to: first?.to ?? null };
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': l10n.t('Types of events shown') });
  const measured = h('p', { class: 'measured', role: 'status' });
  const set = (change: Partial<EventFilter>): void => {
    filter = { ...filter, ...change };
    changed();
  };
  const field = textField((text) => set({ text }), leave);
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
    element: h('div', { class: 'event-filter' }, measured, field.element, chips, handles),
    get filter() {
      return filter;
    },
    setRange(range) {
      if ((range?.from ?? null) !== filter.from || (range?.to ?? null) !== filter.to)
        set({ from: range?.from ?? null, to: range?.to ?? null });
    },
    tell(counts, total, unsearched) {
      field.tell(total, unsearched);
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
