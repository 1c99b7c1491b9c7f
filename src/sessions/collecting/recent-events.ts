/**
 * Recognises retransmissions: sampleevh sends a body again after a slow or lost reply, brokers deliver again. Two honest
 * events are never equal, since their µs time stamps differ; so equal bytes mean the same event.
 */
import { agree, allWithin, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';

/** Events that are remembered at least: more than a hundred of the largest groups sampleevh sends. */
const REMEMBERED = 16 * 1024;
/** Places of a table: never more than half of them are taken. */
const PLACES = 2 * REMEMBERED;

export class RecentEvents {
  // Two hash tables with open addressing, the older one dropped when the younger is full: no objects per event.
  private young = new Float64Array(PLACES);
  private old = new Float64Array(PLACES);
  private count = 0;
  // Events come nearly in time order, so hardly any is looked for: until one is, those before it wait in a ring.
  private readonly waiting = new Float64Array(REMEMBERED);
  private waitingCount = 0;

  /**
   * Whether an equal event of this owner and handle (of this emitter where it has none) came shortly before; `kind` has its
   * type and, 16 bits higher, its subtype, and `newer` says that no event of the emitter has come with this time or a later
   * one.
   */
  seen(
    timestamp: number,
    kind: number,
    bodyHash: number,
    emitter: number,
    owner: number,
    handle: number,
    newer: boolean,
  ): boolean {
    // 53 bits, never 0, from time, kind, whose it is and the body.
    const high = Math.floor(timestamp / 0x100000000);
    const low = timestamp - high * 0x100000000;
    let a = Math.imul(low ^ bodyHash, 0x9e3779b1) ^ high;
    a = Math.imul(a ^ (a >>> 15) ^ owner, 0x85ebca6b);
    a = Math.imul(a ^ (a >>> 13) ^ handle, 0xc2b2ae35);
    a = Math.imul(a ^ (a >>> 16) ^ kind, 0x27d4eb2f);
    a ^= a >>> 15;
    const b = bodyHash ^ Math.imul(emitter, 0x9e3779b1);
    const mark = (a >>> 0) * 0x200000 + (b & 0x1fffff) || 1;
    if (newer) {
      this.waiting[this.waitingCount++ & (REMEMBERED - 1)] = mark;
      return false;
    }
    this.rememberWaiting();
    const known = this.old[placeOf(this.old, mark)] === mark;
    return !this.remember(mark) || known;
  }

  write(to: ColumnWriter): void {
    const { young, old, waiting, waitingCount } = this;
    for (const table of [young, old]) to.numbers(Float64Array, [table.filter((mark) => mark !== 0)]);
    const oldest = waitingCount <= REMEMBERED ? 0 : waitingCount & (REMEMBERED - 1);
    to.numbers(Float64Array, [
      waiting.subarray(oldest, Math.min(waitingCount, REMEMBERED)),
      waiting.subarray(0, oldest),
    ]);
  }

  /** Takes what another one wrote, itself empty. */
  read(from: ColumnReader): void {
    const [young, old, waiting] = [0, 1, 2].map(() => from.numbers(Float64Array));
    for (const marks of [young!, old!, waiting!]) allWithin(marks, 1, Number.MAX_SAFE_INTEGER + 1);
    agree(young!.length < REMEMBERED && old!.length <= REMEMBERED && waiting!.length <= REMEMBERED);
    for (const mark of old!) this.old[placeOf(this.old, mark)] = mark;
    for (const mark of young!) this.remember(mark);
    this.waiting.set(waiting!);
    this.waitingCount = waiting!.length;
  }

  private rememberWaiting(): void {
    const { waiting, waitingCount } = this;
    for (let k = Math.max(0, waitingCount - REMEMBERED); k < waitingCount; k++)
      this.remember(waiting[k & (REMEMBERED - 1)]!);
    this.waitingCount = 0;
  }

  /** False: it is the mark of one of the youngest already. */
  private remember(mark: number): boolean {
    const place = placeOf(this.young, mark);
    if (this.young[place] === mark) return false;
    this.young[place] = mark;
    if (++this.count < REMEMBERED) return true;
    [this.old, this.young] = [this.young, this.old.fill(0)];
    this.count = 0;
    return true;
  }
}

/** Where a mark is in a table, or the free place where it would be. */
function placeOf(table: Float64Array, mark: number): number {
  let place = Math.floor(mark / 0x200000) & (PLACES - 1);
  while (table[place] !== 0 && table[place] !== mark) place = (place + 1) & (PLACES - 1);
  return place;
}
