/** Which columns the table shows, and what can be taken out of it. */
import * as l10n from '@vscode/l10n';
import { COLUMN_KEYS, columnOf } from '../../../src/analysis/lanes/columns/index.js';
import { type PopupMenu, popupMenu } from '../elements/popup-menu.js';
import { iconButton } from '../elements/toolkit.js';
import type { TimelineModel } from '../state/model.js';

export interface ColumnMenu {
  readonly button: HTMLElement;
  readonly menu: PopupMenu;
}

/**
 * @param copy   copies the table as CSV
 * @param chosen called after something other than a column was chosen
 */
export function createColumnMenu({ columns }: TimelineModel, copy: () => void, chosen: () => void): ColumnMenu {
  const button = iconButton('columns', l10n.t('Columns'), () => undefined);
  button.classList.add('columns-button');
  const menu = popupMenu(
    button,
    l10n.t('Columns'),
    [
      ...COLUMN_KEYS.map((key) => ({
        label: columnOf(key).label(),
        isOn: () => columns.shown.includes(key),
        act: () => columns.toggle(key),
      })),
      { label: l10n.t('As many as there is room for'), act: () => columns.reset(), apart: true },
      { label: l10n.t('Copy table as CSV'), act: copy, apart: true },
    ],
    chosen,
  );
  return { button, menu };
}
