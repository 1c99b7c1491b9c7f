/** Analyses logs given as bytes: one after another, judged together as one story. Pure; the caller does the reading. */
import * as l10n from '@vscode/l10n';
import { plural } from '../words/numbers.js';
import type { EventHeader, Resumption, Scanner, ScannerSink, Stretch, ToldEvent, Wrapping } from '../events/header.js';
import { newScanner } from '../events/scanner.js';
import { LivesCollector } from '../lives/engine/collect.js';
import { judgeLives } from '../lives/engine/judge-lives.js';
import { livesOf, type Lives } from '../lives/lives.js';
import { maskedNotes } from '../lives/masked.js';
import { KINDS } from '../lives/registry.js';
import { Collector } from '../sessions/collector.js';
import type { Facts } from '../sessions/facts.js';
import { judge, type Judgement, type Quiet } from '../sessions/judge.js';
import type { LogReport, LogSummary, Unread } from '../sessions/model.js';
import { ServerLogReader, type ServerLog } from '../sessions/server-log.js';
import { notesOf, serverTallies, type Damage, type ServerTally } from '../sessions/notes.js';
import type { Scanned } from './scan-thread/messages.js';
import { Beginning, formatName, noServerSessions } from './format.js';

/** Stretches that are kept one by one. A log with more is no log, or is read with the wrong compression. */
const MAX_STRETCHES = 10_000;

/** What is found out about a log while its bytes are read: see `ReadState`. */
export interface KnownOfLog {
  readonly forms: readonly string[];
  readonly foreign: string | null;
  readonly serverLines: boolean;
  readonly problem: string | null;
}

interface LogState {
  readonly path: string;
  forms: readonly string[];
  foreign: string | null;
  /** Janus' own lines stand between the events and are read as its log. */
  serverLines: boolean;
  problem: string | null;
  /** Takes what is found in the log. */
  readonly sink: ScannerSink;
  /** Finds it, once there are bytes to look through; null where another thread does. */
  scanner: Scanner | null;
  /** Bytes that another thread looked through. */
  bytes: number;
  /** What is damaged, and how many stretches of other text there are. */
  readonly stretches: Damage[];
  moreStretches: number;
  texts: number;
  events: number;
  duplicates: number;
  readonly wrappings: Record<Wrapping, number>;
  /** How it begins, and whether the first event spans several lines. */
  readonly beginning: Beginning;
  array: boolean;
  indented: boolean;
  lines: number;
  /** After a resumption: the events that are to come again, as they were told before, and how many of them have. */
  again: readonly ToldEvent[];
  cameAgain: number;
  /** They did not come again as they were: see {@link ReportBuilder.resume}. */
  astray: boolean;
}

const decoder = new TextDecoder();

export class ReportBuilder {
  private readonly collector = new Collector();
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
    const log = this.logs.length;
    const state: LogState = {
      path,
      forms: [],
      foreign: null,
      serverLines: false,
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
      texts: 0,
      events: 0,
      duplicates: 0,
      wrappings: { none: 0, prefix: 0, envelope: 0, string: 0 },
      beginning: new Beginning(),
      array: false,
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
    log.beginning.note(bytes);
    log.array ||= log.beginning.isArray;
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
    return this.logs.at(-1)!.sink;
  }

  /** The log begun last, through which another thread looked, is at its end. */
  endOfThread(scanned: Scanned): void {
    const log = this.logs.at(-1)!;
    const { bytes, array } = scanned;
    Object.assign(log, { bytes, array });
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

  get facts(): Facts {
    return this.collector.facts;
  }

  /** The verdicts over all logs; `quiet` for one that is being followed. */
  finish(quiet?: Quiet): { report: LogReport; judgement: Judgement; lives: Lives | null } {
    const serverLogs = this.linesBetween === null ? this.serverLogs : [...this.serverLogs, this.linesBetween];
    const names = serverLogs.map(({ path }) => path.replace(/^.*[/\\]/, ''));
    const judgement = judge(this.collector.facts, { logs: serverLogs, first: this.logs.length, names }, quiet);
    const tallies = serverTallies(judgement);
    const masked = this.maskedNotes();
    const logs = this.logs.map((state, log) => {
      const summary = this.summary(state, log, judgement, tallies);
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
    return maskedNotes(this.collector.facts, this.livesCollector.lifeFacts, KINDS.words);
  }

  private judgedLives(judgement: Judgement): Lives | null {
    if (this.livesCollector === null) return null;
    const { lifeFacts } = this.livesCollector;
    return livesOf(judgeLives(lifeFacts, judgement, KINDS), KINDS);
  }

  private note(log: LogState, { forms, foreign, serverLines, problem }: KnownOfLog): void {
    Object.assign(log, { forms, foreign, serverLines, problem });
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
    if (stretch.kind === 'text') state.texts++;
    else if (state.stretches.length < MAX_STRETCHES) state.stretches.push({ ...stretch, log });
    else state.moreStretches++;
  }

  private takeBackStretches(state: LogState, kinds: readonly Stretch['kind'][]): void {
    const broken = kinds.filter((kind) => kind === 'broken').length;
    state.texts -= kinds.length - broken;
    const uncounted = Math.min(broken, state.moreStretches);
    state.moreStretches -= uncounted;
    state.stretches.length -= broken - uncounted;
    this.collector.takeBackDamage(broken);
  }

  private summary(state: LogState, log: number, judgement: Judgement, tallies: readonly ServerTally[]): LogSummary {
    const { path, stretches, moreStretches, events, duplicates, forms, problem } = state;
    const bytes = state.scanner?.position ?? state.bytes;
    const unread = events > 0 ? null : whyUnread(bytes, state.foreign);
    const notes = notesOf(judgement.servers, tallies, log, unread === null ? stretches : [], bytes, judgement.clocks);
    if (problem !== null) notes.push({ code: 'cut', message: problem, place: null });
    if (unread !== null)
      notes.push({
        code: 'no-events',
        message: l10n.t('No Janus events can be read here: {0}.', unread.why),
        place: null,
      });
    else if (state.texts > 0) notes.push({ code: 'other-text', message: otherText(state), place: null });
    return {
      path,
      bytes,
      events: events - duplicates,
      malformed: stretches.length + moreStretches,
      duplicates,
      format: formatName({ ...state, forms }),
      unread,
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

/** Why nothing of so many bytes could be read as events. */
function whyUnread(bytes: number, foreign: string | null): Unread {
  if (foreign !== null) return { why: l10n.t('this is {0}', foreign), other: true };
  const none = l10n.t(
    'nothing in it has the "type", "timestamp" (in µs) and "event" of one; give the log of an event handler',
  );
  return { why: bytes === 0 ? l10n.t('it is empty') : none, other: false };
}

function otherText({ texts, serverLines }: LogState): string {
  if (serverLines) return l10n.t("Janus' own lines stand between the events: they were read as its log.");
  return plural(
    texts,
    l10n.t(
      'One stretch of text that holds no events was passed over.|{0} stretches of text that hold no events were passed over.',
    ),
  );
}

const scannerOf = (log: LogState): Scanner => (log.scanner ??= newScanner(log.sink));

/** A server log as the report lists it, behind the event logs: evidence refers to it by its index. */
function serverLogSummary({ path, bytes, exact, runs }: ServerLog): LogSummary {
  const sessions = runs.reduce((sum, run) => sum + run.sessions.length, 0);
  const format = sessions === 0 ? noServerSessions() : l10n.t('Janus server log, {0}', exact ? 'JSON' : 'text');
  return { path, bytes, events: 0, malformed: 0, duplicates: 0, format, unread: null, notes: [] };
}
