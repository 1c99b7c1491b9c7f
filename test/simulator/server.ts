import type { Told, World } from './world.js';
import { MS, SECOND } from './world.js';
import type { Version } from './version.js';
import type { Life } from './truth.js';

export type Transport = 'websockets' | 'pfunix' | 'http';

/** A connection over WebSocket or a Unix socket, or a client that asks over HTTP. */
export interface Connection {
  readonly id: string;
  readonly transport: Transport;
  readonly server: Server;
  open: boolean;
}

/** A session as the server holds it: which connection it goes with, its handles. */
export interface Session {
  readonly id: string;
  readonly server: Server;
  readonly life: Life;
  owner: Connection;
  readonly handles: Set<string>;
  over: boolean;
  /** Set while a lost connection may still be reclaimed. */
  orphan: boolean;
}

export interface Configuration {
  readonly emitter: string;
  readonly version: Version;
  /** Seconds. */
  readonly reclaim: number;
  readonly sessionTimeout: number;
}

/** A 32/3, from which versions without `subtype` can be told as well. */
const STATISTICS = {
  media: 'audio',
  base: 48000,
  rtt: 3,
  lost: 0,
  'jitter-local': 1,
  'packets-received': 50,
  'bytes-received': 5000,
};

/** Row `transport-gone` of a session without a handle: any such session is told gone, unless it does something later. */
const CLAIMED_WITHOUT_HANDLES = 'claimed, without a handle when a connection went, and silent since';
const KEPT_WITHOUT_HANDLES = 'kept by a late keepalive, without a handle when its connection went, and silent since';

/** One process of Janus, from its start to its stop or death. */
export class Server {
  private state: 'running' | 'stopping' | 'dead' = 'running';
  readonly sessions: Session[] = [];
  readonly connections: Connection[] = [];
  private counted = 0;
  private begunAt = 0;
  private startedAt = 0;

  constructor(
    readonly world: World,
    readonly configuration: Configuration,
  ) {}

  get running(): boolean {
    return this.state === 'running';
  }

  /** Says `started` after `slowness` µs, in which it takes sessions already; heartbeats count from the very beginning. */
  start(slowness = 0): this {
    const { version, reclaim, sessionTimeout, emitter } = this.configuration;
    const info = {
      version_string: version.name,
      'session-timeout': sessionTimeout,
      'reclaim-session-timeout': reclaim,
      'server-name': emitter,
    };
    this.begunAt = this.world.now;
    this.startedAt = this.begunAt + Math.round(slowness);
    const say = (): void => {
      this.tell(256, 1, { status: 'started', info });
    };
    if (slowness > 0) this.soon(slowness, say);
    else say();
    this.heartbeat();
    return this;
  }

  connect(transport: Transport): Connection {
    const { random } = this.world;
    const id = this.configuration.version.pointers
      ? `0x7f${random.whole(0x10_0000, 0xff_ffff).toString(16)}`
      : String(random.whole(1e15, 9e15));
    const connection = { id, transport, server: this, open: true };
    this.connections.push(connection);
    if (transport !== 'http') this.transportEvent(connection, { event: 'connected', ip: '192.0.2.7', port: 4000 });
    return connection;
  }

  /** Has `act` done for a client: over HTTP a request is told, some milliseconds before what it asks for. */
  ask(over: Connection | 'admin', act: (request: string) => void): void {
    const { random } = this.world;
    if (over !== 'admin' && over.transport !== 'http') {
      if (over.open && this.running) act(over.id);
      return;
    }
    if (!this.running) return;
    const id = random.whole(1e9, 9e9).toString(36);
    const data = { event: 'request', admin_api: over === 'admin', ip: '192.0.2.8', port: 4001 };
    this.tell(128, undefined, { transport: 'janus.transport.http', id, data });
    this.soon(random.between(0.2, 6) * MS, () => {
      act(id);
    });
  }

  create(over: Connection, id = this.freshId(), then: (session: Session) => void = () => undefined): void {
    this.ask(over, (request) => {
      const { emitter } = this.configuration;
      // Janus refuses an id that is in use.
      if (this.sessions.some((session) => session.id === id && !session.over)) return;
      const instance = this.world.lives.filter((life) => life.id === id && life.emitter === emitter).length + 1;
      const life: Life = {
        emitter,
        id,
        instance,
        ended: undefined,
        provable: true,
        claimed: false,
        kept: false,
        ambiguous: undefined,
        early: this.world.now < this.startedAt ? this.startedAt : undefined,
        story: [],
      };
      const session = { id, server: this, life, owner: over, handles: new Set<string>(), over: false, orphan: false };
      this.world.lives.push(life);
      this.sessions.push(session);
      this.counted += 1;
      this.note(session, `created over ${over.transport}`);
      this.tell(
        1,
        undefined,
        { name: 'created', transport: { transport: `janus.transport.${over.transport}`, id: request } },
        session,
      );
      then(session);
    });
  }

