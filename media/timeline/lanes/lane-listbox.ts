/** The element that has the keyboard focus for the lanes, and what a screen reader hears of the selection. */
import * as l10n from '@vscode/l10n';
import { visible } from '../../../src/encoding/visible.js';
import type { LaneFound } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { spokenSession, spokenStay } from '../words/spoken.js';

export interface LaneListbox {
  readonly listbox: HTMLElement;
  /** What is said while the focus is elsewhere. */
  readonly live: HTMLElement;
  /** `isStay`: what is selected is a stay in a room, no session. */
  announce(selected: LaneFound | null, isStay: boolean): void;
  focus(): void;
  hasFocus(): boolean;
}

/** @param focusChanged the listbox has got the focus or lost it */
export function createLaneListbox(focusChanged: () => void): LaneListbox {
  const option = h('div', { id: 'current-session', role: 'option', 'aria-selected': 'false', class: 'unseen' });
  const listbox = h(
    'div',
    {
      class: 'lanes-focus',
      role: 'listbox',
      tabindex: '0',
      'aria-label': l10n.t('Sessions'),
      'aria-activedescendant': 'current-session',
    },
    option,
  );
  const live = h('div', { class: 'unseen', 'aria-live': 'polite' });
  listbox.addEventListener('focus', focusChanged);
  listbox.addEventListener('blur', focusChanged);
  const hasFocus = (): boolean => document.activeElement === listbox;
  return {
    listbox,
    live,
    announce(selected, isStay) {
      const words = isStay ? spokenStay : spokenSession;
      const text = selected === null ? l10n.t('No session selected') : visible(words(selected.lane));
      if (option.textContent !== text) option.textContent = text;
      option.setAttribute('aria-selected', String(selected !== null));
      const row = selected?.row ?? -1;
      if (row >= 0) option.setAttribute('aria-posinset', String(row + 1));
      else option.removeAttribute('aria-posinset');
      // With the focus elsewhere (a jump from the editor's cursor, n in the detail area) the listbox stays silent.
      if (!hasFocus() && live.textContent !== text) live.textContent = text;
    },
    focus: () => listbox.focus({ preventScroll: true }),
    hasFocus,
  };
}
