/**
 * Every event of the logs in columns: where it is, when, what kind, whose. 20 bytes an event, and 4 in the lists by
 * owner.
 *
 * Times, places and lines are kept as distances from the first event of a page; a page with a distance that is too large
 * (a quiet server, the next log) keeps them whole. The values of one event stand together: the events of a session are far
 * from each other, and each costs one look into memory.
 */
import {
  type Column,
  Float64Column,
  Int32Column,
  lastFrom,
  lastWhere,
  Uint32Column,
  Uint8Column,
  NONE,
} from './columns.js';
import { eventsByOwner, type EventsByOwner } from './events-by-owner.js';
import type { EventHeader } from './header.js';
import { agree, allWithin, ascending, numbersOf, type ColumnReader, type ColumnWriter } from './kept-columns.js';

/** Where an event is; see `EventRef` in `sessions/model.ts`. */
export interface EventPlace {
  readonly log: number;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly at: number;
}

/** What the body of an event says, as far as lists of events are searched for it; 0 for everything else. */
export const Role = {
  none: 0,
  created: 1,
  destroyed: 2,
  timeout: 3,
  attached: 4,
  detached: 5,
  /** PeerConnection up (`webrtcup`) and down (`hangup`). */
  up: 6,
  down: 7,
  /** A connection of a transport. */
  connected: 8,
  disconnected: 9,
} as const;
export type Role = (typeof Role)[keyof typeof Role];

const PAGE_BITS = 8;
const PAGE = 1 << PAGE_BITS;
const SEGMENT_BITS = 11;
const SEGMENT = 1 << SEGMENT_BITS;
/** 32-bit words of an event. */
const WORDS = 5;
const AT = 0;
const OFFSET = 1;
/** With {@link REPEATS} in the highest bit: no event is that long. */
const LENGTH = 2;
/** Line in the upper half; number of the type's bit, 4 bits; subtype, 8 bits; {@link Role}, 4 bits. */
const KIND = 3;
/** Handle, or -2 minus the owner where the event has no handle, or {@link OWNERLESS} plus the emitter. */
const WHOSE = 4;
const OWNERLESS = -0x80000000;
/** More emitters than that are not told apart here. */
const MAX_EMITTERS = 0x40000000;

/** By how much, µs, an event of a page can be older than its first one: they come nearly in time order. */
const EARLIER = 60_000_000;
/** The event is of the same handle as the one before it of its owner, and not earlier. */
const REPEATS = 0x80000000;
const MAX_UINT16 = 0xffff;
const MAX_UINT32 = 0xffffffff;

/** A page whose values do not fit as distances. */
class WidePage {
  readonly at = new Float64Array(PAGE);
  readonly offset = new Float64Array(PAGE);
  readonly line = new Uint32Array(PAGE);
}
const WIDE_PAGE_BYTES = PAGE * 20;

export class EventTable {
  count = 0;
  /** Events in the order they came, {@link SEGMENT} in each. */
  private readonly segments: Uint32Array<ArrayBuffer>[] = [];
  /** By page: what its distances are counted from. The time of a wide page is NaN. */
  private readonly baseAt = new Float64Column();
  private readonly baseOffset = new Float64Column();
  private readonly baseLine = new Uint32Column();
  private readonly wide = new Map<number, WidePage>();
  /** Logs one after another: the number of each and its first event. */
  private readonly logs = new Uint32Column();
  private readonly logStarts = new Uint32Column();
  /**
   * By owner: how many events it has, time and handle of the last of them (no handle where it says more than that it is
   * alive), and whether one came that is earlier than the one before it.
   */
  private readonly countOf = new Uint32Column();
  private readonly lastAtOf = new Float64Column();
  private readonly lastHandleOf = new Int32Column();
  private readonly disordered = new Uint8Column();
  /** By handle: its owner. */
  private readonly ownerOfHandle = new Uint32Column();

  /** Numbers the owner of events: an (emitter, id) pair. */
  addOwner(): number {
    this.lastAtOf.push(0);
    this.lastHandleOf.push(NONE);
    this.disordered.push(0);
    return this.countOf.push(0);
  }

  get owners(): number {
    return this.countOf.count;
  }

  get handles(): number {
    return this.ownerOfHandle.count;
  }

  addHandle(owner: number): number {
    return this.ownerOfHandle.push(owner);
  }

  /** What is added to the time of an event by {@link withClock}. */
  private correction: ((event: number) => number) | null = null;

