/** What Janus says of itself every 15 s (`janus_status_sessions` in `janus.c`, since 0.14.0 and 1.2.0). */
import { Float64Column, Uint32Column } from '../../events/columns.js';

/** Janus' periodic `update` events of one emitter, in the order of the logs. */
export class Heartbeats {
  readonly event = new Uint32Column();
  /** `info.sessions`, NaN where it is not told. */
  readonly sessions = new Float64Column();

  add(event: number, sessions: number | undefined): void {
    this.event.push(event);
    this.sessions.push(sessions ?? NaN);
  }

  get bytes(): number {
    return this.event.bytes + this.sessions.bytes;
  }
}
