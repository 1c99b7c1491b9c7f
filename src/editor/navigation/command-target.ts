import { l10n, window, type Uri } from 'vscode';
import type { ActiveLog } from '../open-logs/active-log.js';
import { isEncoded } from '../open-logs/content/log-head.js';
import { nameOf, sourceOf, uriOfTab } from '../open-logs/log-uris.js';
import { fail, inform } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import { noEventsWords } from '../../words/logs.js';

/** Finds the log a command is about. What is no log is told here, because somebody asked. */
export class CommandTarget {
  constructor(
    private readonly logs: OpenLogs,
    private readonly activeLog: ActiveLog,
  ) {}

  /** The log of a resource, or of what the active tab shows. Null: there is none, and the person knows why. */
  async ofResource(resource?: Uri): Promise<OpenLog | null> {
    if (resource !== undefined) return this.logs.find(resource) ?? this.openAnyway(sourceOf(resource));
    const { front, current } = this.activeLog;
    if (front !== null) return front;
    const tab = window.tabGroups.activeTabGroup.activeTab;
    const shown = tab === undefined ? null : uriOfTab(tab);
    if (shown !== null) return this.openAnyway(sourceOf(shown));
    if (current === null)
      void inform(l10n.t('Open a Janus event log first: a file that an event handler of Janus has written.'));
    return current;
  }

  /** The log a person is at, or was at last. */
  async atHand(): Promise<OpenLog | null> {
    return this.activeLog.current ?? this.ofResource();
  }

  /** Reads all of a file, however it begins. */
  private async openAnyway(source: Uri): Promise<OpenLog | null> {
    const log = this.logs.open(source, await isEncoded(source));
    const hold = this.logs.hold(log);
    const state = await log.known();
    // The timeline that comes now takes a hold of its own; a tab is one too.
    setTimeout(() => {
      hold.dispose();
    }, 1000);
    if ((state.summary?.log.events ?? 0) > 0) return log;
    if (state.kind === 'failed') void fail(state.message);
    else if (state.kind === 'ready') void inform(noEventsWords(nameOf(source), state.summary.log.unread?.why ?? null));
    this.logs.close(log);
    return null;
  }
}
