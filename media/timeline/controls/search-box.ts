/** The search: a field with proposals, what is wrong with the query, how many it finds, and a button that clears it. */
import * as l10n from '@vscode/l10n';
import type { Checked, SearchProblem } from '../../../src/analysis/requests/search-requests.js';
import { number } from '../../../src/words/numbers.js';
import { h } from '../elements/dom.js';
import { icon } from '../elements/icons.js';
import { iconButton } from '../elements/toolkit.js';
import { createCompletionList } from './completion-list.js';

/** Pause in typing after which the lanes follow. */
const TYPING_MS = 120;

export interface SearchBoxParts {
  /** Looks a query over, and proposes how it can go on at the cursor. */
  check(text: string, cursor: number): Promise<Checked>;
  /** Shows what a query finds. */
  search(text: string): void;
  /** Saved filters: to apply, save and remove. */
  filters(): void;
  /** The page that tells what can be searched for. */
  explain(): void;
  /** Done with the field. */
  leave(): void;
}

/** What the page shows now: the query, what is wrong with it, how many it finds. */
export interface Searched {
  readonly query: string;
  readonly problem: SearchProblem | null;
  readonly found: number;
}

export interface SearchBox {
  readonly element: HTMLElement;
  focus(): void;
  update(searched: Searched): void;
}

export function createSearchBox(parts: SearchBoxParts): SearchBox {
  const field = h('input', {
    type: 'text',
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: l10n.t('Search id, room, name…'),
    'aria-label': l10n.t('Search sessions'),
    'aria-describedby': 'search-problem search-count',
  });
  const count = h('span', { class: 'search-count', id: 'search-count', role: 'status' });
  const problem = h('div', { class: 'search-problem', id: 'search-problem', role: 'alert' });
  problem.hidden = true;
  const clear = iconButton('close', l10n.t('Clear the search'), () => {
    write('');
    field.focus();
  });
  const help = iconButton('help', l10n.t('What can be searched for'), () => parts.explain());
  help.dataset['narrow'] = 'hide';
  const filters = iconButton('filter', l10n.t('Filters: apply, save, remove'), () => parts.filters());
  const list = createCompletionList(field, l10n.t('How the search can go on'), (text, from, to) => {
    const before = field.value.slice(0, from) + text;
    field.value = before + field.value.slice(to);
    field.setSelectionRange(before.length, before.length);
    void typed(true);
  });
  const element = h(
    'div',
    { class: 'search' },
    h('div', { class: 'search-field' }, icon('search'), field, count, clear, help, filters),
    list.element,
    problem,
  );
  let typing: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  /** The text that was looked over last, and what is wrong with it. */
  let last: { readonly text: string; readonly wrong: SearchProblem | null } | null = null;

  const tell = (wrong: SearchProblem | null): void => {
    problem.hidden = wrong === null;
    problem.textContent = wrong?.message ?? '';
    field.ariaInvalid = wrong === null ? null : 'true';
  };
  const write = (text: string): void => {
    clearTimeout(typing);
    turn++;
    field.value = text;
    list.close();
    tell(null);
    showButtons();
    parts.search(text);
  };
  const showButtons = (): void => {
    clear.hidden = field.value === '';
    help.hidden = field.value !== '';
    if (field.value === '') count.textContent = '';
  };
  /** Shows what the field has: the sessions it finds, or what is wrong. True: it is a query. */
  const look = async (proposing: boolean, done: boolean): Promise<boolean> => {
    clearTimeout(typing);
    const mine = ++turn;
    const text = field.value;
    const checked = await parts.check(text, field.selectionStart ?? text.length).catch(() => null);
    if (mine !== turn) return false;
    const wrong = checked?.problem ?? null;
    last = { text, wrong };
    // While somebody types, a query that is not finished is not shown as wrong.
    tell(wrong?.unfinished === true && !done ? null : wrong);
    if (checked !== null && proposing && document.activeElement === field) list.show(checked);
    if (wrong === null) parts.search(text);
    return wrong === null;
  };
  const typed = (proposing: boolean): Promise<boolean> => look(proposing, false);
  /** Leaving the field applies its text at once: the next keys are about what it finds. */
  const done = (): Promise<boolean> => {
    list.close();
    // What was looked over is shown already: it may have been cleared from elsewhere since.
    if (field.value === last?.text) {
      tell(last.wrong);
      return Promise.resolve(last.wrong === null);
    }
    parts.search(field.value);
    return look(false, true);
  };

  field.addEventListener('input', () => {
    showButtons();
    clearTimeout(typing);
    typing = setTimeout(() => void typed(true), TYPING_MS);
  });
  field.addEventListener('blur', () => void done());
  field.addEventListener('keydown', (event) => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (list.isOpen) list.move(event.key === 'ArrowDown' ? 1 : -1);
        else void typed(true);
        break;
      case 'Tab':
        if (!list.take()) return;
        break;
      case 'Enter':
        if (list.take()) break;
        void done().then((isQuery) => {
          if (isQuery) parts.leave();
        });
        break;
      case 'Escape':
        if (list.close()) break;
        write('');
        parts.leave();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  showButtons();

  return {
    element,
    focus() {
      field.focus();
      field.select();
    },
    update({ query, problem: wrong, found }) {
      if (document.activeElement !== field && field.value !== query) {
        field.value = query;
        tell(wrong);
      }
      showButtons();
      count.textContent = query.trim() === '' ? '' : l10n.t('{0} found', number(found));
    },
  };
}
