import type { Disposable } from 'vscode';
import { EventEmitter, Uri, ViewColumn, window, type Memento, type WebviewPanel } from 'vscode';
import * as z from 'zod/mini';
import { visible } from '../../encoding/visible.js';
import { isEncoded } from '../open-logs/content/log-head.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';
import type { Settings } from '../settings.js';
import { TimelinePanel, timelineOptions, type TimelineActions } from './timeline-panel.js';

export const TIMELINE = 'janusEvents.timeline';

/** The part of the page's state that is ours: which log it shows. */
const SavedState = z.object({ log: z.string().check(z.minLength(1)) });

/** The open timelines, one per log. An open timeline keeps its log open. */
export class TimelinePanels implements Disposable {
  private readonly panels = new Map<OpenLog, TimelinePanel>();
  private readonly fronted = new EventEmitter<OpenLog | null>();
  /** The log whose timeline has come to the front, or has been opened in sight of it; null when another editor has. */
  readonly onDidChangeFront = this.fronted.event;

  constructor(
    private readonly extension: Uri,
    private readonly logs: OpenLogs,
    private readonly actions: TimelineActions,
    private readonly filters: Memento,
    private readonly settings: Settings,
    private readonly output: Output,
  ) {}

  find(log: OpenLog): TimelinePanel | null {
    return this.panels.get(log) ?? null;
  }

  /** The log whose timeline is the active editor. */
  get front(): OpenLog | null {
    return [...this.panels.values()].find(({ panel }) => panel.active)?.log ?? null;
  }

  /** Opens a log's timeline beside it, or brings it to the front. */
  open(log: OpenLog): TimelinePanel {
    const known = this.panels.get(log);
    if (known) {
      known.comeToFront(log.selection.session);
      return known;
    }
    const options = timelineOptions(this.extension);
    const panel = window.createWebviewPanel(TIMELINE, visible(log.name), this.column(), options);
    return this.attach(panel, log);
  }

  /**
   * Opens a log's timeline beside what is being done and leaves the keyboard there: the focus, which comes as late as the
   * tab does, would close the question that is being answered by then.
   */
  openAside(log: OpenLog): void {
    const known = this.panels.get(log);
    if (known) {
      known.panel.reveal(undefined, true);
      return;
    }
    const shown = { viewColumn: this.column(), preserveFocus: true };
    const panel = window.createWebviewPanel(TIMELINE, visible(log.name), shown, timelineOptions(this.extension));
    this.attach(panel, log);
    this.fronted.fire(log);
  }

  /** Timelines stand together: each more in a column of its own would leave none of them room. */
  private column(): ViewColumn {
    const columns = [...this.panels.values()].map(({ panel }) => panel.viewColumn).filter((one) => one !== undefined);
    return columns.at(-1) ?? ViewColumn.Beside;
  }

  /** Fills a panel that was open when the window closed. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const saved = SavedState.safeParse(state);
    if (!saved.success) {
      this.output.warn('A timeline was not restored: it does not say of which log.');
      panel.dispose();
      return;
    }
    const source = Uri.parse(saved.data.log, true);
    const log = this.logs.open(source, await isEncoded(source));
    if (this.panels.has(log)) panel.dispose();
    else this.attach(panel, log);
  }

  dispose(): void {
    for (const panel of this.panels.values()) panel.dispose();
    this.fronted.dispose();
  }

  private attach(panel: WebviewPanel, log: OpenLog): TimelinePanel {
    const hold = this.logs.hold(log);
    const timeline = new TimelinePanel(
      panel,
      log,
      this.extension,
      this.actions,
      this.filters,
      this.settings,
      this.output,
    );
    this.panels.set(log, timeline);
    const front = panel.onDidChangeViewState(() => {
      this.fronted.fire(this.front);
    });
    timeline.onDidClose(() => {
      front.dispose();
      this.panels.delete(log);
      this.fronted.fire(this.front);
      hold.dispose();
    });
    this.fronted.fire(this.front);
    return timeline;
  }
}
