/** Takes event headers as the scanner finds them and keeps the facts that decide how sessions end. */
import {
  CoreBody,
  HandleBody,
  PeerConnectionBody,
  PluginBody,
  readBody,
  SessionBody,
  TransportBody,
} from '../events/bodies.js';
import { EventTable, NONE } from '../events/event-table.js';
import type { EventHeader } from '../events/header.js';
import { CoreSubtype, EventType, WebrtcSubtype } from '../events/types.js';
import { connectionKey, HTTP_TRANSPORT, type EmitterFacts, type Facts, type IdFacts } from './facts.js';
import { IdIndex } from './id-index.js';
import { RecentEvents } from './recent-events.js';

const REQUESTS_REMEMBERED = 256;

export class Collector {
  readonly facts: Facts = { table: new EventTable(), emitters: new Map(), ids: [], handles: [] };
  /** Events left out because they came again. */
  duplicates = 0;
  private readonly recent = new RecentEvents();
  /** Owners by emitter and id, handles by owner and id, as far as ids are numbers. */
  private readonly owners = new IdIndex();
  private readonly handles = new IdIndex();
  private readonly requests = new Map<string, string>();
  private lastEmitter: EmitterFacts | null = null;

  /** Adds an event of log number `log`. False: it is a retransmission of one seen shortly before. */
  add(header: EventHeader, log: number): boolean {
    const emitter = this.emitter(header.emitter);
    const owner = this.ownerOf(emitter, header);
    const handle = owner === null ? NONE : this.handleOf(owner, header);
    const newer = header.timestamp > emitter.lastAt;
    if (this.recent.seen(header, emitter.number, owner?.owner ?? NONE, handle, newer)) {
      this.duplicates++;
      return false;
    }
    emitter.firstAt = Math.min(emitter.firstAt, header.timestamp);
    emitter.lastAt = Math.max(emitter.lastAt, header.timestamp);
    const event = this.facts.table.add(header, log, owner?.owner ?? NONE, handle);
    switch (header.type) {
      case EventType.session:
        emitter.sessionEvents++;
        if (owner !== null) this.session(header, event, owner);
        break;
      case EventType.handle:
        if (owner !== null && handle !== NONE) this.handleEvent(header, event, owner, handle);
        break;
      case EventType.webrtc:
        if (handle !== NONE && header.subtype === WebrtcSubtype.peerConnection)
          this.peerConnection(header, event, handle);
        break;
      case EventType.plugin:
        if (owner !== null) this.plugin(header, owner);
        break;
      case EventType.transport:
        emitter.transportEvents++;
        this.transport(header, event, emitter);
        break;
      case EventType.core:
        this.core(header, event, emitter);
    }
    return true;
  }

