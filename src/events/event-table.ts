/**
 * Every event of the logs in columns: where it is, when, what kind, whose. 22 bytes an event, the lists of the events of
 * each session included.
 *
 * Times, places and lines are kept as distances from the first event of a page; a page with a distance that is too large
 * (a quiet server, an event of more than 64 KiB, the next log) keeps them whole.
 */
import { Column, lastFrom, lastWhere } from './columns.js';
import type { EventHeader } from './header.js';

/** Where an event is; see `EventRef` in `sessions/model.ts`. */
export interface EventPlace {
  readonly log: number;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly at: number;
}

/** The event belongs to no session, or to no handle. */
export const NONE = -1;

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
const SEGMENT_BITS = 14;
const SEGMENT = 1 << SEGMENT_BITS;
const BYTES_PER_EVENT = 22;

/** By how much, µs, an event of a page can be older than its first one: they come nearly in time order. */
const EARLIER = 60_000_000;
const MAX_UINT16 = 0xffff;
const MAX_UINT32 = 0xffffffff;

/** Memory for as many events as make 64 pages. */
class Segment {
  readonly at: Uint32Array;
  readonly offset: Uint32Array;
  /** Handle, or -1 for none, or -2 minus the owner where the event has no handle. */
  readonly whose: Int32Array;
  /** The event before it of the same owner plus 1, or 0. */
  readonly before: Uint32Array;
  readonly line: Uint16Array;
  readonly length: Uint16Array;
  /** Number of the type's bit, 4 bits; subtype, 8 bits; {@link Role}, 4 bits. */
  readonly kind: Uint16Array;

  constructor() {
    const memory = new ArrayBuffer(SEGMENT * BYTES_PER_EVENT);
    let from = 0;
    const next = (bytes: number): number => (from += SEGMENT * bytes) - SEGMENT * bytes;
    this.at = new Uint32Array(memory, next(4), SEGMENT);
    this.offset = new Uint32Array(memory, next(4), SEGMENT);
    this.whose = new Int32Array(memory, next(4), SEGMENT);
    this.before = new Uint32Array(memory, next(4), SEGMENT);
    this.line = new Uint16Array(memory, next(2), SEGMENT);
    this.length = new Uint16Array(memory, next(2), SEGMENT);
    this.kind = new Uint16Array(memory, next(2), SEGMENT);
  }
}

/** A page whose values do not fit as distances. */
class WidePage {
  readonly at = new Float64Array(PAGE);
  readonly offset = new Float64Array(PAGE);
  readonly line = new Uint32Array(PAGE);
  readonly length = new Uint32Array(PAGE);
}
const WIDE_PAGE_BYTES = PAGE * 24;

/** Memory that is used over and over for lists of events. */
export interface Scratch {
  events: Uint32Array;
}

export class EventTable {
  count = 0;
  private readonly segments: Segment[] = [];
  /** By page: what its distances are counted from. The time of a wide page is NaN. */
  private readonly baseAt = new Column(Float64Array);
  private readonly baseOffset = new Column(Float64Array);
  private readonly baseLine = new Column(Uint32Array);
  private readonly wide = new Map<number, WidePage>();
  /** Logs one after another: the number of each and its first event. */
  private readonly logs = new Column(Uint32Array);
  private readonly logStarts = new Column(Uint32Array);
  /** By owner: its last event, and how many it has. */
  private readonly lastOf = new Column(Uint32Array);
  private readonly countOf = new Column(Uint32Array);
  /** By handle: its owner. */
  private readonly ownerOfHandle = new Column(Uint32Array);

  /** Numbers the owner of events: an (emitter, id) pair. */
  addOwner(): number {
    this.lastOf.push(0);
    return this.countOf.push(0);
  }

  addHandle(owner: number): number {
    return this.ownerOfHandle.push(owner);
  }

  /** Appends an event and returns its number. */
  add(header: EventHeader, log: number, owner: number, handle: number): number {
    const i = this.count++;
    const k = i & (SEGMENT - 1);
    if (k === 0) this.segments.push(new Segment());
    if (this.logs.count === 0 || this.logs.values[this.logs.count - 1] !== log) {
      this.logs.push(log);
      this.logStarts.push(i);
    }
    const segment = this.segments[i >>> SEGMENT_BITS]!;
    this.setPlace(segment, i, header.timestamp, header.offset, header.line, header.length);
    segment.kind[k] = ((31 - Math.clz32(header.type)) << 12) | (header.subtype << 4);
    segment.whose[k] = handle !== NONE ? handle : owner === NONE ? NONE : -2 - owner;
    if (owner === NONE) return i;
    segment.before[k] = this.lastOf.values[owner]!;
    this.lastOf.values[owner] = i + 1;
    this.countOf.values[owner]!++;
    return i;
  }

  /** Says what the body of an event tells. */
  setRole(i: number, role: Role): void {
    this.segments[i >>> SEGMENT_BITS]!.kind[i & (SEGMENT - 1)]! |= role;
  }

  /** µs since the Unix epoch. */
  at(i: number): number {
    const base = this.baseAt.values[i >>> PAGE_BITS]!;
    if (Number.isNaN(base)) return this.whole(i).at[i & (PAGE - 1)]!;
    return base + this.segments[i >>> SEGMENT_BITS]!.at[i & (SEGMENT - 1)]!;
  }

  offset(i: number): number {
    const page = i >>> PAGE_BITS;
    if (Number.isNaN(this.baseAt.values[page]!)) return this.whole(i).offset[i & (PAGE - 1)]!;
    return this.baseOffset.values[page]! + this.segments[i >>> SEGMENT_BITS]!.offset[i & (SEGMENT - 1)]!;
  }

