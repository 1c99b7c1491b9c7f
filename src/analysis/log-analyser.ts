/** Analyses logs given as bytes: one after another, judged together as one story. Pure; the caller does the reading. */
import type { EventHeader, Resumption, Scanner, ScannerSink, Stretch, ToldEvent, Wrapping } from '../events/header.js';
import { newScanner } from '../events/scanner.js';
import { LivesCollector } from '../lives/engine/collect.js';
import { judgeLives } from '../lives/engine/judge-lives.js';
import { livesOf, type Lives } from '../lives/lives.js';
import { KINDS } from '../lives/registry.js';
import { Collector } from '../sessions/collector.js';
import type { Facts } from '../sessions/facts.js';
import { judge, type Judgement, type Quiet } from '../sessions/judge.js';
import type { LogReport, LogSummary } from '../sessions/model.js';
import { ServerLogReader, type ServerLog } from '../sessions/server-log.js';
import { notesOf, serverTallies, type Damage, type ServerTally } from '../sessions/notes.js';
import type { Scanned } from './apart/messages.js';
import { firstByteOf, formatName } from './format.js';

/** Stretches that are kept one by one. A log with more is no log, or is read with the wrong compression. */
const MAX_STRETCHES = 10_000;

interface LogState {
  readonly path: string;
  gzip: boolean;
  problem: string | null;
  /** Takes what is found in the log. */
  readonly sink: ScannerSink;
  /** Finds it, once there are bytes to look through; null where another thread does. */
  scanner: Scanner | null;
  /** Bytes that another thread looked through. */
  bytes: number;
  readonly stretches: Damage[];
  moreStretches: number;
  events: number;
  duplicates: number;
  readonly wrappings: Record<Wrapping, number>;
  /** First byte that is neither white space nor BOM, and whether the first event spans several lines. */
  firstByte: number;
  indented: boolean;
  lines: number;
  /** After a resumption: the events that are to come again, as they were told before, and how many of them have. */
  again: readonly ToldEvent[];
  cameAgain: number;
  /** They did not come again as they were: see {@link LogAnalyser.resume}. */
  astray: boolean;
}

const decoder = new TextDecoder();

export class LogAnalyser {
  private readonly collector = new Collector();
  private readonly logs: LogState[] = [];
  private readonly serverLogs: ServerLog[] = [];
  /** What the events tell of lives below the session; null: nobody asks. */
  private readonly livesCollector: LivesCollector | null;

  constructor({ lives = false }: { readonly lives?: boolean } = {}) {
    this.livesCollector = lives ? new LivesCollector(this.collector.facts, KINDS.words) : null;
  }

  /** Begins the next log; `path` is what the report calls it. */
  begin(path: string): void {
    const log = this.logs.length;
    const state: LogState = {
      path,
      gzip: false,
      problem: null,
      sink: {
        event: (header) => {
          this.event(header, log, state);
        },
        stretch: (stretch) => {
          this.stretch(stretch, log, state);
        },
      },
      scanner: null,
      bytes: 0,
      stretches: [],
      moreStretches: 0,
      events: 0,
      duplicates: 0,
      wrappings: { none: 0, prefix: 0, envelope: 0, string: 0 },
      firstByte: -1,
      indented: false,
      lines: 0,
      again: [],
      cameAgain: 0,
      astray: false,
    };
    this.logs.push(state);
  }

  /** Memory for the next bytes of the log begun last; see `Scanner.room()`. */
  room(size: number): Uint8Array {
    return scannerOf(this.logs.at(-1)!).room(size);
  }

  /** The next bytes of the log begun last, uncompressed. */
  push(bytes: Uint8Array): void {
    const log = this.logs.at(-1)!;
    if (log.firstByte < 0) log.firstByte = firstByteOf(bytes);
    scannerOf(log).push(bytes);
  }

  /** The log begun last is at its end; `gzip` says how it was stored, `problem` why it could not be read to its end. */
  end(gzip = false, problem: string | null = null): void {
    const log = this.logs.at(-1)!;
    log.gzip = gzip;
    log.problem = problem;
    scannerOf(log).end();
  }

  /** Takes what another thread finds in the log begun last, instead of its bytes. */
  get sink(): ScannerSink {
    return this.logs.at(-1)!.sink;
  }

  /** The log begun last, through which another thread looked, is at its end. */
  endApart({ gzip, problem, bytes, firstByte }: Scanned): void {
    Object.assign(this.logs.at(-1)!, { gzip, problem, bytes, firstByte });
  }

  /** Another thread has looked through so many bytes of the log begun last. */
  lookedThrough(bytes: number): void {
    this.logs.at(-1)!.bytes = bytes;
  }

  /**
   * Goes on with the log begun last, which may grow, where another thread stopped. Returns the offset from which on its
   * bytes are to be pushed; null as {@link resume}.
   */
  goOn({ firstByte, resumption }: Scanned): number | null {
    const log = this.logs.at(-1)!;
    log.firstByte = firstByte;
    if (resumption === null) return null;
    scannerOf(log).goOnFrom(resumption);
    return this.expectAgain(log, resumption);
  }

  /**
   * Takes the end of the log begun last back, because it has grown. Returns the offset from which on its bytes are to be
   * pushed again, the new ones behind them. Null: what was told of an incomplete end is more than can be taken back, so
   * the log is to be read from its beginning. That may also turn out later: ask {@link astray} after the next `end`.
   */
  resume(): number | null {
    const log = this.logs.at(-1)!;
    const resumption = scannerOf(log).resume();
    if (resumption === null) return null;
    return this.expectAgain(log, resumption);
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
    const log = reader.end();
    this.serverLogs.push(log);
    return log;
  }

