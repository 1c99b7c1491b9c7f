/** Takes event headers as the scanner finds them and keeps the facts that decide how sessions end. */
import { isTextAt, QUOTE } from '../../events/bytes.js';
import { NONE } from '../../events/columns.js';
import {
  CoreBody,
  HandleBody,
  PeerConnectionBody,
  PluginBody,
  bodyReader,
  SessionBody,
  TransportBody,
} from '../../events/bodies.js';
import { Role } from '../../events/event-table.js';
import { MOST_TAKEN_BACK, type EventHeader, type RecordedEvents } from '../../events/header.js';
import {
  countIn,
  figuresOf,
  textsOf,
  writeFigures,
  type ColumnReader,
  type ColumnWriter,
} from '../../events/kept-columns.js';
import { CoreSubtype, EventType, isPeerConnection, HTTP_TRANSPORT } from '../../events/types.js';
import {
  END,
  HASH,
  KIND,
  LINE,
  OPAQUE,
  REQUEST,
  REQUEST_ADDRESS,
  REQUEST_ID,
  SLOT,
  SLOT_MASK,
  START,
  TEXTS,
  TIMESTAMP,
  WORDS,
} from '../../events/record.js';
import { sharedTexts } from '../../events/text-cache.js';
import { endsIn } from './damaged-ends.js';
import { CAUSAL_DISORDER, newFacts, secondOf, type EmitterFacts, type Facts } from './facts.js';
import { readFacts, writeFacts } from './kept-facts.js';
import { NameKind } from './names.js';
import { Owners } from './owners.js';
import { RecentEvents } from './recent-events.js';
import { MarksOfBytes, otherMark, RequestAddresses, requestMark } from './requests.js';

/** Of a record's kind: type and subtype, and the type. */
const TYPE_AND_SUBTYPE = 0xffffff;
const TYPE_MASK = 0xffff;

/** Session events in a damaged stretch, as they were noted. */
interface Damage {
  /** Number of the stretch among all damaged ones. */
  readonly number: number;
  readonly ids: readonly string[];
  /** About when, if an event's session cannot be read; none until the first event of the log tells. */
  readonly seconds: number[];
}

const readSession = bodyReader(SessionBody);
const readHandle = bodyReader(HandleBody);
const readPeerConnection = bodyReader(PeerConnectionBody);
const readPlugin = bodyReader(PluginBody);
const readTransport = bodyReader(TransportBody);
const readCore = bodyReader(CoreBody);

export class Collector {
  readonly facts: Facts = newFacts();
  private damagedStretches = 0;
  /** Those that may be taken back, oldest first. */
  private readonly damages: Damage[] = [];
  /** The next event dates it: a session event stands damaged in front of the first event, or events were left out. */
  private undatedDamage: Damage | null = null;
  private readonly recent = new RecentEvents();
  private readonly owners = new Owners(this.facts);
  private readonly requests = new RequestAddresses();
  private readonly marks = new MarksOfBytes();
  private lastAddress = '';

  /** Adds an event of log number `log`. False: it is a retransmission of one seen shortly before. */
  add(header: EventHeader, log: number): boolean {
    const emitter = this.owners.emitter(header.emitter, log);
    this.owners.find(emitter, header);
    const { owner, handle } = this.owners;
    const { timestamp, type, subtype, bodyHash } = header;
    const newer = timestamp > emitter.lastAt;
    if (this.recent.seen(timestamp, type | (subtype << 16), bodyHash, emitter.number, owner, handle, newer)) {
      return false;
    }
    this.dateDamage(timestamp);
    noteTimeOf(emitter, timestamp);
    const event = this.facts.table.add(header, log, owner, handle, emitter.number);
    emitter.counts[31 - Math.clz32(type)]!++;
    if (handle !== NONE) emitter.eventsOfHandles++;
    switch (type) {
      case EventType.session:
        if (owner !== NONE) this.session(header, event, emitter);
        else this.nameless(header, event, emitter);
        break;
      case EventType.handle:
        if (owner === NONE) this.nameless(header, event, emitter);
        else if (handle !== NONE) this.handleEvent(header, event, owner, handle);
        break;
      case EventType.webrtc:
        if (handle !== NONE && isPeerConnection(subtype)) this.peerConnection(header, event);
        break;
      case EventType.plugin:
        if (owner !== NONE) this.plugin(header, owner);
        break;
      case EventType.transport:
        this.transport(header, event, emitter);
        break;
      case EventType.core:
        this.core(header, event, emitter);
    }
    return true;
  }