  /** Appends an event of an emitter and returns its number. */
  add(header: EventHeader, log: number, owner: number, handle: number, emitter: number): number {
    const { timestamp, offset, length, line, type, subtype } = header;
    if (owner === NONE && handle === NONE)
      return this.addOfNobody(log, timestamp, offset, length, line, type, subtype, emitter);
    const whose = handle !== NONE ? handle : -2 - owner;
    const i = this.append(log, timestamp, offset, length, line, type, subtype, whose);
    if (owner !== NONE) this.addToOwner(i, timestamp, owner, handle);
    return i;
  }

  /** Appends an event of a handle, like {@link add}, given value by value. */
  addOfHandle(
    log: number,
    timestamp: number,
    offset: number,
    length: number,
    line: number,
    type: number,
    subtype: number,
    owner: number,
    handle: number,
  ): void {
    const i = this.append(log, timestamp, offset, length, line, type, subtype, handle);
    this.addToOwner(i, timestamp, owner, handle);
  }

  /** Appends an event of no session, like {@link add}. Its number is returned. */
  addOfNobody(
    log: number,
    timestamp: number,
    offset: number,
    length: number,
    line: number,
    type: number,
    subtype: number,
    emitter: number,
  ): number {
    const whose = OWNERLESS + Math.min(emitter, MAX_EMITTERS - 1);
    return this.append(log, timestamp, offset, length, line, type, subtype, whose);
  }

  private append(
    log: number,
    timestamp: number,
    offset: number,
    length: number,
    line: number,
    type: number,
    subtype: number,
    whose: number,
  ): number {
    const i = this.count++;
    if ((i & (SEGMENT - 1)) === 0) this.segments.push(new Uint32Array(SEGMENT * WORDS));
    if (this.logs.count === 0 || this.logs.values[this.logs.count - 1] !== log) {
      this.logs.push(log);
      this.logStarts.push(i);
    }
    const words = this.wordsOf(i);
    const k = (i & (SEGMENT - 1)) * WORDS;
    words[k + LENGTH] = length & ~REPEATS;
    words[k + KIND] = ((31 - Math.clz32(type)) << 12) | (subtype << 4);
    words[k + WHOSE] = whose;
    this.setPlace(words, k, i, timestamp, offset, line);
    return i;
  }

  private addToOwner(i: number, timestamp: number, owner: number, handle: number): void {
    const lastAt = this.lastAtOf.values;
    const lastHandle = this.lastHandleOf.values;
    if (this.countOf.values[owner]!++ > 0) {
      if (timestamp < lastAt[owner]!) this.disordered.values[owner] = 1;
      else if (handle !== NONE && handle === lastHandle[owner])
        this.wordsOf(i)[(i & (SEGMENT - 1)) * WORDS + LENGTH]! |= REPEATS;
    }
    lastAt[owner] = timestamp;
    lastHandle[owner] = handle;
  }

  /** Says what the body of the event that was added last tells. */
  setRole(i: number, role: Role): void {
    this.wordsOf(i)[(i & (SEGMENT - 1)) * WORDS + KIND]! |= role;
    const owner = role === Role.created ? this.owner(i) : NONE;
    if (owner !== NONE) this.lastHandleOf.values[owner] = NONE;
  }

  /** µs since the Unix epoch, as the event says; in a table {@link withClock} as corrected. */
  at(i: number): number {
    return this.correction === null ? this.toldAt(i) : this.toldAt(i) + this.correction(i);
  }

  /** µs since the Unix epoch, as the event says. */
  toldAt(i: number): number {
    const base = this.baseAt.values[i >>> PAGE_BITS]!;
    return Number.isNaN(base) ? this.whole(i).at[i & (PAGE - 1)]! : base + this.word(i, AT);
  }

  /** The same events, those that are added later included, at times that a correction, µs, is added to. */
  withClock(correction: (event: number) => number): EventTable {
    const corrected = Object.create(this) as EventTable;
    corrected.correction = correction;
    return corrected;
  }

  /** Whether {@link at} says anything else than the events do. */
  get isCorrected(): boolean {
    return this.correction !== null;
  }

  offset(i: number): number {
    const page = i >>> PAGE_BITS;
    if (this.isWide(page)) return this.whole(i).offset[i & (PAGE - 1)]!;
    return this.baseOffset.values[page]! + this.word(i, OFFSET);
  }

  length(i: number): number {
    return this.word(i, LENGTH) & ~REPEATS;
  }

  line(i: number): number {
    const page = i >>> PAGE_BITS;
    if (this.isWide(page)) return this.whole(i).line[i & (PAGE - 1)]!;
    return this.baseLine.values[page]! + (this.word(i, KIND) >>> 16);
  }

