/** Small logs written by hand, for what no recorded log shows. */
import type { Session } from '../../src/sessions/model.js';
import type { LogReport } from '../../src/sessions/log-report.js';
import { analyse } from './corpus/analyse.js';

const START = 1_795_417_200_000_000;
export const MS = 1_000;
export const SECOND = 1_000_000;

const WEBSOCKETS = 'janus.transport.websockets';
export const HTTP = 'janus.transport.http';

/** Ids that Janus itself could have chosen. */
export const ID = '4154149308648162';
export const OTHER = '5454130804111041';

/** Events one after another; each method adds one, `at` in µs since the beginning. */
export class Story {
  private readonly events: string[] = [];

  constructor(private readonly emitter = 'janus') {}

  event(at: number, header: object, event: object): this {
    this.events.push(
      JSON.stringify({ emitter: this.emitter, ...header, timestamp: START + at, event }).replace(
        /"(\d{16,19})"(?=,"(?:handle_id|timestamp))/g,
        '$1',
      ),
    );
    return this;
  }

  started(at: number, version = '1.1.2', reclaim = 0, more: object = {}): this {
    const info = { version_string: version, 'session-timeout': 60, 'reclaim-session-timeout': reclaim, ...more };
    return this.event(at, { type: 256, subtype: 1 }, { status: 'started', info });
  }

  /** Janus' heartbeat, with its own count of sessions where that matters. */
  update(at: number, sessions?: number): this {
    return this.event(at, { type: 256, subtype: 1 }, { status: 'update', info: { sessions, handles: 1 } });
  }

  /** A request over HTTP, to the Admin API if `admin`; a `created` over HTTP names the `id` of its request. */
  request(at: number, admin = false, id = String(at)): this {
    const data = { event: 'request', admin_api: admin, ip: '192.0.2.7', port: 40000 };
    return this.event(at, { type: 128 }, { transport: HTTP, id, data });
  }

  shutdown(at: number): this {
    return this.event(at, { type: 256, subtype: 2 }, { status: 'shutdown', signum: 15 });
  }

  transport(at: number, id: string, event: string, transport = WEBSOCKETS): this {
    return this.event(at, { type: 128 }, { transport, id, data: { event } });
  }

  created(at: number, id = ID, connection = 'c1', transport = WEBSOCKETS): this {
    return this.session(at, id, 'created', { transport: { transport, id: connection } });
  }

  session(at: number, id: string, name: string, more: object = {}): this {
    return this.event(at, { type: 1, session_id: id }, { name, ...more });
  }

  handle(at: number, name: 'attached' | 'detached', id = ID, handle = '77'): this {
    return this.event(at, { type: 2, session_id: id, handle_id: handle }, { name, plugin: 'janus.plugin.echotest' });
  }

  stats(at: number, id = ID, handle = '77'): this {
    return this.event(at, { type: 32, subtype: 3, session_id: id, handle_id: handle }, { media: 'audio', rtt: 1 });
  }

  jsep(at: number, id = ID, handle = '77'): this {
    return this.event(at, { type: 8, session_id: id, handle_id: handle }, { owner: 'remote', jsep: { type: 'offer' } });
  }

  /** Its events so far as Janus before 0.9.1 tells them. */
  withoutSubtypes(): this {
    for (const [k, event] of this.events.entries()) this.events[k] = event.replace(/"subtype":\d+,/, '');
    return this;
  }

  get bytes(): Uint8Array {
    return new TextEncoder().encode(this.events.map((event) => `${event}\n`).join(''));
  }

  report(): LogReport {
    return analyse(this.bytes);
  }

  /** What is said of one session, in short: "ended flagged transport-gone certain". */
  verdict(id = ID, instance = 1): string {
    const found = [...this.report().sessions].find((session) => session.id === id && session.instance === instance);
    return found ? inShort(found) : 'no such session';
  }

  /** The same in sentences. */
  reason(id = ID): string {
    return [...this.report().sessions].find((session) => session.id === id)?.reason ?? 'no such session';
  }
}

export function inShort({ state, flagged, cause, certainty }: Session): string {
  return [state, flagged ? 'flagged' : '', cause ?? '', certainty ?? ''].filter((word) => word !== '').join(' ');
}
