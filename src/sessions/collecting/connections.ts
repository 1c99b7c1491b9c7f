/** Connections of transports, and the `created` events that name them. */
import { type Column, Int32Column, lastFrom, Uint32Column, Uint8Column, NONE } from '../../events/columns.js';
import { agree, allWithin, ascending, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';
import { Ids } from './ids.js';
import { Texts } from './texts.js';

/** `created` events in the order of the logs. */
export class Creations {
  private readonly event = new Uint32Column();
  /** Number in {@link Connections}, or -1. */
  private readonly connection = new Int32Column();
  /** IP address where it is not that of the connection, index into {@link Connections.addresses}. */
  private readonly address = new Int32Column();
  /** The one found last: sessions are asked about nearly in the order in which they were created. */
  private found = NONE;

  add(event: number, connection: number, address: number): void {
    this.event.push(event);
    this.connection.push(connection);
    this.address.push(address);
  }

  /** Index of the creation that an event tells. */
  find(event: number): number {
    const { values, count } = this.event;
    const next = this.found + 1;
    this.found = next < count && values[next] === event ? next : lastFrom(values, count, event);
    return this.found;
  }

  get count(): number {
    return this.event.count;
  }

  /** The event that tells a creation. */
  eventOf(creation: number): number {
    return this.event.values[creation]!;
  }

  connectionOf(creation: number): number {
    return this.connection.values[creation]!;
  }

  addressOf(creation: number): number {
    return this.address.values[creation]!;
  }

  get bytes(): number {
    return this.event.bytes + this.connection.bytes + this.address.bytes;
  }

  write(to: ColumnWriter): void {
    for (const column of [this.event, this.connection, this.address]) column.write(to);
  }

  /** Takes what another one wrote of so many events and `connections`, itself empty. */
  read(from: ColumnReader, events: number, connections: Connections): void {
    for (const column of [this.event, this.connection, this.address]) column.read(from);
    agree(this.connection.count === this.count && this.address.count === this.count);
    ascending(this.event.whole());
    allWithin(this.event.whole(), 0, events);
    allWithin(this.connection.whole(), NONE, connections.count);
    allWithin(this.address.whole(), NONE, connections.addresses.list.length);
  }
}

/**
 * Transport connections by id, and HTTP's requests, which mean nothing but who created a session. An id can stand for
 * several connections one after another, told apart by their events of type 128.
 */
export class Connections {
  /** Full names. */
  readonly transports = new Texts();
  /** IP addresses. */
  readonly addresses = new Texts();
  /** The scope is a pair of emitter and transport. */
  private readonly ids = new Ids();
  private readonly scopes = new Map<string, number>();
  /** The one found last: most connections are of one transport of one server. */
  private lastScope = NONE;
  /** The connection asked for last: its session is created right behind it. */
  private readonly askedLast = { scope: NONE, id: '', connection: NONE };
  private readonly scopeEmitter = new Uint32Column();
  private readonly scopeTransport = new Int32Column();
  private readonly address = new Int32Column();
  /** By connection: its last {@link event}. */
  private readonly last = new Int32Column();
  /** `connected` and `disconnected` events, each with the one before it of its connection. */
  private readonly event = new Uint32Column();
  private readonly before = new Int32Column();
  private readonly connection = new Uint32Column();
  /** By event: 1 for `connected` to the Admin API, where no sessions live. By connection: 1 if it has such an event. */
  private readonly admin = new Uint8Column();
  private readonly everAdmin = new Uint8Column();

  /** The connection of that id, a new one if there is none yet. */
  of(emitter: number, transport: string, id: string): number {
    const scope = this.scopeOf(emitter, this.transports.of(transport));
    const { askedLast } = this;
    if (askedLast.id === id && askedLast.scope === scope) return askedLast.connection;
    askedLast.scope = scope;
    askedLast.id = id;
    askedLast.connection = this.find(id, scope);
    return askedLast.connection;
  }

  private find(id: string, scope: number): number {
    const known = this.ids.findText(id, scope);
    if (known !== NONE) return known;
    this.address.push(NONE);
    this.last.push(NONE);
    this.everAdmin.push(0);
    return this.ids.add(id, scope);
  }

  get count(): number {
    return this.last.count;
  }

  addEvent(connection: number, event: number, admin: boolean): void {
    this.before.push(this.last.values[connection]!);
    this.connection.push(connection);
    this.admin.push(admin ? 1 : 0);
    if (admin) this.everAdmin.values[connection] = 1;
    this.last.values[connection] = this.event.push(event);
  }

  /** Connections that were ones to the Admin API for a time, with all their events in the order of the logs. */
  *withAdmin(): Generator<readonly { readonly event: number; readonly admin: boolean }[]> {
    for (let connection = 0; connection < this.last.count; connection++) {
      if (this.everAdmin.values[connection] === 0) continue;
      const found: { event: number; admin: boolean }[] = [];
      for (let k = this.last.values[connection]!; k !== NONE; k = this.before.values[k]!)
        found.push({ event: this.event.values[k]!, admin: this.admin.values[k] === 1 });
      yield found.reverse();
    }
  }

  /** The first address that is told counts. */
  setAddress(connection: number, address: string): void {
    if (this.address.values[connection] === NONE) this.address.values[connection] = this.addresses.of(address);
  }

  addressOf(connection: number): number {
    return this.address.values[connection]!;
  }

  emitterOf(connection: number): number {
    return this.scopeEmitter.values[this.ids.scope.values[connection]!]!;
  }

  /** Index into {@link transports}. */
  transportNumber(connection: number): number {
    return this.scopeTransport.values[this.ids.scope.values[connection]!]!;
  }

  /** Full name of the transport. */
  transportOf(connection: number): string {
    return this.transports.list[this.transportNumber(connection)]!;
  }

  idOf(connection: number): string {
    return this.ids.text(connection);
  }

  /** The `connected` and `disconnected` events of one connection, in the order of the logs. */
  eventsOf(connection: number): number[] {
    const events: number[] = [];
    for (let k = this.last.values[connection]!; k !== NONE; k = this.before.values[k]!)
      events.push(this.event.values[k]!);
    return events.reverse();
  }

  /** All `connected` and `disconnected` events in the order of the logs, and the connection of each. */
  get events(): { readonly event: Uint32Array; readonly connection: Uint32Array } {
    return { event: this.event.whole(), connection: this.connection.whole() };
  }

  get bytes(): number {
    return [this.ids, ...this.columns].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  write(to: ColumnWriter): void {
    for (const part of [this.transports, this.addresses, this.ids, ...this.columns]) part.write(to);
  }

  /** Takes what another one wrote of so many events and emitters, itself empty. */
  read(from: ColumnReader, events: number, emitters: number): void {
    for (const part of [this.transports, this.addresses, this.ids, ...this.columns]) part.read(from);
    const { ids, scopeEmitter, scopeTransport, address, last, event, before, connection, admin, everAdmin } = this;
    agree(scopeTransport.count === scopeEmitter.count);
    allWithin(ids.scope.whole(), 0, scopeEmitter.count);
    allWithin(scopeEmitter.whole(), 0, emitters);
    allWithin(scopeTransport.whole(), 0, this.transports.list.length);
    agree([address, last, everAdmin].every(({ count }) => count === ids.count));
    agree([before, connection, admin].every(({ count }) => count === event.count));
    allWithin(address.whole(), NONE, this.addresses.list.length);
    allWithin(last.whole(), NONE, event.count);
    allWithin(event.whole(), 0, events);
    allWithin(connection.whole(), 0, ids.count);
    // Backwards only: no list comes back to where it was.
    agree(before.whole().every((earlier, k) => earlier >= NONE && earlier < k));
    for (let scope = 0; scope < scopeEmitter.count; scope++)
      this.scopes.set(scopeKey(scopeEmitter.values[scope]!, scopeTransport.values[scope]!), scope);
    agree(this.scopes.size === scopeEmitter.count);
  }

  private get columns(): readonly Column<
    Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>
  >[] {
    const { scopeEmitter, scopeTransport, address, last, event, before, connection, admin, everAdmin } = this;
    return [scopeEmitter, scopeTransport, address, last, event, before, connection, admin, everAdmin];
  }

  private scopeOf(emitter: number, transport: number): number {
    const { lastScope, scopeEmitter, scopeTransport } = this;
    if (scopeEmitter.values[lastScope] === emitter && scopeTransport.values[lastScope] === transport) return lastScope;
    const key = scopeKey(emitter, transport);
    let scope = this.scopes.get(key);
    if (scope === undefined) {
      scope = scopeEmitter.push(emitter);
      scopeTransport.push(transport);
      this.scopes.set(key, scope);
    }
    this.lastScope = scope;
    return scope;
  }
}

const scopeKey = (emitter: number, transport: number): string => `${String(emitter)}/${String(transport)}`;