  type(i: number): number {
    return 1 << ((this.word(i, KIND) >>> 12) & 0xf);
  }

  subtype(i: number): number {
    return (this.word(i, KIND) >>> 4) & 0xff;
  }

  role(i: number): Role {
    return (this.word(i, KIND) & 0xf) as Role;
  }

  /** Number of the handle, or {@link NONE}. */
  handle(i: number): number {
    return Math.max(NONE, this.word(i, WHOSE) | 0);
  }

  /** Number of the owner, or {@link NONE}. */
  owner(i: number): number {
    const whose = this.word(i, WHOSE) | 0;
    return whose >= 0 ? this.ownerOfHandle.values[whose]! : whose < OWNERLESS + MAX_EMITTERS ? NONE : -2 - whose;
  }

  /** Number of the emitter of an event that has no owner. */
  emitterOfOwnerless(i: number): number {
    return (this.word(i, WHOSE) | 0) - OWNERLESS;
  }

  /** Number of the log it stands in. */
  log(i: number): number {
    return this.logs.values[lastFrom(this.logStarts.values, this.logStarts.count, i)]!;
  }

  /** The logs one after another: events from `from` to before `to`. */
  logRanges(): { readonly log: number; readonly from: number; readonly to: number }[] {
    const { logs, logStarts, count } = this;
    return Array.from(logStarts.whole(), (from, k) => ({
      log: logs.values[k]!,
      from,
      to: k + 1 < logStarts.count ? logStarts.values[k + 1]! : count,
    }));
  }

  place(i: number): EventPlace {
    return { log: this.log(i), offset: this.offset(i), length: this.length(i), line: this.line(i), at: this.toldAt(i) };
  }

  /** The last event that begins at `offset` or before, or that stands on `line` or before; -1: none. For one log. */
  lastByOffset(offset: number): number {
    return lastWhere(this.count, offset, (i) => this.offset(i));
  }

  lastByLine(line: number): number {
    return lastWhere(this.count, line, (i) => this.line(i));
  }

  /**
   * Whether the event says nothing that the one before it of its owner did not: that the session is alive, and by which
   * handle.
   */
  isPlain(i: number): boolean {
    return (this.word(i, LENGTH) & REPEATS) !== 0 && this.role(i) === Role.none;
  }

  /** The events of every owner as compressed sparse rows. What is added later is not in them. */
  byOwner(): EventsByOwner {
    const disordered = this.disordered.whole().slice();
    return eventsByOwner(this, this.countOf.whole(), this.isCorrected ? disordered.fill(1) : disordered);
  }

  /** Memory of the table, bytes. */
  get bytes(): number {
    const events = this.segments.length * SEGMENT * WORDS * 4 + this.wide.size * WIDE_PAGE_BYTES;
    return this.columns.reduce((sum, column) => sum + column.bytes, events);
  }

  write(to: ColumnWriter): void {
    const { count, segments, wide } = this;
    const last = (((count - 1) & (SEGMENT - 1)) + 1) * WORDS;
    to.numbers(
      Uint32Array,
      segments.map((words, k) => (k < segments.length - 1 ? words : words.subarray(0, last))),
    );
    for (const column of this.columns) column.write(to);
    to.numbers(Uint32Array, [Uint32Array.from(wide.keys())]);
    const pages = [...wide.values()];
    to.numbers(
      Float64Array,
      pages.map(({ at }) => at),
    );
    to.numbers(
      Float64Array,
      pages.map(({ offset }) => offset),
    );
    to.numbers(
      Uint32Array,
      pages.map(({ line }) => line),
    );
  }

  /** Takes what another one wrote of so many logs, itself empty. */
  read(from: ColumnReader, logs: number): void {
    const words = from.numbers(Uint32Array);
    this.count = words.length / WORDS;
    agree(Number.isInteger(this.count));
    for (let k = 0; k < words.length; k += SEGMENT * WORDS) {
      const segment = words.subarray(k, k + SEGMENT * WORDS);
      this.segments.push(segment.length === SEGMENT * WORDS ? segment : new Uint32Array(SEGMENT * WORDS));
      if (segment.length < SEGMENT * WORDS) this.segments.at(-1)!.set(segment);
    }
    for (const column of this.columns) column.read(from);
    const numbers = from.numbers(Uint32Array);
    const at = numbersOf(from, Float64Array, numbers.length * PAGE);
    const offset = numbersOf(from, Float64Array, numbers.length * PAGE);
    const line = numbersOf(from, Uint32Array, numbers.length * PAGE);
    for (const [k, number] of numbers.entries()) {
      const page = new WidePage();
      page.at.set(at.subarray(k * PAGE, (k + 1) * PAGE));
      page.offset.set(offset.subarray(k * PAGE, (k + 1) * PAGE));
      page.line.set(line.subarray(k * PAGE, (k + 1) * PAGE));
      this.wide.set(number, page);
    }
    allWithin(this.logs.whole(), 0, logs);
    this.check();
  }

