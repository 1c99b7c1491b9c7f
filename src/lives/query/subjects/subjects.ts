/** Sessions and lives as queries ask for them. */
import { NONE } from '../../../events/columns.js';
import type { Emitter } from '../../../sessions/log-report.js';
import { outcomeAt } from '../../../sessions/session-outcome.js';
import { CAUSES, CERTAINTIES, STATES, type SessionTable } from '../../../sessions/session-table.js';
import { NameKind } from '../../../sessions/collecting/names.js';
import { pluginName } from '../../../words/transports.js';
import { hintOf } from '../../engine/hints.js';
import type { LifeTable } from '../../engine/life-table.js';
import type { Lives } from '../../lives.js';
import type { Life } from '../../model.js';
import { KINDS } from '../../registry.js';
import { endingAt, hangupOf, iceOf, isConnection, pairOf, wayOf } from './came-to.js';
import { OwnNames } from './own-names.js';
import type { Sought, Subject, Test } from './subject.js';
import { Words } from './words.js';

export interface Subjects extends Iterable<Subject> {
  /** Sessions and lives together, numbered as in `Lives`. */
  readonly count: number;
  readonly sessionCount: number;
  /** One object for all: it is valid until the next call. */
  at(index: number): Subject;
  /** The sessions that something is in, also that of the other side of a call; -1 for none. */
  sessionOf(index: number): number;
  otherSessionOf(index: number): number;
}

export interface Measured {
  /** The last event of the logs, µs: what goes on has lasted until then. */
  readonly until: number;
  readonly emitters: readonly Emitter[];
}

export function subjectsOf(lives: Lives, sessions: SessionTable, measured: Measured): Subjects {
  const shared = new Shared(lives, sessions, measured);
  const cursor = new Cursor(shared);
  const { stage } = lives;
  return {
    count: lives.count,
    sessionCount: sessions.count,
    at: (index) => cursor.moveTo(index),
    sessionOf: (index) => shared.sessionOf(index),
    otherSessionOf(index) {
      if (index < sessions.count) return NONE;
      const other = stage.lives.otherHolder(index - sessions.count);
      return other < NONE ? -2 - other : other >= 0 ? stage.sessionOf(other) : NONE;
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < lives.count; index++) yield cursor.moveTo(index);
    },
  };
}

const alone = (): null => null;
const NO_TEXTS: readonly string[] = [];

/** What all cursors of a log share. */
class Shared {
  readonly words: Words;
  readonly ownNames: OwnNames;
  /** By test: 1 for each session that holds a life which passes it. */
  private readonly held = new WeakMap<Test, Uint8Array>();
  private hinted: Uint8Array | null = null;

  constructor(
    readonly lives: Lives,
    readonly sessions: SessionTable,
    readonly measured: Measured,
  ) {
    this.words = new Words(lives, sessions);
    this.ownNames = new OwnNames(lives.stage, KINDS);
  }

  sessionOf(index: number): number {
    const { count } = this.sessions;
    return index < count ? index : this.lives.stage.sessionOf(index - count);
  }

  /** Whether a session holds a life that passes: found out for all of them at once. */
  holds(session: number, test: Test): boolean {
    let found = this.held.get(test);
    if (found === undefined) {
      found = new Uint8Array(this.sessions.count);
      const cursor = new Cursor(this);
      for (let index = this.sessions.count; index < this.lives.count; index++) {
        const of = this.sessionOf(index);
        if (of >= 0 && found[of] === 0 && test(cursor.moveTo(index))) found[of] = 1;
      }
      this.held.set(test, found);
    }
    return found[session] === 1;
  }

  isHinted(index: number): boolean {
    if (this.hinted === null) {
      this.hinted = new Uint8Array(this.lives.count);
      for (const one of this.lives.hinted()) this.hinted[one] = 1;
    }
    return this.hinted[index] === 1;
  }
}

/** From the columns where they have it; what costs is looked up when a test asks for it. */
class Cursor implements Subject {
  private index = 0;
  private session = NONE;
  private found: Life | null = null;

  constructor(private readonly shared: Shared) {}

  moveTo(index: number): this {
    this.index = index;
    this.session = this.shared.sessionOf(index);
    this.found = null;
    return this;
  }

  get kind(): string {
    return this.lives.kinds[this.lives.kindOf(this.index)]!;
  }

  get state(): Subject['state'] {
    return this.isSession ? STATES[this.sessions.state[this.index]!]! : this.table.state(this.number);
  }

  get told(): boolean {
    return this.isSession ? this.sessions.sessionEvent[this.index] !== NONE : this.table.isTold(this.number);
  }

  get flagged(): boolean {
    return this.isSession ? this.sessions.flagged[this.index] === 1 : this.table.isFlagged(this.number);
  }

  get wasUp(): boolean {
    return !this.isSession && this.table.up(this.number) !== NONE;
  }

  get cause(): string | null {
    return this.isSession ? (CAUSES[this.sessions.cause[this.index]!] ?? null) : this.table.cause(this.number);
  }

  get certainty(): Subject['certainty'] {
    if (!this.isSession) return this.table.certainty(this.number);
    return CERTAINTIES[this.sessions.certainty[this.index]!] ?? null;
  }

  get finding(): string | null {
    if (this.isSession || !this.shared.isHinted(this.index)) return null;
    return hintOf(this.lives.stage, KINDS, this.number);
  }

