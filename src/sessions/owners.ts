/** Finds, or begins, the facts of the emitter, session id and handle that an event belongs to. */
import { Column } from '../events/columns.js';
import { NONE } from '../events/event-table.js';
import type { EventHeader } from '../events/header.js';
import { EventType } from '../events/types.js';
import type { EmitterFacts, Facts } from './facts.js';
import { NameKind } from './names.js';
import { NO_TEXT } from './texts.js';

export class Owners {
  private lastEmitter: EmitterFacts | null = null;

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
        starts: [],
        shutdowns: [],
        requests: new Column(Uint32Array),
        sessionEvents: 0,
        transportEvents: 0,
        ids: 0,
      };
      emitters.set(name, emitter);
      emitterList.push(emitter);
    }
    this.lastEmitter = emitter;
    return emitter;
  }

  /** Number of the owner, or {@link NONE} for an event of no session. */
  ownerOf(emitter: EmitterFacts, header: EventHeader): number {
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
    return owners.add(header.sessionId, emitter.number);
  }

  /** Number of the handle, or {@link NONE} for an event of no handle. */
  handleOf(owner: number, header: EventHeader): number {
    const { handles, handleOpaqueId } = this.facts;
    const { handleLow, handleHigh } = header;
    const numbered = handleLow !== 0 || handleHigh !== 0;
    if (!numbered && header.handleId === '') return NONE;
    let handle = numbered ? handles.find(handleLow, handleHigh, owner) : handles.findText(header.handleId, owner);
    if (handle === NONE) handle = this.newHandle(owner, header.handleId);
    // Statistics are most of a log: an opaque id that came once is not looked at again in them.
    if (header.type === EventType.media && handleOpaqueId.values[handle] !== NO_TEXT) return handle;
    const { opaqueId } = header;
    if (opaqueId !== '') this.nameHandle(owner, handle, opaqueId);
    return handle;
  }

  nameHandle(owner: number, handle: number, opaqueId: string): void {
    this.facts.handleOpaqueId.values[handle] = this.facts.names.add(owner, NameKind.opaqueId, opaqueId);
  }

  private newHandle(owner: number, id: string): number {
    const { handles, handlePlugin, handleOpaqueId, table } = this.facts;
    table.addHandle(owner);
    handlePlugin.push(NO_TEXT);
    handleOpaqueId.push(NO_TEXT);
    return handles.add(id, owner);
  }
}