  /** Throws {@link ColumnsDisagree} where columns that were read refer to what is not there. */
  private check(): void {
    const { count, baseAt, baseOffset, baseLine, logs, logStarts, countOf, disordered, ownerOfHandle } = this;
    const pages = Math.ceil(count / PAGE);
    agree([baseAt, baseOffset, baseLine].every((column) => column.count === pages));
    const wide = baseAt.whole().reduce((sum, at) => sum + (Number.isNaN(at) ? 1 : 0), 0);
    agree(wide === this.wide.size && [...this.wide.keys()].every((page) => this.isWide(page)));
    agree(logs.count === logStarts.count && (count === 0 || logStarts.values[0] === 0));
    ascending(logStarts.whole());
    allWithin(logStarts.whole(), 0, count);
    const owners = countOf.count;
    agree([this.lastAtOf, this.lastHandleOf, disordered].every((column) => column.count === owners));
    allWithin(this.lastHandleOf.whole(), NONE, ownerOfHandle.count);
    allWithin(ownerOfHandle.whole(), 0, owners);
    const counted = new Uint32Array(owners);
    for (let i = 0; i < count; i++) {
      const whose = this.word(i, WHOSE) | 0;
      agree(whose < ownerOfHandle.count && (whose >= -1 - owners || whose < OWNERLESS + MAX_EMITTERS));
      const owner = this.owner(i);
      if (owner !== NONE) counted[owner]!++;
    }
    agree(counted.every((events, owner) => events === countOf.values[owner]));
  }

  private get columns(): readonly Column<
    Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>
  >[] {
    return [
      this.baseAt,
      this.baseOffset,
      this.baseLine,
      this.logs,
      this.logStarts,
      this.countOf,
      this.lastAtOf,
      this.lastHandleOf,
      this.disordered,
      this.ownerOfHandle,
    ];
  }

  private wordsOf(i: number): Uint32Array {
    return this.segments[i >>> SEGMENT_BITS]!;
  }

  private word(i: number, word: number): number {
    return this.segments[i >>> SEGMENT_BITS]![(i & (SEGMENT - 1)) * WORDS + word]!;
  }

  private isWide(page: number): boolean {
    return Number.isNaN(this.baseAt.values[page]!);
  }

  private whole(i: number): WidePage {
    return this.wide.get(i >>> PAGE_BITS)!;
  }

  /** Writes time, offset and line of event `i`, whose words begin at `k`. */
  private setPlace(words: Uint32Array, k: number, i: number, timestamp: number, offset: number, line: number): void {
    const page = i >>> PAGE_BITS;
    if ((i & (PAGE - 1)) === 0) {
      this.baseAt.push(timestamp - EARLIER);
      this.baseOffset.push(offset);
      this.baseLine.push(line);
    }
    const after = timestamp - this.baseAt.values[page]!;
    const behind = offset - this.baseOffset.values[page]!;
    const below = line - this.baseLine.values[page]!;
    const fits =
      after >= 0 && after <= MAX_UINT32 && behind >= 0 && behind <= MAX_UINT32 && below >= 0 && below <= MAX_UINT16;
    if (fits) {
      words[k + AT] = after;
      words[k + OFFSET] = behind;
      words[k + KIND]! |= below << 16;
      return;
    }
    const whole = this.wide.get(page) ?? this.widen(page, i);
    whole.at[i & (PAGE - 1)] = timestamp;
    whole.offset[i & (PAGE - 1)] = offset;
    whole.line[i & (PAGE - 1)] = line;
  }

  /** From event `until` on the page keeps its values whole, and those before it as well. */
  private widen(page: number, until: number): WidePage {
    const whole = new WidePage();
    for (let i = page << PAGE_BITS; i < until; i++) {
      whole.at[i & (PAGE - 1)] = this.toldAt(i);
      whole.offset[i & (PAGE - 1)] = this.offset(i);
      whole.line[i & (PAGE - 1)] = this.line(i);
    }
    this.wide.set(page, whole);
    this.baseAt.values[page] = NaN;
    return whole;
  }
}
