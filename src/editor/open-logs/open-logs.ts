import { Disposable, EventEmitter, window, type Uri } from 'vscode';
import type { AnalysisThread } from '../../analysis/client.js';
import { decodedTextUri, openTabs, sourceOf, uriOfTab } from './log-uris.js';
import { OpenLog } from './open-log.js';
import type { Output } from '../output.js';

/** A tab that moves to another group is closed and opened; only what stays closed is closed. */
const CLOSING_MS = 300;

/** The logs that are open, each once however many tabs show it. A log stays open while a tab or somebody holds it. */
export class OpenLogs implements Disposable {
  private readonly logs = new Map<string, OpenLog>();
  private readonly holders = new Map<OpenLog, number>();
  private readonly opened = new EventEmitter<OpenLog>();
  private readonly closed = new EventEmitter<OpenLog>();
  readonly onDidOpen = this.opened.event;
  readonly onDidClose = this.closed.event;
  private readonly tabs: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly createAnalysis: () => AnalysisThread,
    private readonly output: Output,
  ) {
    this.tabs = window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0) this.closeUnused();
    });
  }

  get all(): readonly OpenLog[] {
    return [...this.logs.values()];
  }

  /** The open log of a source or a text document. */
  find(shown: Uri): OpenLog | null {
    return this.logs.get(sourceOf(shown).toString()) ?? null;
  }

  /** Opens a log, or finds it open. `encoded`: VS Code cannot show its bytes as text. */
  open(source: Uri, encoded: boolean): OpenLog {
    const known = this.find(source);
    if (known) return known;
    const log = new OpenLog(source, encoded ? decodedTextUri(source) : source, this.createAnalysis(), this.output);
    this.logs.set(source.toString(), log);
    this.opened.fire(log);
    this.closeUnused();
    return log;
  }

  /** Keeps a log open, with or without a tab, until the hold is disposed of. */
  hold(log: OpenLog): Disposable {
    this.holders.set(log, (this.holders.get(log) ?? 0) + 1);
    return new Disposable(() => {
      this.holders.set(log, (this.holders.get(log) ?? 1) - 1);
      this.closeUnused();
    });
  }

  /** Closes a log that turned out to be none. */
  close(log: OpenLog): void {
    const key = log.source.toString();
    if (this.logs.get(key) !== log) return;
    this.logs.delete(key);
    this.holders.delete(log);
    this.closed.fire(log);
    log.dispose();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.tabs.dispose();
    for (const log of this.logs.values()) log.dispose();
    this.opened.dispose();
    this.closed.dispose();
  }

  private closeUnused(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const inTabs = new Set(openTabs().map((tab) => sourceKey(uriOfTab(tab))));
      for (const [key, log] of this.logs) {
        if (!inTabs.has(key) && (this.holders.get(log) ?? 0) <= 0) this.close(log);
      }
    }, CLOSING_MS);
  }
}

const sourceKey = (shown: Uri | null): string | null => (shown === null ? null : sourceOf(shown).toString());
