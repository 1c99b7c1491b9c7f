/** One event: its JSON as a tree, and everything that can be taken out of it. */
import * as l10n from '@vscode/l10n';
import type { EventRow } from '../../../../src/analysis/requests/timeline-details.js';
import { h } from '../../elements/dom.js';
import { button, link } from '../../elements/toolkit.js';
import { number } from '../../../../src/words/numbers.js';
import { type DetailActions, type Looked, datedTime } from '../actions.js';
import { createJsonTree } from './json-tree.js';
import { type JsonNode, parseJson, printJson } from './json-text.js';
import { COVERED, credentialPaths } from './secrets.js';
import { failure, messageOf } from '../section.js';

export interface EventView {
  readonly element: HTMLElement;
  /** Shows an event, or none. */
  show(row: EventRow | null): void;
}

/** Holding an arrow key down runs through events: one is read when it is stayed on. */
const STAY_MS = 80;

/** @param bookmark sets or removes the bookmark of the event shown; says whether there is one */
export function createEventView(
  looked: Looked,
  actions: DetailActions,
  bookmark: { toggle(row: EventRow): void; isSet(row: EventRow): boolean },
): EventView {
  const element = h('div', { class: 'event-view' });
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const load = async (row: EventRow): Promise<void> => {
    const mine = ++asked;
    try {
      const text = await actions.json(row.offset, row.length);
      if (mine === asked) element.replaceChildren(head(row), ...body(text));
    } catch (error) {
      if (mine === asked)
        element.replaceChildren(
          head(row),
          failure(l10n.t('The event could not be loaded.'), messageOf(error), () => void load(row)),
        );
    }
  };

  const head = (row: EventRow): HTMLElement => {
    const marked = bookmark.isSet(row);
    const mark = link(marked ? l10n.t('Remove bookmark') : l10n.t('Bookmark'), () => {
      bookmark.toggle(row);
      mark.textContent = bookmark.isSet(row) ? l10n.t('Remove bookmark') : l10n.t('Bookmark');
    });
    return h(
      'div',
      { class: 'event-head' },
      h('h4', {}, row.summary, ' ', h('span', { class: 'muted' }, datedTime(looked, row.at))),
      h(
        'p',
        { class: 'detail-actions' },
        link(l10n.t('Open line {0}', number(row.line)), () => actions.open(row.offset, row.length)),
        mark,
      ),
    );
  };

  const body = (text: string): HTMLElement[] => {
    let root: JsonNode;
    try {
      root = parseJson(text);
    } catch (error) {
      // Janus writes sound JSON; what stands here was changed on its way.
      return [h('p', { class: 'muted' }, messageOf(error)), h('pre', { tabindex: '0' }, text)];
    }
    const covered = credentialPaths(root, '');
    let revealed = false;
    const print = (node: JsonNode, layout: 'line' | 'lines', path: string): string =>
      printJson(node, layout, path, (_, at) => (!revealed && covered.has(at) ? COVERED : null));
    const copyValue = (): void => {
      const { node, path } = tree.current();
      const whole = node.kind === 'string' && (revealed || !covered.has(path));
      actions.copy(whole ? node.text : print(node, 'lines', path));
    };
    const tree = createJsonTree(root, '', covered, copyValue);
    const copies = h(
      'p',
      { class: 'detail-actions' },
      h('span', { class: 'muted' }, l10n.t('Copy')),
      link(l10n.t('value'), copyValue, l10n.t('Copy the value that is selected in the tree')),
      link(
        l10n.t('path'),
        () => actions.copy(tree.current().path || '.'),
        l10n.t('Copy where the selected value stands'),
      ),
      link(l10n.t('event'), () => actions.copy(print(root, 'lines', '')), l10n.t('Copy the event, one member a line')),
      link(
        'raw',
        () => actions.copy(covered.size === 0 || revealed ? text : print(root, 'line', '')),
        l10n.t('Copy the event as it is written in the log'),
      ),
    );
    if (covered.size === 0) return [tree.element, copies];
    const reveal = button('secondary', l10n.t('Reveal credentials'), () => {
      revealed = !revealed;
      tree.reveal(revealed);
      reveal.textContent = revealed ? l10n.t('Cover credentials') : l10n.t('Reveal credentials');
    });
    const note = h(
      'p',
      { class: 'credentials' },
      h('span', { class: 'muted' }, l10n.t('This event holds a credential. What is copied is what is shown.')),
      reveal,
    );
    return [note, tree.element, copies];
  };

  return {
    element,
    show(row) {
      asked++;
      clearTimeout(timer);
      if (row === null) element.replaceChildren();
      else timer = setTimeout(() => void load(row), STAY_MS);
    },
  };
}
