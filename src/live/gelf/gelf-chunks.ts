/**
 * Puts chunked GELF messages together: `1e 0f`, 8 bytes of id, number and count, then a piece of the message.
 *
 * gelfevh counts its ids from the same number each time Janus starts, so an id says little: a piece that cannot belong to
 * the message under way begins another one.
 */

import { PIECE_COST } from '../net/limits.js';

const HEADER = 12;
const MOST_CHUNKS = 128;
/** ms that a message has to become whole, as GELF says. */
const TIME = 5_000;
/** Bytes that all messages occupy; beyond them whole ones are forgotten, then the oldest of the others given up. */
const MOST_BYTES = 16 * 1024 * 1024;
/** About what a message occupies besides its pieces: its key, its place in the map. */
const MESSAGE_COST = 512;
/** A place for a piece, come or not. */
const PLACE_COST = 8;
/** About what it takes to remember that a message came whole. */
const REMEMBERED_COST = 128;

interface Partial {
  readonly begun: number;
  readonly pieces: (Buffer | undefined)[];
  missing: number;
  /** What it occupies, not only what came: pieces of one byte would fill the memory long before they count for much. */
  bytes: number;
}

export class GelfChunks {
  /** By peer and id, the oldest first. */
  private readonly partials = new Map<string, Partial>();
  /** When messages became whole: what comes of them once more is a duplicate. */
  private readonly finished = new Map<string, number>();
  private held = 0;
  /** Messages of which pieces were lost, and chunks that make no sense. */
  incomplete = 0;
  malformed = 0;

  /** Bytes that messages that are not whole occupy, and what is remembered of whole ones. */
  get bytes(): number {
    return this.held + this.finished.size * REMEMBERED_COST;
  }

  static isChunk(datagram: Buffer): boolean {
    return datagram[0] === 0x1e && datagram[1] === 0x0f;
  }

  /** Takes a chunk from `peer` at `now` (ms). Returns the message that it makes whole, or null. */
  add(datagram: Buffer, peer: string, now: number): Buffer | null {
    this.expire(now);
    const number = datagram[10] ?? 0;
    const count = datagram[11] ?? 0;
    if (datagram.length <= HEADER || number >= count || count > MOST_CHUNKS) {
      this.malformed++;
      return null;
    }
    const key = `${peer} ${datagram.toString('latin1', 2, 10)}`;
    const piece = datagram.subarray(HEADER);
    let partial = this.partials.get(key);
    const before = partial?.pieces[number];
    if (partial !== undefined && partial.pieces.length === count && before?.equals(piece)) return null;
    if (partial !== undefined && (partial.pieces.length !== count || before !== undefined)) {
      this.giveUp(key, partial);
      partial = undefined;
    }
    if (partial === undefined) {
      const pieces = new Array<Buffer | undefined>(count).fill(undefined);
      partial = { begun: now, pieces, missing: count, bytes: MESSAGE_COST + count * PLACE_COST };
      this.partials.set(key, partial);
      this.held += partial.bytes;
    }
    partial.pieces[number] = piece;
    partial.missing--;
    const cost = PIECE_COST + datagram.length;
    partial.bytes += cost;
    this.held += cost;
    if (partial.missing === 0) {
      this.forget(key, partial);
      this.finished.delete(key);
      this.finished.set(key, now);
      this.makeRoom();
      return Buffer.concat(partial.pieces as Buffer[]);
    }
    this.makeRoom();
    return null;
  }

  private makeRoom(): void {
    for (const key of this.finished.keys()) {
      if (this.bytes <= MOST_BYTES) return;
      this.finished.delete(key);
    }
    for (const [oldest, other] of this.partials) {
      if (this.bytes <= MOST_BYTES) return;
      this.giveUp(oldest, other);
    }
  }

  /** Gives up what has not become whole in time. */
  expire(now: number): void {
    for (const [key, partial] of this.partials) {
      if (now - partial.begun < TIME) break;
      this.giveUp(key, partial);
    }
    for (const [key, at] of this.finished) {
      if (now - at < 2 * TIME) break;
      this.finished.delete(key);
    }
  }

  private giveUp(key: string, partial: Partial): void {
    this.forget(key, partial);
    // Pieces of a message that has come whole were sent twice.
    if (!this.finished.has(key)) this.incomplete++;
  }

  private forget(key: string, partial: Partial): void {
    this.partials.delete(key);
    this.held -= partial.bytes;
  }
}
