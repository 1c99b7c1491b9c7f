import type { Disposable } from 'vscode';
import { EventEmitter, type Uri } from 'vscode';
import type { SessionKey } from '../../analysis/lanes/protocol.js';
import type { AnalysisSummary, LogSource, Progress } from '../../analysis/requests/api.js';
import type { AnalysisThread } from '../../analysis/client.js';
import type { ExpectedFinding } from '../../expected/expected-finding.js';
import type { Zone } from '../../words/clocks.js';
import { clockTold, type LogClock } from '../../words/times.js';
import { Outdated } from '../../rpc/requests.js';
import { capturesInMemory } from './captures-in-memory.js';
import { watchLog } from './log-changes.js';
import { logSource, ownMemory } from './log-source.js';
import { nameOf } from './log-uris.js';
import type { Output } from '../output.js';
import { SessionSelection } from '../sessions-tree/selection.js';

/** How far a log is read. `summary` of an earlier reading holds until there is a newer one. */
export type LogState =
  | {
      readonly kind: 'reading';
      readonly percent: number | null;
      /** Bytes a second; null until that can be told. */
      readonly speed: number | null;
      /** Verdicts on what has been read, or of the reading before. */
      readonly summary: AnalysisSummary | null;
    }
  | { readonly kind: 'ready'; readonly summary: AnalysisSummary }
  /** What had been read until then is there. */
  | { readonly kind: 'cancelled'; readonly summary: AnalysisSummary | null }
  | { readonly kind: 'failed'; readonly message: string; readonly summary: null };

/** Changes that come in quick succession are one. */
const CHANGE_PAUSE_MS = 300;
/** A log that is written to all the time is read for a quarter of the time at most. */
const READING_SHARE = 3;
/** A session that seemed to end just now has done so if nothing has come of it for this long. */
const SETTLED_MS = 1200;
/** A new reading that is quicker than this shows nothing but its result. */
const QUICK_MS = 500;

/** A log that is open in a tab or a timeline: it is read when it is opened and again whenever it changes. */
export class OpenLog implements Disposable {
  readonly name: string;
  /** What people know it by where that is not its file: the profile of a live session. */
  title: string;
  readonly selection = new SessionSelection();
  private readonly changed = new EventEmitter<LogState>();
  readonly onDidChangeState = this.changed.event;
  private current: LogState = { kind: 'reading', percent: null, speed: null, summary: null };
  private readonly watcher: Disposable;
  private pause: NodeJS.Timeout | undefined;
  private reading: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  private again = false;
  private anew = false;
  /** Bytes of a capture in memory that the analysis has. */
  private given = 0;
  private lastTook = 0;
  private disposed = false;
  /** The selected session, by what it is in every reading. */
  private selected: SessionKey | null = null;

  constructor(
    /** Where its bytes are. */
    readonly source: Uri,
    /** The document that shows its text: where findings and jumps lead. */
    readonly text: Uri,
    readonly analysis: AnalysisThread,
    private readonly output: Output,
  ) {
    this.name = nameOf(source);
    this.title = this.name;
    this.watcher = watchLog(source, () => {
      this.changedOnDisk();
    });
    this.selection.onDidChange(({ session }) => {
      this.rememberSelection(session).catch((error: unknown) => {
        this.output.error(`Session ${String(session)} of ${this.name}`, error);
      });
    });
    void this.read();
  }

  get state(): LogState {
    return this.current;
  }

  /** Reads what has become of the log since it was read; resolves when that is done, whatever came of it. */
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

  /** Reads a log from its beginning that was read before; goes on with one whose reading was cancelled. */
  readAgain(): Promise<void> {
    this.anew = this.current.kind !== 'cancelled';
    return this.read();
  }

  /** From now on these findings are expected. */
  async expect(expected: readonly ExpectedFinding[]): Promise<void> {
    await this.showAnew(await this.analysis.ask({ method: 'expect', expected }));
  }

  /** From now on times are told by this clock. */
  async tellTimesBy(zone: Zone): Promise<void> {
    await this.showAnew(await this.analysis.ask({ method: 'tellTimes', zone }));
  }

  /** How its times are told in lists and documents. */
  get clock(): LogClock {
    return { zone: clockTold().zone, origin: this.current.summary?.span?.first ?? 0 };
  }

