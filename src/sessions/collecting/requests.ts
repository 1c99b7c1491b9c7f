/** Requests over HTTP of one emitter, the Admin API's as well, in the order of the logs. */
import { Uint32Column } from '../../events/columns.js';

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

/** 32 bits of the id of a request (FNV-1a): there are too many requests to keep each id, and hardly any is asked for. */
export function requestMark(id: string): number {
  let mark = 0x811c9dc5;
  for (let k = 0; k < id.length; k++) mark = Math.imul(mark ^ id.charCodeAt(k), 0x01000193);
  return mark >>> 0;
}
