import { Disposable, EventEmitter, window } from 'vscode';
import { setContext } from '../when-context.js';
import { uriOfTab } from './log-uris.js';
import type { OpenLog } from './open-log.js';
import type { OpenLogs } from './open-logs.js';

/** Which log a person is at: the one whose text or timeline is the active tab, else the one looked at last. */
export class ActiveLog implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly disposables: Disposable[];
  private timeline: OpenLog | null = null;
  private inFront: OpenLog | null = null;
  private last: OpenLog | null = null;
  /** Told how far the log at hand is read. */
  private states: { readonly log: OpenLog; readonly followed: Disposable } | null = null;

  constructor(private readonly logs: OpenLogs) {
    this.disposables = [
      window.tabGroups.onDidChangeTabs(() => {
        this.update();
      }),
      window.tabGroups.onDidChangeTabGroups(() => {
        this.update();
      }),
      logs.onDidOpen(() => {
        this.update();
      }),
      logs.onDidClose((log) => {
        if (this.last === log) this.last = null;
        if (this.timeline === log) this.timeline = null;
        this.update();
      }),
    ];
    this.update();
  }

  /** The log of the active tab, be it text or timeline; null when something else is in front. */
  get front(): OpenLog | null {
    return this.inFront;
  }

  /** The log to show where there is room for one. */
  get current(): OpenLog | null {
    return this.inFront ?? this.last ?? this.logs.all[0] ?? null;
  }

  /** A timeline has come to the front, or gone from there. */
  timelineInFront(log: OpenLog | null): void {
    this.timeline = log;
    this.update();
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
    this.states?.followed.dispose();
    this.changed.dispose();
    void setContext('isReading', false);
    void setContext('isLog', false);
    void setContext('hasLog', false);
    void setContext('logs', []);
  }

  private update(): void {
    const tab = window.tabGroups.activeTabGroup.activeTab;
    const shown = tab === undefined ? null : uriOfTab(tab);
    const asText = shown === null ? null : this.logs.find(shown);
    this.inFront = asText ?? this.timeline;
    if (this.inFront !== null) this.last = this.inFront;
    void setContext('isLog', asText !== null);
    void setContext('hasLog', this.logs.all.length > 0);
    void setContext('logs', this.logs.all.flatMap(pathsOf));
    this.followReading();
    this.changed.fire();
  }

  /** Only a reading that is under way can be cancelled. */
  private followReading(): void {
    const log = this.current;
    if (log !== this.states?.log) {
      this.states?.followed.dispose();
      const tell = (): void => void setContext('isReading', log?.state.kind === 'reading');
      this.states = log === null ? null : { log, followed: log.onDidChangeState(tell) };
      tell();
    }
  }
}

/** Paths as menus compare them (`resourcePath`): URIs differ between a remote window and its extension host. */
function pathsOf({ source, text }: OpenLog): string[] {
  return [...new Set([source.fsPath, source.path, text.path])];
}
