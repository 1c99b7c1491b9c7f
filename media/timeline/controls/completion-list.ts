/** What a text can go on with, below the field that it is written in: the list of an ARIA combobox, whose focus stays there. */
import type { Completions } from '../../../src/analysis/requests/search-requests.js';
import { h } from '../elements/dom.js';

export interface CompletionList {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  show(completions: Completions): void;
  /** False: it was not open. */
  close(): boolean;
  /** To the next or previous item, around the ends. */
  move(by: 1 | -1): void;
  /** Takes the item that is marked; false: none is. */
  take(): boolean;
}

const ID = 'search-completions';

/** @param taken a text stands in the place `from` to `to` now */
export function createCompletionList(
  field: HTMLInputElement,
  label: string,
  taken: (text: string, from: number, to: number) => void,
): CompletionList {
  const element = h('ul', { class: 'completions', id: ID, role: 'listbox', 'aria-label': label });
  element.hidden = true;
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', ID);
  field.ariaExpanded = 'false';
  let shown: Completions = { from: 0, to: 0, items: [] };
  let marked = -1;

  const mark = (at: number): void => {
    marked = at;
    for (const [k, item] of [...element.children].entries()) item.ariaSelected = String(k === at);
    const item = element.children[at];
    if (item === undefined) field.removeAttribute('aria-activedescendant');
    else {
      field.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    }
  };
  const open = (is: boolean): void => {
    element.hidden = !is;
    field.ariaExpanded = String(is);
    mark(-1);
  };
  const take = (at: number): boolean => {
    const item = shown.items[at];
    if (item === undefined) return false;
    open(false);
    taken(item.text, shown.from, shown.to);
    return true;
  };

  /** Where in another list for the same place the item is that the keys have marked, so that a late answer moves no mark. */
  const placeOfMark = ({ from, items }: Completions): number => {
    const item = element.hidden || from !== shown.from ? undefined : shown.items[marked];
    return item === undefined ? -1 : items.findIndex(({ text }) => text === item.text);
  };

  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    show(completions) {
      if (!element.hidden && isSame(completions, shown)) return;
      const kept = placeOfMark(completions);
      shown = completions;
      element.replaceChildren(
        ...completions.items.map(({ text, about }, k) => {
          const item = h(
            'li',
            { id: `${ID}-${k}`, role: 'option', 'aria-selected': 'false' },
            h('span', { class: 'completion-text' }, text),
            h('span', { class: 'completion-about' }, about),
          );
          // The field keeps the focus.
          item.addEventListener('pointerdown', (event) => {
            event.preventDefault();
            take(k);
          });
          return item;
        }),
      );
      open(completions.items.length > 0);
      mark(kept);
    },
    close() {
      const was = !element.hidden;
      open(false);
      return was;
    },
    move(by) {
      const { length } = shown.items;
      if (!element.hidden && length > 0) mark((Math.max(marked, by === 1 ? -1 : 0) + by + length) % length);
    },
    take: () => !element.hidden && take(marked),
  };
}

const isSame = (one: Completions, other: Completions): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.items.length === other.items.length &&
  one.items.every(({ text }, k) => text === other.items[k]!.text);