  attach(session: Session, count: number): void {
    for (let k = 0; k < count; k++) {
      this.ask(session.owner, () => {
        if (session.over) return;
        const handle = String(this.world.random.whole(1e9, 8e15));
        session.handles.add(handle);
        this.tell(2, undefined, { name: 'attached', plugin: 'janus.plugin.echotest' }, session, handle);
      });
    }
  }

  /** Detaches some handles of a session that goes on, as its client or an administrator asks. */
  detach(session: Session, by: Connection | 'admin', all: boolean): void {
    for (const handle of [...session.handles].slice(0, all ? undefined : 1)) {
      this.ask(by, () => {
        if (session.over || !session.handles.delete(handle)) return;
        this.note(session, `a handle detached, asked over ${by === 'admin' ? 'the Admin API' : by.transport}`);
        this.detached(session, handle);
      });
    }
  }

  hangup(session: Session): void {
    this.ask('admin', () => {
      const [handle] = session.handles;
      if (handle) this.tell(16, 6, { connection: 'hangup', reason: 'Admin API' }, session, handle);
    });
  }

  stats(session: Session): void {
    const [handle] = session.handles;
    if (handle && this.running && !session.over) this.tell(32, 3, STATISTICS, session, handle);
  }

  /** Moves a session to another connection; no event tells it. */
  claim(session: Session, over: Connection): void {
    this.ask(over, () => {
      if (session.over) return;
      session.owner = over;
      session.life.claimed = true;
      session.orphan = false;
      this.note(session, `claimed over ${over.transport}`);
    });
  }

  destroy(session: Session, by: Connection | 'admin'): void {
    this.ask(by, () => {
      if (session.over) return;
      this.counted -= 1;
      this.finish(session, 'destroyed', 'destroyed');
    });
  }

  /** The watchdog's end: nobody sent a keepalive for the session's timeout, or for the reclaim time. */
  expire(session: Session): void {
    if (this.running && !session.over) this.finish(session, 'timeout', 'timeout');
  }

  /** Loses a connection, and with it what lives on it. */
  drop(connection: Connection): void {
    if (!this.running || !connection.open || connection.transport === 'http') return;
    connection.open = false;
    this.transportEvent(connection, { event: 'disconnected' });
    const { version, reclaim, sessionTimeout } = this.configuration;
    for (const session of this.sessions) {
      if (session.over) continue;
      if (session.owner !== connection) {
        if (session.life.claimed && !session.handles.size)
          session.life.ambiguous ??= { why: CLAIMED_WITHOUT_HANDLES, from: this.world.now };
        continue;
      }
      const late = version.lateKeepalive && this.world.random.chance(0.05);
      if (reclaim > 0 || late) {
        session.orphan = true;
        session.life.kept ||= late;
        this.note(session, late ? 'connection lost, kept by a late keepalive' : 'connection lost, may be reclaimed');
        if (late && !session.handles.size) session.life.ambiguous = { why: KEPT_WITHOUT_HANDLES, from: this.world.now };
        this.soon((reclaim > 0 ? reclaim : sessionTimeout) * SECOND, () => {
          if (session.orphan) this.expire(session);
        });
        continue;
      }
      if (session.life.claimed || !session.handles.size) session.life.provable = false;
      this.finish(session, 'transport-gone', version.tellsDrops ? 'destroyed' : undefined);
    }
  }

  /** SIGTERM or SIGINT: sessions over HTTP get no event, others what the version has for a drop. */
  stop(): void {
    if (!this.running) return;
    const { random } = this.world;
    const { version, reclaim } = this.configuration;
    this.tell(256, 2, { status: 'shutdown', signum: random.pick([2, 15]) });
    this.state = 'stopping';
    const beat = 30 * SECOND;
    const wait = version.slowStop ? beat - ((this.world.now - this.begunAt) % beat) : random.between(1, 200) * MS;
    for (const session of this.sessions) {
      if (session.over) continue;
      session.over = true;
      session.life.ended = 'server-stopped';
      this.note(session, 'its server was stopped');
    }
    for (const connection of this.connections) {
      if (!connection.open || connection.transport === 'http') continue;
      this.world.after(wait + random.between(0, 20) * MS, () => {
        this.transportEvent(connection, { event: 'disconnected' });
        for (const session of this.sessions) {
          if (session.owner !== connection || session.life.ended !== 'server-stopped' || reclaim > 0) continue;
          this.lastEvents(session, version.tellsDrops && random.chance(0.7) ? 'destroyed' : undefined);
        }
      });
    }
  }

