/** Where the parts of the page stand: details beside the lanes or below them, lanes or a table. */
import { h } from './elements/dom.js';
import * as l10n from '@vscode/l10n';
import { button } from './elements/toolkit.js';
import { createSplitter } from './elements/splitter.js';
import type { ViewState } from './state/view-state.js';

/** From this width of the panel on, details stand beside the lanes. */
const BESIDE_FROM = 760;

export interface PageParts {
  readonly toolbar: HTMLElement;
  readonly overview: HTMLElement;
  readonly detail: HTMLElement;
  /** What shares the place of the lanes. */
  readonly lanes: readonly HTMLElement[];
}

export interface PageLayout {
  readonly element: HTMLElement;
  /** Places the details; below the lanes they appear with a selection, or when the figures are asked for. */
  arrange(): void;
  showTable(on: boolean): void;
  /** `busy`: a log is being read; `blank`: there is nothing to look at. */
  setBusy(busy: boolean, blank: boolean): void;
  /** To be heard, not seen. */
  say(news: string): void;
}

/** @param save keeps the state after a size has been changed by hand */
export function createPageLayout(
  state: ViewState,
  parts: PageParts,
  hasSelection: () => boolean,
  save: () => void,
): PageLayout {
  const beside = (): boolean => document.documentElement.clientWidth >= BESIDE_FROM;
  const detailSize = (): number => (beside() ? state.detailWidth : state.detailHeight);
  const splitter = createSplitter(beside, detailSize, (size) => {
    const room = beside() ? main.clientWidth - 320 : main.clientHeight - 120;
    const kept = Math.round(Math.max(beside() ? 240 : 96, Math.min(size, Math.max(96, room))));
    if (beside()) state.detailWidth = kept;
    else state.detailHeight = kept;
    arrange();
    save();
  });
  // Below the lanes every line counts: without a selection the figures come when they are asked for.
  const figures = button('secondary', l10n.t('The log in figures'), () => {
    const on = element.classList.toggle('figures-below');
    figures.ariaExpanded = String(on);
    arrange();
  });
  figures.ariaExpanded = 'false';
  figures.classList.add('figures-button');
  const main = h(
    'main',
    { class: 'main' },
    h('div', { class: 'lanes-area' }, ...parts.lanes),
    figures,
    splitter.element,
    parts.detail,
  );
  const reading = h('div', { class: 'reading', role: 'presentation' });
  const news = h('div', { class: 'unseen', role: 'status' });
  const element = h('div', { class: 'page' }, reading, parts.toolbar, parts.overview, main, news);

  function arrange(): void {
    element.classList.toggle('beside', beside());
    element.classList.toggle('no-selection', !hasSelection());
    parts.detail.style.flexBasis = `${detailSize()}px`;
    splitter.update();
  }
  window.addEventListener('resize', arrange);

  return {
    element,
    arrange,
    showTable: (on) => element.classList.toggle('as-table', on),
    setBusy(busy, blank) {
      element.classList.toggle('busy', busy);
      element.classList.toggle('blank', blank);
    },
    say: (text) => (news.textContent = text),
  };
}
