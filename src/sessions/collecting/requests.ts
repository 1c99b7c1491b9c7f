/** Requests over HTTP of one emitter, the Admin API's as well, in the order of the logs. */
import { QUOTE } from '../../events/bytes.js';
import { Uint32Column } from '../../events/columns.js';
import { agree, textsOf, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';

export class Requests {
  readonly event = new Uint32Column();
  /** By request: {@link requestMark} of its id. */
  readonly mark = new Uint32Column();

  add(event: number, mark: number): void {
    this.event.push(event);
    this.mark.push(mark);
  }

  get count(): number {
    return this.event.count;
  }

  get bytes(): number {
    return this.event.bytes + this.mark.bytes;
  }
}

/** Requests whose addresses are remembered: that of a `created` came just before it. */
const REMEMBERED = 256;

/** Addresses of the latest requests over HTTP, which has one for every few events; hardly any is asked for. */
export class RequestAddresses {
  /** By place, the oldest overwritten first: {@link requestMark} and {@link otherMark} of the id, and the address. */
  private readonly marks = new Uint32Array(REMEMBERED);
  private readonly otherMarks = new Uint32Array(REMEMBERED);
  private readonly addresses: string[] = [];
  private next = 0;

  add(mark: number, other: number, address: string): void {
    const { next } = this;
    this.marks[next] = mark;
    this.otherMarks[next] = other;
    this.addresses[next] = address;
    this.next = (next + 1) % REMEMBERED;
  }

  /** The address that the latest request of that id came from; null where it is not known. */
  of(id: string): string | null {
    const { marks, otherMarks, addresses, next } = this;
    const [mark, other] = [requestMark(id), otherMark(id)];
    for (let k = 1; k <= addresses.length; k++) {
      const place = (next - k + REMEMBERED) % REMEMBERED;
      if (marks[place] === mark && otherMarks[place] === other) return addresses[place]!;
    }
    return null;
  }

  write(to: ColumnWriter): void {
    const { marks, otherMarks, addresses, next } = this;
    const count = addresses.length;
    const oldest = count < REMEMBERED ? 0 : next;
    for (const column of [marks, otherMarks])
      to.numbers(Uint32Array, [column.subarray(oldest, count), column.subarray(0, oldest)]);
    to.texts([...addresses.slice(oldest), ...addresses.slice(0, oldest)]);
  }

  /** Takes what another one wrote, itself empty. */
  read(from: ColumnReader): void {
    const [marks, otherMarks] = [from.numbers(Uint32Array), from.numbers(Uint32Array)];
    const addresses = textsOf(from);
    agree(marks.length === addresses.length && otherMarks.length === addresses.length && marks.length <= REMEMBERED);
    for (const [k, address] of addresses.entries()) this.add(marks[k]!, otherMarks[k]!, address);
  }
}

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const OTHER_PRIME = 0x5bd1e995;

/** 32 bits of the id of a request (FNV-1a): there are too many requests to keep each id, and hardly any is asked for. */
export function requestMark(id: string): number {
  let mark = FNV_BASIS;
  for (let k = 0; k < id.length; k++) mark = Math.imul(mark ^ id.charCodeAt(k), FNV_PRIME);
  return mark >>> 0;
}

/** 32 bits more: of ids of one mark. */
export function otherMark(id: string): number {
  let mark = id.length;
  for (let k = 0; k < id.length; k++) mark = Math.imul(mark, OTHER_PRIME) + id.charCodeAt(k);
  return mark >>> 0;
}

/** Both marks of an id of ASCII that ends in front of a quote: how long it is, the caller need not know. */
export class MarksOfBytes {
  /** Of the id read last: {@link requestMark}, {@link otherMark}. */
  mark = 0;
  other = 0;

  read(bytes: Uint8Array, start: number): void {
    let end = start;
    let mark = FNV_BASIS;
    for (; end < bytes.length && bytes[end] !== QUOTE; end++) mark = Math.imul(mark ^ bytes[end]!, FNV_PRIME);
    let other = end - start;
    for (let k = start; k < end; k++) other = Math.imul(other, OTHER_PRIME) + bytes[k]!;
    this.mark = mark >>> 0;
    this.other = other >>> 0;
  }
}