  get outcome(): Subject['outcome'] {
    return this.session < 0 ? null : outcomeAt(this.sessions, this.session);
  }

  get ending(): string | null {
    return this.session < 0 ? null : endingAt(this.sessions, this.session);
  }

  get from(): number {
    if (!this.isSession) return this.lives.stage.facts.table.toldAt(this.firstEvent);
    const { createdAt, firstAt } = this.sessions;
    return Number.isNaN(createdAt[this.index]) ? firstAt[this.index]! : createdAt[this.index]!;
  }

  get to(): number {
    if (this.state !== 'ended') return this.shared.measured.until;
    if (this.isSession) return this.sessions.endedAt[this.index]!;
    const end = this.table.end(this.number);
    return end === NONE ? this.table.endedAt(this.number) : this.lives.stage.facts.table.toldAt(end);
  }

  get events(): number | null {
    return this.isSession ? this.sessions.events[this.index]! : null;
  }

  get quality(): number | null {
    return this.lives.score(this.index);
  }

  get emitter(): string {
    return this.sessions.emitters[this.emitterNumber] ?? '';
  }

  get version(): string | null {
    return this.shared.measured.emitters[this.emitterNumber]?.version ?? null;
  }

  get plugin(): string | null {
    if (!this.isSession) return pluginName(this.lives.stage.pluginOf(this.number));
    const plugin = this.sessions.plugins[this.sessions.plugin[this.index]!];
    return plugin === undefined ? null : pluginName(plugin);
  }

  get transport(): string | null {
    const transport = this.session < 0 ? undefined : this.sessions.transports[this.sessions.transport[this.session]!];
    return transport?.replace(/^janus\.transport\./, '') ?? null;
  }

  get addresses(): readonly string[] {
    if (this.session < 0) return NO_TEXTS;
    const signalling = this.sessions.address(this.session);
    const chosen = this.named(NameKind.address);
    return signalling === null ? chosen : [signalling, ...chosen];
  }

  get rooms(): readonly string[] {
    const own = this.isSession ? null : this.shared.ownNames.roomOf(this.number);
    return own === null ? this.named(NameKind.room) : [own];
  }

  get displays(): readonly string[] {
    const own = this.isSession ? null : this.ownName;
    return own === null ? this.named(NameKind.display) : [own];
  }

  get opaqueIds(): readonly string[] {
    return this.named(NameKind.opaqueId);
  }

  get sessionId(): string | null {
    return this.session < 0 ? null : this.sessions.id(this.session);
  }

  get handleId(): string | null {
    return this.isSession ? null : this.idOf('handle_id');
  }

  get userId(): string | null {
    return this.isSession ? null : (this.idOf('user_id') ?? this.idOf('username'));
  }

  get ids(): readonly string[] {
    return this.isSession ? [this.sessions.id(this.index)] : Object.values(this.life.ids).flat();
  }

  get reason(): string {
    return this.life.reason;
  }

  get hangup(): string | null {
    return this.isConnection ? hangupOf(this.lives, this.number) : null;
  }

  get way(): string | null {
    return this.isConnection ? wayOf(this.lives, this.number) : null;
  }

  get pair(): readonly string[] {
    return this.isConnection ? pairOf(this.lives, this.number) : NO_TEXTS;
  }

  get ice(): readonly string[] {
    return this.isConnection ? iceOf(this.lives, this.number) : NO_TEXTS;
  }

  says(word: Sought): boolean {
    const { words } = this.shared;
    if (this.session >= 0 && words.ofSession(this.session, word)) return true;
    return this.isSession ? this.shared.holds(this.index, word.byItself) : this.saysItself(word);
  }

  saysItself(word: Sought): boolean {
    const { words } = this.shared;
    return this.isSession ? words.ofSession(this.index, word) : words.ofLife(this.number, word);
  }

  holds(test: Test): boolean {
    return test(this) || (this.isSession && this.shared.holds(this.index, test));
  }

  private get lives(): Lives {
    return this.shared.lives;
  }

  private get sessions(): SessionTable {
    return this.shared.sessions;
  }

  private get emitterNumber(): number {
    if (this.session >= 0) return this.sessions.emitter[this.session]!;
    return this.lives.stage.emitterOf(this.number).number;
  }

  private idOf(key: string): string | null {
    const id = this.life.ids[key];
    return typeof id === 'string' ? id : null;
  }

  private get isSession(): boolean {
    return this.index < this.sessions.count;
  }

  private get isConnection(): boolean {
    return !this.isSession && isConnection(this.lives, this.number);
  }

  /** Number of a life in {@link table}. */
  private get number(): number {
    return this.index - this.sessions.count;
  }

  private get table(): LifeTable {
    return this.lives.stage.lives;
  }

  private get firstEvent(): number {
    const { lifeFacts, lives } = this.lives.stage;
    return lifeFacts.event(lives.fact(this.number));
  }

  private get life(): Life {
    return (this.found ??= this.lives.life(this.index, alone));
  }

  private get ownName(): string | null {
    const told = this.shared.ownNames.nameOf(this.number);
    return told === undefined ? this.life.name : told;
  }

  private named(kind: NameKind): readonly string[] {
    return this.session < 0 ? NO_TEXTS : this.shared.words.namesOf(this.session, kind);
  }
}
