/** Requests over HTTP of one emitter, the Admin API's as well, in the order of the logs. */
import { Uint32Column } from '../../events/columns.js';
import { agree, textsOf, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';

export class Requests {
  readonly event = new Uint32Column();
  /** By request: {@link requestMark} of its id. */
  readonly mark = new Uint32Column();

  add(event: number, id: string): void {
    this.event.push(event);
    this.mark.push(requestMark(id));
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

/** Addresses of the latest requests over HTTP, which has one for every few events. */
export class RequestAddresses {
  /** Ids and their addresses, the oldest overwritten first. */
  private readonly ids: string[] = [];
  private readonly addresses: string[] = [];
  private next = 0;

  add(id: string, address: string): void {
    this.ids[this.next] = id;
    this.addresses[this.next] = address;
    this.next = (this.next + 1) % REMEMBERED;
  }

  /** The address that the latest request of that id came from; null where it is not known. */
  of(id: string): string | null {
    const { ids, next } = this;
    for (let k = 1; k <= ids.length; k++) {
      const place = (next - k + REMEMBERED) % REMEMBERED;
      if (ids[place] === id) return this.addresses[place]!;
    }
    return null;
  }

  write(to: ColumnWriter): void {
    const { ids, addresses, next } = this;
    const oldest = ids.length < REMEMBERED ? 0 : next;
    for (const texts of [ids, addresses]) to.texts([...texts.slice(oldest), ...texts.slice(0, oldest)]);
  }

  /** Takes what another one wrote, itself empty. */
  read(from: ColumnReader): void {
    const [ids, addresses] = [textsOf(from), textsOf(from)];
    agree(ids.length === addresses.length && ids.length <= REMEMBERED);
    for (const [k, id] of ids.entries()) this.add(id, addresses[k]!);
  }
}

/** 32 bits of the id of a request (FNV-1a): there are too many requests to keep each id, and hardly any is asked for. */
export function requestMark(id: string): number {
  let mark = 0x811c9dc5;
  for (let k = 0; k < id.length; k++) mark = Math.imul(mark ^ id.charCodeAt(k), 0x01000193);
  return mark >>> 0;
}
