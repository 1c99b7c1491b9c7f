/** The parts a detail pane is made of. */
import * as l10n from '@vscode/l10n';
import { type Child, h } from '../elements/dom.js';
import { button } from '../elements/toolkit.js';
import { number } from '../../../src/words/numbers.js';
import { sentences } from '../../../src/words/sentences.js';

export function section(title: string, count: number | null, ...children: Child[]): HTMLElement {
  return h('section', {}, h('h3', {}, count === null ? title : `${title} · ${number(count)}`), ...children);
}

/** Something folded away behind its name. What is in it is made when it is opened first. */
export function folded(summary: readonly Child[], content: () => Child[], open = false): HTMLDetailsElement {
  const inside = h('div', { class: 'folded' });
  const element = h('details', { open }, h('summary', {}, ...summary), inside);
  const fill = (): void => {
    if (element.open && inside.childNodes.length === 0) inside.append(...content().filter((child) => child !== null));
  };
  element.addEventListener('toggle', fill);
  fill();
  return element;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What went wrong, in place, and a way to try once more. */
export function failure(what: string, why: string, again: () => void): HTMLElement {
  return h(
    'div',
    { class: 'failure' },
    h('p', { role: 'alert' }, sentences(what, why)),
    button('secondary', l10n.t('Try again'), again),
  );
}

/** Things listed up to a number, the rest on demand. */
export function listed(items: readonly HTMLElement[], most: number, className: string): HTMLElement {
  const list = h('ul', { class: className }, ...items.slice(0, most));
  const rest = items.length - most;
  if (rest <= 0) return list;
  const more = button('secondary', l10n.t('Show {0} more', number(rest)), () => {
    list.append(...items.slice(most));
    more.remove();
  });
  return h('div', {}, list, more);
}