  /** Verdicts on the same reading, made anew. */
  private async showAnew(summary: AnalysisSummary | null): Promise<void> {
    const known = this.current.summary;
    if (summary === null || known === null || summary.revision < known.revision) return;
    await this.renumberSelection();
    this.become({ ...this.current, summary });
  }

  /** Resolves when no reading is under way. */
  async settled(): Promise<LogState> {
    await this.reading?.done;
    return this.current;
  }

  /** Resolves when the log is read as it is now, as far as is known: a change that waits to be read is waited for. */
  async upToDate(): Promise<LogState> {
    if (this.pause !== undefined) {
      clearTimeout(this.pause);
      this.pause = undefined;
      await this.read();
    }
    return this.settled();
  }

  /** Resolves when there is something to show, or reading has ended without. */
  async known(): Promise<LogState> {
    const states: Disposable[] = [];
    const news = new Promise<LogState>((resolve) => {
      const look = (state: LogState): void => {
        if (state.summary !== null || state.kind !== 'reading') resolve(state);
      };
      states.push(this.changed.event(look));
      look(this.current);
    });
    try {
      return await Promise.race([news, this.settled()]);
    } finally {
      for (const state of states) state.dispose();
    }
  }

  cancel(): void {
    this.again = false;
    this.reading?.abort.abort();
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

  /** Reads soon what has been added. Who writes the log calls it: a watcher would tell later. */
  changedOnDisk(): void {
    // After a person has cancelled the reading, it does not begin again by itself.
    if (this.current.kind === 'cancelled') return;
    this.readIn(Math.max(CHANGE_PAUSE_MS, this.lastTook * READING_SHARE));
  }

  /** Reads after a pause. A further change does not prolong the pause: changes may never come to an end. */
  private readIn(ms: number): void {
    this.pause ??= setTimeout(() => {
      this.pause = undefined;
      void this.read();
    }, ms);
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
    const start = performance.now();
    let { summary } = this.current;
    let progress: Pick<Extract<LogState, { kind: 'reading' }>, 'percent' | 'speed'> = { percent: null, speed: null };
    const tell = (): void => {
      this.become({ kind: 'reading', ...progress, summary });
    };
    let shown = summary === null;
    if (shown) tell();
    const slow = setTimeout(() => {
      shown = true;
      tell();
    }, QUICK_MS);
    try {
      const source = await this.sourceNow();
      this.anew = false;
      const news = ({ read, total, speed, summary: found }: Progress): void => {
        progress = { percent: total ? Math.floor((read * 100) / total) : null, speed };
        if (found !== null) void this.renumberSelection();
        summary = found ?? summary;
        if (shown) tell();
      };
      const moved = ownMemory(source);
      const result = await this.analysis.ask({ method: 'run', source }, { news, signal, moved });
      await this.renumberSelection();
      this.become({ kind: result.partial === null ? 'ready' : 'cancelled', summary: result });
      if (result.provisional > 0 && result.partial === null) this.readIn(SETTLED_MS);
    } catch (error) {
      const known = this.given > 0 && error instanceof Outdated;
      this.given = 0;
      // Another thread has taken the place of the one that knew what was before.
      if (known) this.again = true;
      else this.failed(error, signal, summary);
    } finally {
      clearTimeout(slow);
      this.lastTook = performance.now() - start;
    }
  }

  /** What the analysis is to read: of a capture in memory, what it does not have yet. */
  private sourceNow(): LogSource | Promise<LogSource> {
    const added = capturesInMemory.addedTo(this.source, this.anew ? 0 : this.given);
    if (added === null) return logSource(this.source, this.anew);
    this.given = added.from + added.bytes.length;
    return added;
  }

  private async rememberSelection(session: number): Promise<void> {
    const row = await this.analysis.ask({ method: 'row', session });
    if (this.selection.session === session) this.selected = row;
  }

  /** In another reading the selected session can have another number. */
  private async renumberSelection(): Promise<void> {
    const { session } = this.selection;
    if (session === null || this.selected === null) return;
    const { emitter, id, instance } = this.selected;
    const found = await this.analysis.ask({ method: 'find', key: { emitter, id, instance } });
    if (this.selection.session === session) this.selection.renumber(found);
  }

  private failed(error: unknown, signal: AbortSignal, summary: AnalysisSummary | null): void {
    if (this.disposed) return;
    if (signal.aborted) {
      this.become({ kind: 'cancelled', summary });
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