  /**
   * The same for records, see `ScannerSink.plain()`, from index `from` of their words to before `to`. They are most of a
   * log: nothing is made and nobody is called for one by itself. Returns how many of them are retransmissions.
   */
  addPlain(records: RecordedEvents, from: number, to: number, log: number): number {
    const { words, doubles, base, line } = records;
    const { facts, owners, recent } = this;
    const { table, emitterList, handleOpaqueId } = facts;
    const ownerOfHandle = facts.handles.scope.values;
    const emitterOfOwner = facts.owners.scope.values;
    let duplicates = 0;
    for (let at = from; at < to; at += WORDS) {
      if ((words[at + SLOT]! & REQUEST) !== 0) {
        if (!this.addRequest(records, at, log)) duplicates++;
        continue;
      }
      const slot = (words[at + SLOT]! & SLOT_MASK) - 1;
      const handle = owners.handleIn[slot]!;
      const owner = ownerOfHandle[handle]!;
      const emitter = emitterList[emitterOfOwner[owner]!]!;
      const timestamp = doubles[(at + TIMESTAMP) / 2]!;
      const kind = words[at + KIND]! & TYPE_AND_SUBTYPE;
      const type = kind & TYPE_MASK;
      const name = owners.opaqueIdIn[slot]!;
      if (words[at + OPAQUE] !== 0 && type !== EventType.media && name !== NONE) handleOpaqueId.values[handle] = name;
      const newer = timestamp > emitter.lastAt;
      if (recent.seen(timestamp, kind, words[at + HASH]!, emitter.number, owner, handle, newer)) {
        duplicates++;
        continue;
      }
      this.dateDamage(timestamp);
      if (newer) emitter.lastAt = timestamp;
      else noteTimeOf(emitter, timestamp);
      const start = words[at + START]!;
      const length = words[at + END]! - start;
      table.addOfHandle(
        log,
        timestamp,
        base + start,
        length,
        line + words[at + LINE]!,
        type,
        kind >>> 16,
        owner,
        handle,
      );
      emitter.counts[31 - Math.clz32(type)]!++;
      emitter.eventsOfHandles++;
    }
    return duplicates;
  }

  /** The same for a request over HTTP, see `REQUEST` in `record.ts`. */
  private addRequest(records: RecordedEvents, at: number, log: number): boolean {
    const { words, doubles, base, line, texts } = records;
    const emitter = this.owners.emitter(records.emitterOf(at), log);
    const timestamp = doubles[(at + TIMESTAMP) / 2]!;
    const type = words[at + KIND]! & TYPE_MASK;
    const newer = timestamp > emitter.lastAt;
    if (this.recent.seen(timestamp, type, words[at + HASH]!, emitter.number, NONE, NONE, newer)) return false;
    this.dateDamage(timestamp);
    noteTimeOf(emitter, timestamp);
    const start = words[at + START]!;
    const length = words[at + END]! - start;
    const { table } = this.facts;
    const place = base + start;
    const event = table.addOfNobody(log, timestamp, place, length, line + words[at + LINE]!, type, 0, emitter.number);
    emitter.counts[31 - Math.clz32(type)]!++;
    const shift = words[at + TEXTS] === 0 ? 0 : words[at + TEXTS]! - 1 - start;
    const { marks, requests } = this;
    marks.read(texts, words[at + REQUEST_ID]! + shift);
    emitter.requests.add(event, marks.mark);
    const address = words[at + REQUEST_ADDRESS]!;
    if (address !== 0) requests.add(marks.mark, marks.other, this.addressAt(texts, address + shift));
    return true;
  }

  /** The text of ASCII from `start` to before the next quote. */
  private addressAt(bytes: Uint8Array, start: number): string {
    const { lastAddress } = this;
    if (bytes[start + lastAddress.length] === QUOTE && isTextAt(bytes, start, lastAddress)) return lastAddress;
    const quote = bytes.indexOf(QUOTE, start);
    return (this.lastAddress = sharedTexts.of(bytes, start - 1, quote + 1));
  }

