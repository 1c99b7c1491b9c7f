/**
 * Whether Janus logs have been opened in this workspace. Its Explorer offers what to begin with while none is open; people
 * with nothing to do with Janus see nothing of the extension.
 */
import type { Disposable, Memento } from 'vscode';
import { setContext } from '../when-context.js';
import type { OpenLogs } from './open-logs.js';

const KEY = 'usedHere';

/** Tells VS Code what was remembered. */
export function tellUse(memory: Memento): void {
  void setContext(KEY, memory.get(KEY) === true);
}

/** Remembers for the workspace, from now on, that a log was opened. */
export function rememberUse(memory: Memento, logs: OpenLogs): Disposable {
  return logs.onDidOpen(() => {
    if (memory.get(KEY) === true) return;
    void memory.update(KEY, true);
    void setContext(KEY, true);
  });
}