  length(i: number): number {
    if (Number.isNaN(this.baseAt.values[i >>> PAGE_BITS]!)) return this.whole(i).length[i & (PAGE - 1)]!;
    return this.segments[i >>> SEGMENT_BITS]!.length[i & (SEGMENT - 1)]!;
  }

  line(i: number): number {
    const page = i >>> PAGE_BITS;
    if (Number.isNaN(this.baseAt.values[page]!)) return this.whole(i).line[i & (PAGE - 1)]!;
    return this.baseLine.values[page]! + this.segments[i >>> SEGMENT_BITS]!.line[i & (SEGMENT - 1)]!;
  }

  type(i: number): number {
    return 1 << (this.kind(i) >>> 12);
  }

  subtype(i: number): number {
    return (this.kind(i) >>> 4) & 0xff;
  }

  role(i: number): Role {
    return (this.kind(i) & 0xf) as Role;
  }

  /** Number of the handle, or {@link NONE}. */
  handle(i: number): number {
    return Math.max(NONE, this.whose(i));
  }

  /** Number of the owner, or {@link NONE}. */
  owner(i: number): number {
    const whose = this.whose(i);
    return whose >= 0 ? this.ownerOfHandle.values[whose]! : whose === NONE ? NONE : -2 - whose;
  }

  /** Number of the log it stands in. */
  log(i: number): number {
    return this.logs.values[lastFrom(this.logStarts.values, this.logStarts.count, i)]!;
  }

  place(i: number): EventPlace {
    return { log: this.log(i), offset: this.offset(i), length: this.length(i), line: this.line(i), at: this.at(i) };
  }

  /** The last event that begins at `offset` or before, or that stands on `line` or before; -1: none. For one log. */
  lastByOffset(offset: number): number {
    return lastWhere(this.count, offset, (i) => this.offset(i));
  }

  lastByLine(line: number): number {
    return lastWhere(this.count, line, (i) => this.line(i));
  }

  /**
   * The events of an owner in time order (order in the log where times are equal), those from event `until` on left out.
   * They stand in the scratch, which is used again for the next owner.
   */
  eventsOf(owner: number, until: number, scratch: Scratch): Uint32Array {
    const room = this.countOf.values[owner]!;
    if (scratch.events.length < room) scratch.events = new Uint32Array(2 * room);
    const { events } = scratch;
    let from = room;
    let ordered = true;
    let later = Infinity;
    for (let next = this.lastOf.values[owner]!; next > 0; next = this.before(next - 1)) {
      const event = next - 1;
      if (event >= until) continue;
      const at = this.at(event);
      ordered &&= at <= later;
      later = at;
      events[--from] = event;
    }
    const own = events.subarray(from, room);
    return ordered ? own : own.sort((a, b) => this.at(a) - this.at(b) || a - b);
  }

  /** Memory of the table, bytes. */
  get bytes(): number {
    const columns = [
      this.baseAt,
      this.baseOffset,
      this.baseLine,
      this.logs,
      this.logStarts,
      this.lastOf,
      this.countOf,
      this.ownerOfHandle,
    ];
    const events = this.segments.length * SEGMENT * BYTES_PER_EVENT + this.wide.size * WIDE_PAGE_BYTES;
    return columns.reduce((sum, column) => sum + column.bytes, events);
  }

  private kind(i: number): number {
    return this.segments[i >>> SEGMENT_BITS]!.kind[i & (SEGMENT - 1)]!;
  }

  private whose(i: number): number {
    return this.segments[i >>> SEGMENT_BITS]!.whose[i & (SEGMENT - 1)]!;
  }

  private before(i: number): number {
    return this.segments[i >>> SEGMENT_BITS]!.before[i & (SEGMENT - 1)]!;
  }

  private whole(i: number): WidePage {
    return this.wide.get(i >>> PAGE_BITS)!;
  }

  private setPlace(segment: Segment, i: number, at: number, offset: number, line: number, length: number): void {
    const page = i >>> PAGE_BITS;
    if ((i & (PAGE - 1)) === 0) {
      this.baseAt.push(at - EARLIER);
      this.baseOffset.push(offset);
      this.baseLine.push(line);
    }
    const after = at - this.baseAt.values[page]!;
    const behind = offset - this.baseOffset.values[page]!;
    const below = line - this.baseLine.values[page]!;
    const fits =
      after >= 0 &&
      after <= MAX_UINT32 &&
      behind >= 0 &&
      behind <= MAX_UINT32 &&
      below >= 0 &&
      below <= MAX_UINT16 &&
      length <= MAX_UINT16;
    if (fits) {
      const k = i & (SEGMENT - 1);
      segment.at[k] = after;
      segment.offset[k] = behind;
      segment.line[k] = below;
      segment.length[k] = length;
      return;
    }
    const whole = this.wide.get(page) ?? this.widen(page, i);
    const k = i & (PAGE - 1);
    whole.at[k] = at;
    whole.offset[k] = offset;
    whole.line[k] = line;
    whole.length[k] = length;
  }

  /** From event `until` on the page keeps its values whole, and those before it as well. */
  private widen(page: number, until: number): WidePage {
    const whole = new WidePage();
    for (let i = page << PAGE_BITS; i < until; i++) {
      const k = i & (PAGE - 1);
      whole.at[k] = this.at(i);
      whole.offset[k] = this.offset(i);
      whole.line[k] = this.line(i);
      whole.length[k] = this.length(i);
    }
    this.wide.set(page, whole);
    this.baseAt.values[page] = NaN;
    return whole;
  }
}
