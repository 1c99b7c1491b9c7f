/** Sessions and lives as queries ask for them. */
import type { Session } from '../../sessions/model.js';
import { CAUSES, CERTAINTIES, NOTHING, STATES, type SessionTable } from '../../sessions/session-table.js';
import { pluginName } from '../../words/transports.js';
import type { LifeTable } from '../engine/life-table.js';
import type { Lives } from '../lives.js';
import type { Life } from '../model.js';
import type { Test } from './tests.js';
import type { Subject } from './subject.js';

export interface Subjects extends Iterable<Subject> {
  /** Sessions and lives together, numbered as in `Lives`. */
  readonly count: number;
  /** One object for all: it is valid until the next call. */
  at(index: number): Subject;
}

export interface Measured {
  /** The last event of the logs, µs: what goes on has lasted until then. */
  readonly until: number;
  /** How good a PeerConnection is, from 1 to 5, by its number in `Lives`; null: not known. */
  readonly quality?: (index: number) => number | null;
}

export function subjectsOf(lives: Lives, sessions: SessionTable, measured: Measured): Subjects {
  const cursor = new Cursor(lives, sessions, measured);
  return {
    count: lives.count,
    at: (index) => cursor.moveTo(index),
    *[Symbol.iterator]() {
      for (let index = 0; index < lives.count; index++) yield cursor.moveTo(index);
    },
  };
}

/** 1 for each of the first `count` that a query finds: sessions come first, and all where `count` is not given. */
export function findIn(subjects: Subjects, test: Test, count = subjects.count): Uint8Array {
  const found = new Uint8Array(count);
  for (let index = 0; index < count; index++) if (test(subjects.at(index))) found[index] = 1;
  return found;
}

const alone = (): null => null;

/** From the columns where they have it; what costs is looked up when a test asks for it. */
class Cursor implements Subject {
  private index = 0;
  private found: Life | null = null;
  private holding: Session | null | undefined;
  /** 1: something is worth a look. */
  private hinted: Uint8Array | null = null;

  constructor(
    private readonly lives: Lives,
    private readonly sessions: SessionTable,
    private readonly measured: Measured,
  ) {}

  moveTo(index: number): this {
    this.index = index;
    this.found = null;
    this.holding = undefined;
    return this;
  }

  get kind(): string {
    return this.lives.kinds[this.lives.kindOf(this.index)]!;
  }

  get state(): Subject['state'] {
    return this.isSession ? STATES[this.sessions.state[this.index]!]! : this.table.state(this.number);
  }

  get told(): boolean {
    return this.isSession ? this.sessions.sessionEvent[this.index] !== NOTHING : this.table.isTold(this.number);
  }

  get flagged(): boolean {
    return this.isSession ? this.sessions.flagged[this.index] === 1 : this.table.isFlagged(this.number);
  }

  get wasUp(): boolean {
    return !this.isSession && this.table.up(this.number) !== NOTHING;
  }

  get cause(): string | null {
    return this.isSession ? (CAUSES[this.sessions.cause[this.index]!] ?? null) : this.table.cause(this.number);
  }

  get certainty(): Subject['certainty'] {
    if (!this.isSession) return this.table.certainty(this.number);
    return CERTAINTIES[this.sessions.certainty[this.index]!] ?? null;
  }

  get hint(): string | null {
    if (this.isSession) return null;
    if (this.hinted === null) {
      this.hinted = new Uint8Array(this.lives.count);
      for (const index of this.lives.hinted()) this.hinted[index] = 1;
    }
    return this.hinted[this.index] === 0 ? null : this.life.hint;
  }

  get from(): number {
    if (!this.isSession) return this.lives.stage.facts.table.toldAt(this.firstEvent);
    const { createdAt, firstAt } = this.sessions;
    return Number.isNaN(createdAt[this.index]) ? firstAt[this.index]! : createdAt[this.index]!;
  }

  get to(): number {
    if (this.state !== 'ended') return this.measured.until;
    if (this.isSession) return this.sessions.endedAt[this.index]!;
    const end = this.table.end(this.number);
    return end === NOTHING ? this.table.endedAt(this.number) : this.lives.stage.facts.table.toldAt(end);
  }

  get events(): number | null {
    return this.isSession ? this.sessions.events[this.index]! : null;
  }

  get quality(): number | null {
    return this.measured.quality?.(this.index) ?? null;
  }

  get emitter(): string {
    if (this.isSession) return this.sessions.emitters[this.sessions.emitter[this.index]!]!;
    return this.lives.stage.emitterOf(this.number).name;
  }

  get plugins(): readonly string[] {
    if (this.isSession) return this.within!.handles.map(({ plugin }) => pluginName(plugin));
    return [pluginName(this.lives.stage.pluginOf(this.number))];
  }

  get transport(): string | null {
    const session = this.lives.sessionOf(this.index);
    const transport = session === null ? undefined : this.sessions.transports[this.sessions.transport[session]!];
    return transport?.replace(/^janus\.transport\./, '') ?? null;
  }

  get address(): string | null {
    return this.within?.address ?? null;
  }

  get rooms(): readonly string[] {
    if (this.isSession) return this.within!.rooms;
    const { room, mountpoint } = this.life.ids;
    return [room, mountpoint].filter((place) => typeof place === 'string');
  }

  get names(): readonly string[] {
    if (this.isSession) return [...this.within!.displays, ...this.within!.opaqueIds];
    return this.life.name === null ? [] : [this.life.name];
  }

  get sessionId(): string | null {
    const session = this.lives.sessionOf(this.index);
    return session === null ? null : this.sessions.id(session);
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

  get text(): string {
    const parts = [this.kind, this.emitter, this.transport ?? '', this.cause ?? ''];
    if (!this.isSession) return [...parts, ...this.plugins, this.life.name ?? '', ...this.ids].join(' ');
    const { sessions, index } = this;
    const plugin = sessions.plugins[sessions.plugin[index]!] ?? '';
    return [...parts, plugin, sessions.id(index), sessions.label(index)].join(' ');
  }

  get reason(): string {
    return this.life.reason;
  }

  private idOf(key: string): string | null {
    const id = this.life.ids[key];
    return typeof id === 'string' ? id : null;
  }

  private get isSession(): boolean {
    return this.index < this.sessions.count;
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

  /** The session that it is, or that it is in. */
  private get within(): Session | null {
    if (this.holding !== undefined) return this.holding;
    const index = this.lives.sessionOf(this.index);
    return (this.holding = index === null ? null : this.sessions.session(index));
  }
}
