/** Finds, or begins, the facts of the emitter, session id and handle that an event belongs to. */
import { Uint32Column, NONE } from '../../events/columns.js';
import type { EventHeader } from '../../events/header.js';
import { SLOTS, TYPES } from '../../events/limits.js';
import { EventType } from '../../events/types.js';
import type { EmitterFacts, Facts } from './facts.js';
import { Heartbeats } from './heartbeats.js';
import { NameKind } from './names.js';
import { Requests } from './requests.js';

export class Owners {
  /** Of the event that was looked at last: number of its owner, {@link NONE} for an event of no session, */
  owner = NONE;
  /** and of its handle, {@link NONE} for an event of no handle. */
  handle = NONE;
  private lastEmitter: EmitterFacts | null = null;
  /** By slot of {@link EventHeader.slot}: the handle. */
  readonly handleIn = new Int32Array(SLOTS).fill(NONE);
  /** By slot: the opaque id told last with it by an event of another type than media, a number of {@link Facts.names}. */
  readonly opaqueIdIn = new Int32Array(SLOTS).fill(NONE);

  constructor(private readonly facts: Facts) {}

  emitter(name: string, log: number): EmitterFacts {
    if (this.lastEmitter?.name === name) return this.lastEmitter;
    const { emitters, emitterList } = this.facts;
    let emitter = emitters.get(name);
    if (!emitter) {
      emitter = {
        name,
        number: emitterList.length,
        firstLog: log,
        firstAt: Infinity,
        lastAt: 0,
        setBack: false,
        starts: [],
        shutdowns: [],
        requests: new Requests(),
        heartbeats: new Heartbeats(),
        nameless: 0,
        firstNameless: null,
        namelessEnds: new Uint32Column(),
        counts: new Uint32Array(TYPES),
        eventsOfHandles: 0,
        ids: 0,
      };
      emitters.set(name, emitter);
      emitterList.push(emitter);
    }
    this.lastEmitter = emitter;
    return emitter;
  }

  /** Finds whose an event is, see {@link owner} and {@link handle}. */
  find(emitter: EmitterFacts, header: EventHeader): void {
    const { slot } = header;
    if (header.isOfSameHandle) {
      this.handle = this.handleIn[slot]!;
      this.owner = this.facts.handles.scope.values[this.handle]!;
    } else {
      this.owner = this.ownerOf(emitter, header);
      this.handle = this.owner === NONE ? NONE : this.handleOf(this.owner, header);
      if (slot >= 0) {
        this.handleIn[slot] = this.handle;
        this.opaqueIdIn[slot] = NONE;
      }
    }
    if (this.handle !== NONE) this.noteOpaqueId(header);
  }

  private ownerOf(emitter: EmitterFacts, header: EventHeader): number {
    const { owners, names, table } = this.facts;
    const { sessionLow, sessionHigh } = header;
    const numbered = sessionLow !== 0 || sessionHigh !== 0;
    if (!numbered && header.sessionId === '') return NONE;
    const known = numbered
      ? owners.find(sessionLow, sessionHigh, emitter.number)
      : owners.findText(header.sessionId, emitter.number);
    if (known !== NONE) return known;
    emitter.ids++;
    table.addOwner();
    names.addOwner();
    return numbered
      ? owners.addNumber(sessionLow, sessionHigh, emitter.number)
      : owners.add(header.sessionId, emitter.number);
  }

  private handleOf(owner: number, header: EventHeader): number {
    const { handles } = this.facts;
    const { handleLow, handleHigh } = header;
    const numbered = handleLow !== 0 || handleHigh !== 0;
    if (!numbered && header.handleId === '') return NONE;
    const known = numbered ? handles.find(handleLow, handleHigh, owner) : handles.findText(header.handleId, owner);
    if (known !== NONE) return known;
    this.noteHandle(owner);
    return numbered ? handles.addNumber(handleLow, handleHigh, owner) : handles.add(header.handleId, owner);
  }

  private noteOpaqueId(header: EventHeader): void {
    // Statistics are most of a log: an opaque id that came once is not looked at again in them.
    const isMedia = header.type === EventType.media;
    if (isMedia && this.facts.handleOpaqueId.values[this.handle] !== NONE) return;
    const { opaqueId, slot } = header;
    if (opaqueId === '') return;
    this.nameHandle(this.owner, this.handle, opaqueId);
    if (slot >= 0 && !isMedia) this.opaqueIdIn[slot] = this.facts.handleOpaqueId.values[this.handle]!;
  }

  nameHandle(owner: number, handle: number, opaqueId: string): void {
    this.facts.handleOpaqueId.values[handle] = this.facts.names.add(owner, NameKind.opaqueId, opaqueId);
  }

  private noteHandle(owner: number): void {
    const { handlePlugin, handleOpaqueId, table } = this.facts;
    table.addHandle(owner);
    handlePlugin.push(NONE);
    handleOpaqueId.push(NONE);
  }
}