  get facts(): Facts {
    return this.collector.facts;
  }

  /** The verdicts over all logs; `quiet` for one that is being followed. */
  finish(quiet?: Quiet): { report: LogReport; judgement: Judgement; lives: Lives | null } {
    const names = this.serverLogs.map(({ path }) => path.replace(/^.*[/\\]/, ''));
    const judgement = judge(this.collector.facts, { logs: this.serverLogs, first: this.logs.length, names }, quiet);
    const tallies = serverTallies(judgement);
    const logs = this.logs.map((state, log) => this.summary(state, log, judgement, tallies));
    const { sessions, emitters, marks } = judgement;
    return {
      report: {
        logs: [...logs, ...this.serverLogs.map(serverLogSummary)],
        emitters,
        sessions,
        marks,
        span: this.span(),
      },
      judgement,
      lives: this.judgedLives(judgement),
    };
  }

  private judgedLives(judgement: Judgement): Lives | null {
    if (this.livesCollector === null) return null;
    const { lifeFacts } = this.livesCollector;
    return livesOf(judgeLives(this.collector.facts, lifeFacts, judgement, KINDS), KINDS);
  }

  private expectAgain(log: LogState, { offset, events, stretches }: Resumption): number | null {
    // Damage in front of the first event is dated by that event.
    if (events.length > 0 && events.length === log.events) return null;
    log.again = events;
    log.cameAgain = 0;
    this.takeBackStretches(log, stretches);
    return offset;
  }

  private event(header: EventHeader, log: number, state: LogState): void {
    if (state.cameAgain < state.again.length) {
      this.eventAgain(header, log, state);
      return;
    }
    state.events++;
    if (state.events === 1) state.indented = header.json.includes(0x0a);
    state.wrappings[header.wrapping]++;
    state.lines = header.line;
    if (!this.collector.add(header, log)) state.duplicates++;
    else this.livesCollector?.add(header);
  }

  /** An event that was told before: in the same place, or all is different. */
  private eventAgain(header: EventHeader, log: number, state: LogState): void {
    const { offset, wrapping } = header;
    this.collector.meetAgain(header, log);
    const before = state.again[state.cameAgain++]!;
    if (before.offset !== offset) state.astray = true;
    state.wrappings[before.wrapping]--;
    state.wrappings[wrapping]++;
  }

  private stretch({ sample, ...stretch }: Stretch, log: number, state: LogState): void {
    if (stretch.kind === 'broken') {
      const dated = this.collector.addDamage(decoder.decode(sample));
      // The event added last stands behind the damage when it is one of those that come again.
      if (dated && state.cameAgain < state.again.length) state.astray = true;
    }
    if (state.stretches.length < MAX_STRETCHES) state.stretches.push({ ...stretch, log });
    else state.moreStretches++;
  }

  private takeBackStretches(state: LogState, kinds: readonly Stretch['kind'][]): void {
    const uncounted = Math.min(kinds.length, state.moreStretches);
    state.moreStretches -= uncounted;
    state.stretches.length -= kinds.length - uncounted;
    this.collector.takeBackDamage(kinds.filter((kind) => kind === 'broken').length);
  }

  private summary(state: LogState, log: number, judgement: Judgement, tallies: readonly ServerTally[]): LogSummary {
    // Lines of other text are nothing unusual where every line has a prefix: such a log is a console's output.
    const console = state.wrappings.prefix * 2 > state.events;
    const damaged = console ? state.stretches.filter((stretch) => stretch.kind === 'broken') : state.stretches;
    const bytes = state.scanner?.position ?? state.bytes;
    const notes = notesOf(judgement.servers, tallies, log, damaged, bytes, judgement.clocks);
    if (state.problem !== null) notes.push({ code: 'cut', message: state.problem, place: null });
    const other = state.stretches.length - damaged.length;
    if (other > 0)
      notes.push({
        code: 'other-text',
        message: `Between the events stand ${other.toLocaleString('en')} stretches of other text, which were passed over.`,
        place: null,
      });
    return {
      path: state.path,
      bytes,
      events: state.events - state.duplicates,
      malformed: damaged.length + state.moreStretches,
      duplicates: state.duplicates,
      format: formatName({ ...state, array: state.firstByte === 0x5b }),
      notes,
    };
  }

  private span(): LogReport['span'] {
    const { table, emitterList } = this.collector.facts;
    if (table.count === 0) return null;
    return {
      first: emitterList.reduce((first, { firstAt }) => Math.min(first, firstAt), Infinity),
      last: emitterList.reduce((last, { lastAt }) => Math.max(last, lastAt), 0),
    };
  }
}

const scannerOf = (log: LogState): Scanner => (log.scanner ??= newScanner(log.sink));

/** A server log as the report lists it, behind the event logs: evidence refers to it by its index. */
function serverLogSummary({ path, bytes, exact, runs }: ServerLog): LogSummary {
  const sessions = runs.reduce((sum, run) => sum + run.sessions.length, 0);
  const format = sessions === 0 ? 'no sessions of a Janus server log' : `Janus server log, ${exact ? 'JSON' : 'text'}`;
  return { path, bytes, events: 0, malformed: 0, duplicates: 0, format, notes: [] };
}
