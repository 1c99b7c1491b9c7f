/** The overlay with all keys and what the mouse does. */
import * as l10n from '@vscode/l10n';
import { h } from '../elements/dom.js';
import { KEY_GROUPS, mouseLines } from './keys.js';
import { iconButton } from '../elements/toolkit.js';

export interface HelpOverlay {
  readonly element: HTMLDialogElement;
  toggle(): void;
}

/** @param legend what the shapes mean */
export function createHelp(legend: readonly HTMLElement[]): HelpOverlay {
  const columns = KEY_GROUPS.map((group) =>
    h(
      'section',
      {},
      h('h3', {}, group.title()),
      h(
        'dl',
        { class: 'keys' },
        ...group.lines.flatMap((line) => [
          h('dt', {}, ...line.bindings.flatMap((binding) => binding.shown.map((key) => h('kbd', {}, key)))),
          h('dd', {}, line.does()),
        ]),
      ),
    ),
  );
  const mouse = h(
    'section',
    {},
    h('h3', {}, l10n.t('Mouse and trackpad')),
    h('dl', { class: 'keys mouse' }, ...mouseLines().flatMap(([hand, does]) => [h('dt', {}, hand), h('dd', {}, does)])),
  );
  const element = h(
    'dialog',
    { class: 'help', 'aria-label': l10n.t('Keys') },
    h(
      'div',
      { class: 'help-head' },
      h('h2', {}, l10n.t('Keys')),
      iconButton('close', l10n.t('Close (Esc)'), () => element.close()),
    ),
    h('div', { class: 'help-columns' }, ...columns, mouse, ...legend),
  );
  element.addEventListener('click', (event) => {
    if (event.target === element) element.close();
  });
  return {
    element,
    toggle() {
      if (element.open) element.close();
      else element.showModal();
    },
  };
}