  /**
   * Takes an event that is in the facts already: the end of its log was taken back and is read again. Only the handle of
   * its slot is noted, for the events that follow.
   */
  meetAgain(header: EventHeader, log: number): void {
    this.owners.find(this.owners.emitter(header.emitter, log), header);
  }

  /**
   * Looks through a damaged stretch for session events. For the sessions they belong to, the log cannot say that no session
   * event came. If the id of one cannot be read, the same goes for every session that ended about that time: a time in
   * the stretch or, if that is lost too, the time of the event added last (of the next one, if there is none yet).
   * Returns true if both are lost.
   */
  addDamage(sample: string): boolean {
    const number = this.damagedStretches++;
    const { count, ids, times } = endsIn(sample);
    if (count === 0) return false;
    const damage: Damage = { number, ids, seconds: [] };
    this.keep(damage);
    for (const id of ids) this.facts.damagedEnds.ids.add(id);
    if (ids.length >= count) return false;
    for (const at of times) this.noteTime(damage, at);
    if (times.length >= count) return false;
    const { table } = this.facts;
    if (table.count > 0) this.noteTime(damage, table.at(table.count - 1));
    else this.undatedDamage = damage;
    return true;
  }

  /**
   * Events were left out here: what came right behind the event before, and right in front of the next one. True: it is
   * dated by the event before.
   */
  addLeftOut(): true {
    const damage: Damage = { number: this.damagedStretches++, ids: [], seconds: [] };
    this.keep(damage);
    const { table } = this.facts;
    if (table.count > 0) this.noteTime(damage, table.at(table.count - 1));
    this.undatedDamage = damage;
    return true;
  }

  /** The last `count` damaged stretches, {@link MOST_TAKEN_BACK} at most, are none: the log went on where it seemed to be cut. */
  takeBackDamage(count: number): void {
    this.damagedStretches -= count;
    const { ids, seconds } = this.facts.damagedEnds;
    for (let last = this.damages.at(-1); last !== undefined; last = this.damages.at(-1)) {
      if (last.number < this.damagedStretches) return;
      this.damages.pop();
      if (last === this.undatedDamage) this.undatedDamage = null;
      for (const id of last.ids) ids.remove(id);
      for (const second of last.seconds) seconds.remove(second);
    }
  }

  /** Writes the facts, and all that events to come are met with. */
  write(to: ColumnWriter): void {
    writeFacts(this.facts, to);
    this.recent.write(to);
    const { damagedStretches, damages, undatedDamage } = this;
    writeFigures(to, [damagedStretches, damages.length, undatedDamage === null ? -1 : damages.indexOf(undatedDamage)]);
    for (const { number, ids, seconds } of damages) {
      writeFigures(to, [number, ...seconds]);
      to.texts(ids);
    }
    this.requests.write(to);
  }

  /** Takes what another one wrote of so many logs, itself empty. */
  read(from: ColumnReader, logs: number): void {
    readFacts(this.facts, from, logs);
    this.recent.read(from);
    const [stretches, damages, head] = figuresOf(from, 3);
    this.damagedStretches = countIn(stretches);
    for (let k = countIn(damages); k > 0; k--) {
      const [number, ...seconds] = from.numbers(Float64Array);
      this.damages.push({ number: countIn(number), ids: textsOf(from), seconds });
    }
    this.undatedDamage = this.damages[head!] ?? null;
    this.requests.read(from);
  }

  private keep(damage: Damage): void {
    this.damages.push(damage);
    // Not one by one: each time the others move up.
    if (this.damages.length > 2 * MOST_TAKEN_BACK) this.damages.splice(0, MOST_TAKEN_BACK);
  }

  /** The first event behind it dates a damaged stretch that nothing else dates. */
  private dateDamage(timestamp: number): void {
    if (this.undatedDamage !== null) this.noteTime(this.undatedDamage, timestamp);
    this.undatedDamage = null;
  }

  private noteTime(damage: Damage, at: number): void {
    const second = secondOf(at);
    damage.seconds.push(second);
    this.facts.damagedEnds.seconds.add(second);
  }