  /** kill -9, a crash or a power cut: nothing more comes. */
  kill(): void {
    if (!this.running) return;
    this.state = 'dead';
    for (const session of this.sessions) {
      if (session.over) continue;
      session.over = true;
      session.life.ended = 'server-crashed';
      this.note(session, 'its server was killed');
    }
  }

  private finish(session: Session, ended: Life['ended'], event: 'destroyed' | 'timeout' | undefined): void {
    session.over = true;
    session.life.ended = ended;
    this.note(session, `ended: ${String(ended)}`);
    this.lastEvents(session, event);
  }

  /** The session's event, if any, and the `detached` of its handles: a race of up to 41 ms; many handles take up to 2 s. */
  private lastEvents(session: Session, event: 'destroyed' | 'timeout' | undefined): void {
    const { random } = this.world;
    const many = session.handles.size > 20;
    if (event) {
      this.soon(
        random.between(0, random.chance(0.1) ? 41 : 3) * MS,
        () => {
          this.tell(1, undefined, { name: event }, session);
        },
        true,
      );
    }
    let wait = 0;
    for (const handle of session.handles) {
      wait += many ? random.between(0, 5) * MS * Math.min(1, 400 / session.handles.size) : 0;
      this.soon(
        many ? wait : random.between(0.2, random.chance(0.1) ? 30 : 3) * MS,
        () => {
          this.detached(session, handle);
        },
        true,
      );
    }
    const [last] = session.handles;
    if (last && random.chance(0.2))
      this.soon(
        wait + 31 * MS,
        () => {
          this.tell(32, 3, STATISTICS, session, last);
        },
        true,
      );
    session.handles.clear();
  }

  private detached(session: Session, handle: string): void {
    this.tell(2, undefined, { name: 'detached', plugin: 'janus.plugin.echotest' }, session, handle);
  }

  private heartbeat(): void {
    if (this.configuration.version.updates === 'none') return;
    this.soon(15 * SECOND, () => {
      const alive = this.sessions.filter(({ over }) => !over).length;
      const sessions = this.configuration.version.updates === 'exact' ? alive : this.counted;
      const handles = this.sessions.reduce((sum, session) => sum + session.handles.size, 0);
      this.tell(256, 1, { status: 'update', info: { sessions, handles, peerconnections: 0, 'stats-period': 1 } });
      this.heartbeat();
    });
  }

  private transportEvent({ transport, id }: Connection, data: object): void {
    this.tell(128, undefined, { transport: `janus.transport.${transport}`, id, data });
  }

  /** Like the world's, but nothing comes of it once the process is gone; `stopping`: still while it stops. */
  private soon(delay: number, act: () => void, stopping = false): void {
    this.world.after(delay, () => {
      if (this.running || (stopping && this.state === 'stopping')) act();
    });
  }

  private note(session: Session, what: string): void {
    session.life.story.push(`${(this.world.now / MS).toFixed(1)} ms ${what}`);
  }

  private freshId(): string {
    return String(this.world.random.whole(1e15, 9e15));
  }

  private tell(
    type: number,
    subtype: number | undefined,
    event: Record<string, unknown>,
    of?: Session,
    handle?: string,
  ): void {
    const parts = [`"emitter":${JSON.stringify(this.configuration.emitter)}`, `"type":${String(type)}`];
    if (subtype !== undefined && this.configuration.version.subtypes) parts.push(`"subtype":${String(subtype)}`);
    parts.push(`"timestamp":${String(this.world.stamp())}`);
    if (of) parts.push(`"session_id":${of.id}`);
    if (handle) parts.push(`"handle_id":${handle}`);
    parts.push(`"event":${JSON.stringify(event)}`);
    const end: Told['end'] =
      type === 1 && (event.name === 'destroyed' || event.name === 'timeout') ? event.name : undefined;
    this.world.log.push({ type, text: `{${parts.join(',')}}`, life: of?.life, end, at: this.world.now });
  }
}
