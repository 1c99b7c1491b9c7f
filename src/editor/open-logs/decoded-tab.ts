import { commands, TabInputText, window, type Tab } from 'vscode';
import type { OpenLog } from './open-log.js';

/**
 * Puts a log's text in the place of the tab that was opened for its bytes, for which VS Code has but an empty page
 * saying "binary". An editor that the person chose for those bytes, and tabs in the background, stay as they are.
 */
export async function showDecoded(log: OpenLog, tab: Tab): Promise<void> {
  const { input } = tab;
  if (!tab.isActive || !(input instanceof TabInputText) || input.uri.toString() !== log.source.toString()) return;
  const { viewColumn, isActive } = tab.group;
  const options = { viewColumn, preview: tab.isPreview, preserveFocus: !isActive };
  await commands.executeCommand('vscode.open', log.text, options);
  await window.tabGroups.close(tab, true);
}
