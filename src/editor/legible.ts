/**
 * Rows of trees and quick picks as they are shown: in both, names of logs, servers, sessions and profiles are chosen by
 * strangers. What is behind a row (its id, its session) stays as it is.
 */
import type { QuickPickItem, TreeItem } from 'vscode';
import { visible } from '../encoding/visible.js';
import { labelText } from '../encoding/workbench.js';

/** Trees show labels and descriptions as they are, without icons. Texts with a meaning of their own bring it as Markdown. */
export function legibleRow(item: TreeItem): TreeItem {
  if (typeof item.label === 'string') item.label = visible(item.label);
  if (typeof item.description === 'string') item.description = visible(item.description);
  if (typeof item.tooltip === 'string') item.tooltip = visible(item.tooltip);
  if (item.accessibilityInformation !== undefined)
    item.accessibilityInformation = {
      ...item.accessibilityInformation,
      label: visible(item.accessibilityInformation.label),
    };
  return item;
}

/** Quick picks find icons in all their texts: those that are wanted are given as `iconPath`. */
export const legiblePicks = <T extends QuickPickItem>(items: readonly T[]): T[] =>
  items.map((item) => ({
    ...item,
    label: labelText(item.label),
    ...(item.description !== undefined && { description: labelText(item.description) }),
    ...(item.detail !== undefined && { detail: labelText(item.detail) }),
  }));