  /**
   * Looks through a damaged stretch for a session event whose session can still be read: of that session the log cannot
   * say that no session event came.
   */
  addDamage(sample: string): void {
    if (!/"(destroyed|timeout)"?/.test(sample)) return;
    for (const [, id] of sample.matchAll(/"session_id"\s*:\s*"?(\d{1,20})/g))
      for (const emitter of this.facts.emitters.values()) {
        const facts = emitter.ids.get(id!);
        if (facts) facts.endInDamage = true;
      }
  }

  private emitter(name: string): EmitterFacts {
    if (this.lastEmitter?.name === name) return this.lastEmitter;
    let emitter = this.facts.emitters.get(name);
    if (!emitter) {
      emitter = {
        name,
        number: this.facts.emitters.size,
        firstAt: Infinity,
        lastAt: 0,
        starts: [],
        shutdowns: [],
        connections: new Map(),
        requests: [],
        sessionEvents: 0,
        transportEvents: 0,
        ids: new Map(),
      };
      this.facts.emitters.set(name, emitter);
    }
    this.lastEmitter = emitter;
    return emitter;
  }

  private ownerOf(emitter: EmitterFacts, header: EventHeader): IdFacts | null {
    const { sessionLow, sessionHigh } = header;
    const numbered = sessionLow !== 0 || sessionHigh !== 0;
    const known = numbered ? this.owners.get(sessionLow, sessionHigh, emitter.number) : NONE;
    if (known !== NONE) return this.facts.ids[known]!;
    if (header.sessionId === '') return null;
    const facts = this.id(emitter, header.sessionId);
    if (numbered) this.owners.set(sessionLow, sessionHigh, emitter.number, facts.owner);
    return facts;
  }

  private id(emitter: EmitterFacts, id: string): IdFacts {
    let facts = emitter.ids.get(id);
    if (!facts) {
      facts = {
        emitter,
        id,
        owner: this.facts.ids.length,
        creations: [],
        ends: [],
        handles: new Map(),
        opaqueIds: new Set(),
        rooms: new Set(),
        displays: new Set(),
        endInDamage: false,
      };
      this.facts.ids.push(facts);
      emitter.ids.set(id, facts);
    }
    return facts;
  }

  private handleOf(owner: IdFacts, header: EventHeader): number {
    const { handleLow, handleHigh } = header;
    const numbered = handleLow !== 0 || handleHigh !== 0;
    let handle = numbered ? this.handles.get(handleLow, handleHigh, owner.owner) : NONE;
    if (handle === NONE) {
      if (header.handleId === '') return NONE;
      handle = this.handle(owner, header.handleId);
      if (numbered) this.handles.set(handleLow, handleHigh, owner.owner, handle);
    }
    // Statistics are most of a log: an opaque id that came once is not looked at again in them.
    if (header.type === EventType.media && this.facts.handles[handle]!.opaqueId !== '') return handle;
    const { opaqueId } = header;
    if (opaqueId !== '') {
      owner.opaqueIds.add(opaqueId);
      this.facts.handles[handle]!.opaqueId = opaqueId;
    }
    return handle;
  }

  private handle(owner: IdFacts, id: string): number {
    let handle = owner.handles.get(id);
    if (handle === undefined) {
      handle = this.facts.handles.length;
      this.facts.handles.push({ id, plugin: '', opaqueId: '', attached: [], detached: [], up: [], down: [] });
      owner.handles.set(id, handle);
    }
    return handle;
  }

  private session(header: EventHeader, event: number, owner: IdFacts): void {
    const body = readBody(SessionBody, header.json, header.bodyStart, header.bodyEnd);
    const at = header.timestamp;
    if (body?.name === 'created') {
      const transport = body.transport?.transport ?? null;
      const transportId = body.transport?.id ?? null;
      const address = transport === HTTP_TRANSPORT ? (this.requests.get(transportId ?? '') ?? null) : null;
      owner.creations.push({ event, at, transport, transportId, address });
    } else if (body?.name === 'destroyed' || body?.name === 'timeout') owner.ends.push({ event, at, name: body.name });
  }

  private handleEvent(header: EventHeader, event: number, owner: IdFacts, handle: number): void {
    const body = readBody(HandleBody, header.json, header.bodyStart, header.bodyEnd);
    if (body === null) return;
    const facts = this.facts.handles[handle]!;
    if (body.plugin) facts.plugin = body.plugin;
    if (body.opaque_id) {
      facts.opaqueId = body.opaque_id;
      owner.opaqueIds.add(body.opaque_id);
    }
    if (body.name === 'attached') facts.attached.push(event);
    else if (body.name === 'detached') facts.detached.push(event);
  }

  private peerConnection(header: EventHeader, event: number, handle: number): void {
    const body = readBody(PeerConnectionBody, header.json, header.bodyStart, header.bodyEnd);
    const facts = this.facts.handles[handle]!;
    if (body?.connection === 'webrtcup') facts.up.push(event);
    else if (body?.connection === 'hangup') facts.down.push(event);
  }

  private plugin(header: EventHeader, owner: IdFacts): void {
    const body = readBody(PluginBody, header.json, header.bodyStart, header.bodyEnd);
    if (body?.data?.room) owner.rooms.add(body.data.room);
    if (body?.data?.display) owner.displays.add(body.data.display);
  }

  private transport(header: EventHeader, event: number, emitter: EmitterFacts): void {
    const body = readBody(TransportBody, header.json, header.bodyStart, header.bodyEnd);
    if (body === null) return;
    if (body.transport === HTTP_TRANSPORT) {
      this.request(body.id, body.data.ip);
      if (body.data.event === 'request' && body.data.admin_api !== true) emitter.requests.push(header.timestamp);
      return;
    }
    const key = connectionKey(body.transport, body.id);
    let connection = emitter.connections.get(key);
    if (!connection) {
      connection = {
        transport: body.transport,
        id: body.id,
        connected: [],
        disconnected: [],
        address: null,
        admin: false,
      };
      emitter.connections.set(key, connection);
    }
    if (body.data.admin_api === true) connection.admin = true;
    connection.address ??= body.data.ip ?? null;
    if (body.data.event === 'connected') connection.connected.push(event);
    else if (body.data.event === 'disconnected') connection.disconnected.push(event);
  }

  /** HTTP has an event per request: only the address of the latest ones is of use, to the `created` that follows. */
  private request(id: string, address: string | undefined): void {
    if (address === undefined) return;
    this.requests.set(id, address);
    if (this.requests.size <= REQUESTS_REMEMBERED) return;
    const [oldest] = this.requests.keys();
    if (oldest !== undefined) this.requests.delete(oldest);
  }

  private core(header: EventHeader, event: number, emitter: EmitterFacts): void {
    const body = readBody(CoreBody, header.json, header.bodyStart, header.bodyEnd);
    const at = header.timestamp;
    if (header.subtype === CoreSubtype.shutdown || body?.status === 'shutdown') {
      emitter.shutdowns.push({ event, at });
    } else if (body?.status === 'started') {
      emitter.starts.push({
        event,
        at,
        version: body.info?.version_string ?? null,
        sessionTimeout: body.info?.['session-timeout'] ?? null,
        reclaimTimeout: body.info?.['reclaim-session-timeout'] ?? null,
        localIp: body.info?.['local-ip'] ?? null,
      });
    }
  }
}
