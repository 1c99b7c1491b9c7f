import { l10n, window, type Uri } from 'vscode';
import type { ActiveLog } from './active-log.js';
import { readHead } from './log-head.js';
import { nameOf, sourceOf, uriOfTab } from './log-uris.js';
import type { OpenLog } from './open-log.js';
import type { OpenLogs } from './open-logs.js';

/** Finds the log a command is about. What is no log is told here, because somebody asked. */
export class AskedLog {
  constructor(
    private readonly logs: OpenLogs,
    private readonly activeLog: ActiveLog,
  ) {}

  /** The log of a resource, or without one that of the active tab, or the one looked at last. Null: the person knows why. */
  async find(resource?: Uri): Promise<OpenLog | null> {
    if (resource !== undefined) return this.logs.find(resource) ?? this.openAnyway(sourceOf(resource));
    const { front, current } = this.activeLog;
    if (front !== null) return front;
    const tab = window.tabGroups.activeTabGroup.activeTab;
    const shown = tab === undefined ? null : uriOfTab(tab);
    if (current !== null) return current;
    if (shown !== null) return this.openAnyway(sourceOf(shown));
    void window.showInformationMessage(
      l10n.t('Open a Janus event log first: a file that an event handler of Janus has written.'),
    );
    return null;
  }

  /** Reads all of a file, however it begins. */
  private async openAnyway(source: Uri): Promise<OpenLog | null> {
    let encoded = false;
    if (source.scheme !== 'untitled') {
      try {
        ({ encoded } = await readHead(source));
      } catch {
        // Reading the log below fails for the same reason and says it in words.
        encoded = false;
      }
    }
    const log = this.logs.open(source, encoded);
    const hold = this.logs.hold(log);
    try {
      const state = await log.settled();
      if (state.kind === 'failed') void window.showErrorMessage(state.message);
      else if (state.summary?.log.events === 0)
        void window.showInformationMessage(l10n.t('{0} holds no Janus events.', nameOf(source)));
      else if (state.kind === 'ready') return log;
      return null;
    } finally {
      // The timeline that comes now takes a hold of its own; a tab is one too.
      setTimeout(() => {
        hold.dispose();
      }, 1000);
    }
  }
}
