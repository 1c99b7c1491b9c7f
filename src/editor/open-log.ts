import type { Disposable } from 'vscode';
import { EventEmitter, type Uri } from 'vscode';
import type { AnalysisSummary, LogAnalysis, SessionRow } from '../analysis/api.js';
import { watchLog } from './log-changes.js';
import { logSource } from './log-source.js';
import { nameOf } from './log-uris.js';
import type { Output } from './output.js';
import { SessionSelection } from './selection.js';

/** How far a log is read. `summary` of an earlier reading holds until there is a newer one. */
export type LogState =
  | { readonly kind: 'reading'; readonly percent: number | null; readonly summary: AnalysisSummary | null }
  | { readonly kind: 'ready'; readonly summary: AnalysisSummary }
  | { readonly kind: 'cancelled'; readonly summary: AnalysisSummary | null }
  | { readonly kind: 'failed'; readonly message: string; readonly summary: null };

/** Changes that come in quick succession are one. */
const CHANGE_PAUSE_MS = 300;
/** A new reading that is quicker than this shows nothing but its result. */
const QUICK_MS = 500;

/** A log that is open in a tab or a timeline: it is read when it is opened and again whenever it changes. */
export class OpenLog implements Disposable {
  readonly name: string;
  readonly selection = new SessionSelection();
  private readonly changed = new EventEmitter<LogState>();
  readonly onDidChangeState = this.changed.event;
  private current: LogState = { kind: 'reading', percent: null, summary: null };
  private readonly watcher: Disposable;
  private pause: NodeJS.Timeout | undefined;
  private reading: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  private again = false;
  private lastTook = 0;
  private disposed = false;
  private cachedRows: { readonly revision: number; readonly rows: Promise<readonly SessionRow[]> } | null = null;

  constructor(
    /** Where its bytes are. */
    readonly source: Uri,
    /** The document that shows its text: where findings and jumps lead. */
    readonly text: Uri,
    readonly analysis: LogAnalysis,
    private readonly output: Output,
  ) {
    this.name = nameOf(source);
    this.watcher = watchLog(source, () => {
      this.changedOnDisk();
    });
    void this.read();
  }

  get state(): LogState {
    return this.current;
  }

  /** Reads the log once more; resolves when it is read, whatever came of it. */
  read(): Promise<void> {
    if (this.reading !== null) {
      this.again = true;
      return this.reading.done;
    }
    const abort = new AbortController();
    const done = this.readUntilCurrent(abort).finally(() => {
      this.reading = null;
    });
    this.reading = { abort, done };
    return done;
  }

  /** Resolves when no reading is under way. */
  async settled(): Promise<LogState> {
    await this.reading?.done;
    return this.current;
  }

  cancel(): void {
    this.again = false;
    this.reading?.abort.abort();
  }

  /** All sessions in order of creation, of the latest reading. */
  rows(): Promise<readonly SessionRow[]> {
    const summary = this.current.summary;
    if (summary === null) return Promise.resolve([]);
    if (this.cachedRows?.revision !== summary.revision)
      this.cachedRows = { revision: summary.revision, rows: this.analysis.rows() };
    return this.cachedRows.rows;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.pause);
    this.watcher.dispose();
    this.cancel();
    this.analysis.dispose();
    this.changed.dispose();
    this.selection.dispose();
  }

  /** Reads what has been added, soon: for whoever writes the log, who knows before any watcher. */
  changedOnDisk(): void {
    clearTimeout(this.pause);
    // A log that is written to all the time must not be read all the time.
    const pause = Math.max(CHANGE_PAUSE_MS, this.lastTook * 2);
    this.pause = setTimeout(() => void this.read(), pause);
  }

  private async readUntilCurrent(abort: AbortController): Promise<void> {
    for (;;) {
      await this.readOnce(abort.signal);
      if (!this.takeAgain() || this.disposed) return;
    }
  }

  /** Whether the log has changed while it was read. */
  private takeAgain(): boolean {
    const { again } = this;
    this.again = false;
    return again;
  }

  private async readOnce(signal: AbortSignal): Promise<void> {
    const before = this.current.summary;
    const start = performance.now();
    let percent: number | null = null;
    const tell = (): void => {
      this.become({ kind: 'reading', percent, summary: before });
    };
    let shown = before === null;
    if (shown) tell();
    const slow = setTimeout(() => {
      shown = true;
      tell();
    }, QUICK_MS);
    try {
      const source = await logSource(this.source);
      const rowsBefore = this.selection.session === null ? await this.cachedRows?.rows : await this.rows();
      const summary = await this.analysis.run(
        source,
        ({ read, total }) => {
          const now = total ? Math.floor((read * 100) / total) : null;
          if (now === percent) return;
          percent = now;
          if (shown) tell();
        },
        signal,
      );
      const selected = rowsBefore?.[this.selection.session ?? -1];
      this.selection.renumber(selected ? sameSession(selected, await this.analysis.rows()) : null);
      this.become({ kind: 'ready', summary });
    } catch (error) {
      this.failed(error, signal, before);
    } finally {
      clearTimeout(slow);
      this.lastTook = performance.now() - start;
    }
  }

  private failed(error: unknown, signal: AbortSignal, before: AnalysisSummary | null): void {
    if (this.disposed) return;
    if (signal.aborted) {
      this.become({ kind: 'cancelled', summary: before });
      return;
    }
    this.output.error(`Reading ${this.source.toString(true)}`, error);
    const message = error instanceof Error ? error.message : String(error);
    this.become({ kind: 'failed', message, summary: null });
  }

  private become(state: LogState): void {
    if (this.disposed) return;
    this.current = state;
    this.changed.fire(state);
  }
}

/** Number of a session in another reading of its log, or null when it is not in it. */
function sameSession({ emitter, id, instance }: SessionRow, rows: readonly SessionRow[]): number | null {
  return rows.find((row) => row.emitter === emitter && row.id === id && row.instance === instance)?.index ?? null;
}