  private session(header: EventHeader, event: number, emitter: EmitterFacts): void {
    const { table, creations, connections, damagedEnds } = this.facts;
    const body = readSession(header.json, header.bodyStart, header.bodyEnd);
    if (body?.name === 'created') {
      const { transport, id } = body.transport ?? { transport: '', id: '' };
      const connection = body.transport === undefined ? NONE : connections.of(emitter.number, transport, id);
      const address = transport === HTTP_TRANSPORT ? this.requests.of(id) : null;
      creations.add(event, connection, connections.addresses.of(address));
      table.setRole(event, Role.created);
    } else if (body?.name === 'destroyed') table.setRole(event, Role.destroyed);
    else if (body?.name === 'timeout') table.setRole(event, Role.timeout);
    // Whatever was left of it, `{...}` for one: it may be the end.
    else if (body === null) damagedEnds.ids.add(header.sessionId);
  }

  /** Of a session or a handle, but it does not say whose: its id was lost on the way. */
  private nameless(header: EventHeader, event: number, emitter: EmitterFacts): void {
    emitter.nameless++;
    emitter.firstNameless ??= event;
    if (header.type !== EventType.session) return;
    const body = readSession(header.json, header.bodyStart, header.bodyEnd);
    if (body?.name === 'destroyed' || body?.name === 'timeout') emitter.namelessEnds.push(event);
  }

  private handleEvent(header: EventHeader, event: number, owner: number, handle: number): void {
    const { table, plugins, handlePlugin } = this.facts;
    const body = readHandle(header.json, header.bodyStart, header.bodyEnd);
    if (body === null) return;
    if (body.plugin) handlePlugin.values[handle] = plugins.of(body.plugin);
    if (body.opaque_id) this.owners.nameHandle(owner, handle, body.opaque_id);
    if (body.name === 'attached') table.setRole(event, Role.attached);
    else if (body.name === 'detached') table.setRole(event, Role.detached);
  }

  private peerConnection(header: EventHeader, event: number): void {
    const body = readPeerConnection(header.json, header.bodyStart, header.bodyEnd);
    if (body?.connection === 'webrtcup') this.facts.table.setRole(event, Role.up);
    else if (body?.connection === 'hangup') this.facts.table.setRole(event, Role.down);
  }

  private plugin(header: EventHeader, owner: number): void {
    const { names } = this.facts;
    const body = readPlugin(header.json, header.bodyStart, header.bodyEnd);
    if (body?.data?.room) names.add(owner, NameKind.room, body.data.room);
    if (body?.data?.display) names.add(owner, NameKind.display, body.data.display);
  }

  private transport(header: EventHeader, event: number, emitter: EmitterFacts): void {
    const { table, connections } = this.facts;
    const body = readTransport(header.json, header.bodyStart, header.bodyEnd);
    if (body === null) return;
    const { event: what, ip, admin_api: admin } = body.data;
    if (body.transport === HTTP_TRANSPORT) {
      // There is an event for each request: only the addresses of the latest are of use, to the `created` that follows.
      if (ip !== undefined) this.requests.add(requestMark(body.id), otherMark(body.id), ip);
      if (what === 'request') emitter.requests.add(event, requestMark(body.id));
      return;
    }
    const connection = connections.of(emitter.number, body.transport, body.id);
    if (ip !== undefined) connections.setAddress(connection, ip);
    if (what !== 'connected' && what !== 'disconnected') return;
    table.setRole(event, what === 'connected' ? Role.connected : Role.disconnected);
    connections.addEvent(connection, event, admin === true);
  }

  private core(header: EventHeader, event: number, emitter: EmitterFacts): void {
    const body = readCore(header.json, header.bodyStart, header.bodyEnd);
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
    } else if (body?.status === 'update') {
      emitter.heartbeats.add(event, body.info?.sessions);
    }
  }
}

function noteTimeOf(emitter: EmitterFacts, timestamp: number): void {
  if (timestamp < emitter.lastAt - CAUSAL_DISORDER) emitter.setBack = true;
  emitter.firstAt = Math.min(emitter.firstAt, timestamp);
  emitter.lastAt = Math.max(emitter.lastAt, timestamp);
}
