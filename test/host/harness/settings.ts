import { writeFileSync } from 'node:fs';
import { inject } from 'vitest';
import { QUIET_SETTINGS } from '../../setup/run-code-server.mjs';

export type Theme =
  'Default Light Modern' | 'Default Dark Modern' | 'Default High Contrast' | 'Default High Contrast Light';

/** What the workbench's class name says of a theme once it is in force. */
export const THEME_CLASS: Record<Theme, string> = {
  'Default Light Modern': 'light_modern-json',
  'Default Dark Modern': 'dark_modern-json',
  'Default High Contrast': 'hc_black-json',
  'Default High Contrast Light': 'hc_light-json',
};

const STILL_SETTINGS = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
  'workbench.editor.useModal': 'off',
  'workbench.editor.enablePreview': false,
  'problems.autoReveal': false,
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
  'git.enabled': false,
  // Rows are found by what the corpus knows sessions by.
  'janusEvents.sessionNames': 'id',
};

/** Replaces the user's settings: the harness's own and these. */
export function writeSettings(settings: Record<string, unknown> = {}): void {
  const all = { ...QUIET_SETTINGS, ...STILL_SETTINGS, ...settings };
  writeFileSync(inject('settingsFile'), JSON.stringify(all, null, 2));
}

/** Settings with which the extension runs in the web worker extension host, where there is no Node. */
export const IN_BROWSER = { 'remote.extensionKind': { 'janus-event-inspector.janus-event-inspector': ['web'] } };
