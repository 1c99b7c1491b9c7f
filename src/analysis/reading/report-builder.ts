/** Analyses logs given as bytes: one after another, judged together as one story. Pure; the caller does the reading. */
import type { Resumption, Scanner, ScannerSink } from '../../events/header.js';
import { figuresOf, agree, writeFigures, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';
import { newScanner } from '../../events/scanner.js';
import { LivesCollector } from '../../lives/engine/collect.js';
import { judgeLives } from '../../lives/engine/judge-lives.js';
import { livesOf, type Lives } from '../../lives/lives.js';
import { maskedNotes } from '../../lives/masked.js';
import { KINDS } from '../../lives/registry.js';
import { Collector } from '../../sessions/collecting/collector.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import { judge, type Judgement, type Quiet } from '../../sessions/judge.js';
import type { LogReport } from '../../sessions/log-report.js';
import { ServerLogReader, type ServerLog } from '../../sessions/server-log/server-log.js';
import { serverTallies } from '../../sessions/notes/notes.js';
import { fileName } from '../../words/logs.js';
import type { Scanned } from '../scan-thread/messages.js';
import { LogSink } from './log-sink.js';
import { bytesOf, readLogState, writeLogState, type LogState } from './log-state.js';
import { logSummary, serverLogSummary } from './log-summary.js';

/** What is found out about a log while its bytes are read: see `ReadState`. */
export interface KnownOfLog {
  readonly forms: readonly string[];
  readonly foreign: string | null;
  readonly serverLines: boolean;
  readonly problem: string | null;
}

export class ReportBuilder {
  private readonly collector = new Collector();
  /** By log: what takes its events, and what is known of it. */
  private readonly sinks: LogSink[] = [];
  private readonly logs: LogState[] = [];
  private readonly serverLogs: ServerLog[] = [];
  /** What the log itself tells in lines of Janus' own between its events. */
  private linesBetween: ServerLog | null = null;
  /** What the events tell of lives below the session; null: nobody asks. */
  private readonly livesCollector: LivesCollector | null;
  private readonly noteMasked: boolean;

  /** `noteMasked`: the notes tell what cannot be told of lives; nobody misses it who did not ask for them. */
  constructor({ lives = false, noteMasked = lives }: { readonly lives?: boolean; readonly noteMasked?: boolean } = {}) {
    this.noteMasked = noteMasked;
    this.livesCollector = lives ? new LivesCollector(this.collector.facts, KINDS.words) : null;
  }

  /** Begins the next log; `path` is what the report calls it. */
  begin(path: string): void {
    const sink = new LogSink(path, this.sinks.length, this.collector, this.livesCollector);
    this.sinks.push(sink);
    this.logs.push(sink.state);
  }

  /** Memory for the next bytes of the log begun last; see `Scanner.room()`. */
  room(size: number): Uint8Array {
    return scannerOf(this.logs.at(-1)!).room(size);
  }

  /** The next bytes of the log begun last, uncompressed. */
  push(bytes: Uint8Array): void {
    const log = this.logs.at(-1)!;
    log.beginning?.note(bytes);
    log.array ||= log.beginning?.isArray ?? false;
    scannerOf(log).push(bytes);
  }

  /** The log begun last is at its end; `known` is what was found out about its form, and why bytes are missing. */
  end(known?: KnownOfLog): void {
    const log = this.logs.at(-1)!;
    if (known !== undefined) this.note(log, known);
    scannerOf(log).end();
  }

  /** Takes what another thread finds in the log begun last, instead of its bytes. */
  get sink(): ScannerSink {
    return this.sinks.at(-1)!;
  }

  /** The log begun last, through which another thread looked, is at its end. */
  endOfThread(scanned: Scanned): void {
    const log = this.logs.at(-1)!;
    const { bytes, array, resumption } = scanned;
    Object.assign(log, { bytes, array, resumption });
    this.note(log, scanned);
  }

  /** Another thread has looked through so many bytes of the log begun last. */
  lookedThrough(bytes: number): void {
    this.logs.at(-1)!.bytes = bytes;
  }

  /**
   * Goes on with the log begun last, which may grow, where another thread stopped. Returns the offset from which on its
   * bytes are to be pushed; null as {@link resume}.
   */
  goOn({ array, resumption }: Scanned): number | null {
    const log = this.logs.at(-1)!;
    log.array = array;
    log.beginning = null;
    if (resumption === null) return null;
    this.goOnFrom(resumption, log);
    return this.sinks.at(-1)!.expectAgain(resumption);
  }

  /**
   * Takes the end of the log begun last back, because it has grown. Returns the offset from which on its bytes are to be
   * pushed again, the new ones behind them. Null: what was told of an incomplete end is more than can be taken back, so
   * the log is to be read from its beginning. That may also turn out later: ask {@link astray} after the next `end`.
   */
  resume(): number | null {
    const log = this.logs.at(-1)!;
    const resumption = log.scanner === null ? log.resumption : log.scanner.resume();
    if (resumption === null) return null;
    if (log.scanner === null) this.goOnFrom(resumption, log);
    return this.sinks.at(-1)!.expectAgain(resumption);
  }

  /** Has a new scanner go on where another one stopped. */
  private goOnFrom(resumption: Resumption, log: LogState): void {
    scannerOf(log).goOnFrom(resumption);
    this.livesCollector?.goOn();
  }

  /** Whether the end of the log begun last means something else since it has grown: it is to be read from its beginning. */
  get astray(): boolean {
    const { astray, again, cameAgain } = this.logs.at(-1)!;
    return astray || cameAgain < again.length;
  }

  /** Reads one of Janus' own logs, uncompressed; it decides what the events cannot. */
  async addServerLog(path: string, chunks: AsyncIterable<Uint8Array>): Promise<ServerLog> {
    const reader = new ServerLogReader(path);
    for await (const bytes of chunks) reader.push(bytes);
    const log = reader.soFar();
    this.takeServerLog(log);
    return log;
  }

  /** The same for a server log that was read already. */
  takeServerLog(log: ServerLog): void {
    this.serverLogs.push(log);
  }

  /** The same for Janus' own lines in a log that may grow: what they tell by now takes the place of what they told before. */
  takeLinesBetween(log: ServerLog): void {
    this.linesBetween = log;
  }

  /**
   * By log: how many bytes of it were looked through, null where they were decoded. Null: what is known of the logs is not to
   * be kept, since bytes are missing, nothing was found, or Janus' own lines among them are kept elsewhere.
   */
  bytesToKeep(): (number | null)[] | null {
    const { logs } = this;
    const whole = logs.every(({ problem, serverLines, events }) => problem === null && !serverLines && events > 0);
    return whole ? logs.map((log) => (log.forms.length > 0 ? null : bytesOf(log))) : null;
  }

  /** Writes all that is known of the logs, which are at their ends. */
  write(to: ColumnWriter): void {
    writeFigures(to, [this.logs.length, this.livesCollector === null ? 0 : 1]);
    for (const log of this.logs) writeLogState(log, to);
    this.collector.write(to);
    this.livesCollector?.write(to);
  }

  /**
   * Takes what another one wrote of the logs at `paths`, instead of reading them. Throws ColumnsDisagree; then this one is
   * of no use any more.
   */
  read(from: ColumnReader, paths: readonly string[]): void {
    const [logs, lives] = figuresOf(from, 2);
    agree(logs === paths.length && lives === (this.livesCollector === null ? 0 : 1));
    for (const [number, path] of paths.entries()) {
      this.begin(path);
      readLogState(this.logs[number]!, number, from);
    }
    this.collector.read(from, paths.length);
    this.livesCollector?.read(from);
  }

  /** Uncompressed bytes of all logs that were looked through. */
  get bytes(): number {
    return this.logs.reduce((sum, log) => sum + bytesOf(log), 0);
  }

  get facts(): Facts {
    return this.collector.facts;
  }

  /** The verdicts over all logs; `quiet` for one that is being followed. */
  finish(quiet?: Quiet): { report: LogReport; judgement: Judgement; lives: Lives | null } {
    const serverLogs = this.linesBetween === null ? this.serverLogs : [...this.serverLogs, this.linesBetween];
    const names = serverLogs.map(({ path }) => fileName(path));
    const judgement = judge(this.collector.facts, { logs: serverLogs, first: this.logs.length, names }, quiet);
    const tallies = serverTallies(judgement);
    const masked = this.maskedNotes();
    const logs = this.logs.map((state, log) => {
      const summary = logSummary(state, log, judgement, tallies);
      const more = masked.filter((of) => of.log === log).map(({ note }) => note);
      return more.length === 0 ? summary : { ...summary, notes: [...summary.notes, ...more] };
    });
    const { sessions, emitters, marks } = judgement;
    return {
      report: {
        logs: [...logs, ...serverLogs.map(serverLogSummary)],
        emitters,
        sessions,
        marks,
        span: this.span(),
      },
      judgement,
      lives: this.judgedLives(judgement),
    };
  }

  /** What cannot be told of lives, by the log that it is noted for. */
  private maskedNotes(): ReturnType<typeof maskedNotes> {
    if (this.livesCollector === null || !this.noteMasked) return [];
    return maskedNotes(this.collector.facts, KINDS.words);
  }

  private judgedLives(judgement: Judgement): Lives | null {
    if (this.livesCollector === null) return null;
    const { lifeFacts } = this.livesCollector;
    return livesOf(judgeLives(lifeFacts, judgement, KINDS), KINDS);
  }

  private note(log: LogState, { forms, foreign, serverLines, problem }: KnownOfLog): void {
    Object.assign(log, { forms, foreign, serverLines, problem });
  }

  /** First and last time of what was read, µs since the Unix epoch; null where nothing was. */
  span(): LogReport['span'] {
    const { table, emitterList } = this.collector.facts;
    if (table.count === 0) return null;
    return {
      first: emitterList.reduce((first, { firstAt }) => Math.min(first, firstAt), Infinity),
      last: emitterList.reduce((last, { lastAt }) => Math.max(last, lastAt), 0),
    };
  }
}

const scannerOf = (log: LogState): Scanner => (log.scanner ??= newScanner(log.sink));
