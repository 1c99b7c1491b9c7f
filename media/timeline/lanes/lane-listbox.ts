/** The element that has the keyboard focus for the lanes, and what a screen reader hears of the selection. */
import * as l10n from '@vscode/l10n';
import { visible } from '../../../src/encoding/visible.js';
import type { LaneFound } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { spokenSession, spokenStay } from '../words/spoken.js';

/** What is selected, for those who hear it. */
export interface Spoken {
  readonly found: LaneFound;
  /** It is a stay in a room, no session. */
  readonly isStay: boolean;
  /** How many rows the lanes have. */
  readonly rows: number;
}

export interface LaneListbox {
  readonly listbox: HTMLElement;
  /** What is said while the focus is elsewhere. */
  readonly live: HTMLElement;
  /** `isHeard`: what has the focus tells it itself. */
  announce(selected: Spoken | null, isHeard: boolean): void;
  focus(): void;
  hasFocus(): boolean;
}

/** @param focusChanged the listbox has got the focus or lost it */
export function createLaneListbox(focusChanged: () => void): LaneListbox {
  const listbox = h('div', { class: 'lanes-focus', role: 'listbox', tabindex: '0', 'aria-label': l10n.t('Sessions') });
  let option: HTMLElement | null = null;
  let options = 0;
  // An option of its own for each session: where the active one only changes its text, some screen readers stay silent.
  const showOption = (text: string, selected: boolean): HTMLElement => {
    const id = `current-session-${String(options++)}`;
    const made = h('div', { id, role: 'option', 'aria-selected': String(selected), class: 'unseen' }, text);
    listbox.replaceChildren(made);
    listbox.setAttribute('aria-activedescendant', id);
    return made;
  };
  const live = h('div', { class: 'unseen', 'aria-live': 'polite' });
  listbox.addEventListener('focus', focusChanged);
  listbox.addEventListener('blur', focusChanged);
  const hasFocus = (): boolean => document.activeElement === listbox;
  return {
    listbox,
    live,
    announce(selected, isHeard) {
      const words = selected?.isStay ? spokenStay : spokenSession;
      const text = selected === null ? l10n.t('No session selected') : visible(words(selected.found.lane));
      if (option?.textContent !== text) option = showOption(text, selected !== null);
      const row = selected?.found.row ?? -1;
      if (selected !== null && row >= 0) {
        option.setAttribute('aria-posinset', String(row + 1));
        option.setAttribute('aria-setsize', String(selected.rows));
      }
      // With the focus elsewhere (a jump from the editor's cursor, n in the detail area) the listbox stays silent.
      if (!hasFocus() && !isHeard && live.textContent !== text) live.textContent = text;
    },
    focus: () => listbox.focus({ preventScroll: true }),
    hasFocus,
  };
}
