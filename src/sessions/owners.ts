/** Finds, or begins, the facts of the emitter, session id and handle that an event belongs to. */
import { NONE } from '../events/event-table.js';
import type { EventHeader } from '../events/header.js';
import { EventType } from '../events/types.js';
import type { EmitterFacts, Facts, IdFacts } from './facts.js';
import { IdIndex } from './id-index.js';

export class Owners {
  /** Owners by emitter and id, handles by owner and id, as far as ids are numbers. */
  private readonly byNumber = new IdIndex();
  private readonly handleByNumber = new IdIndex();
  private lastEmitter: EmitterFacts | null = null;

  constructor(private readonly facts: Facts) {}

  emitter(name: string, log: number): EmitterFacts {
    if (this.lastEmitter?.name === name) return this.lastEmitter;
    let emitter = this.facts.emitters.get(name);
    if (!emitter) {
      emitter = {
        name,
        number: this.facts.emitters.size,
        firstLog: log,
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

  ownerOf(emitter: EmitterFacts, header: EventHeader): IdFacts | null {
    const { sessionLow, sessionHigh } = header;
    const numbered = sessionLow !== 0 || sessionHigh !== 0;
    const known = numbered ? this.byNumber.get(sessionLow, sessionHigh, emitter.number) : NONE;
    if (known !== NONE) return this.facts.ids[known]!;
    if (header.sessionId === '') return null;
    const facts = this.id(emitter, header.sessionId);
    if (numbered) this.byNumber.set(sessionLow, sessionHigh, emitter.number, facts.owner);
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
      };
      this.facts.ids.push(facts);
      emitter.ids.set(id, facts);
    }
    return facts;
  }

  handleOf(owner: IdFacts, header: EventHeader): number {
    const { handleLow, handleHigh } = header;
    const numbered = handleLow !== 0 || handleHigh !== 0;
    let handle = numbered ? this.handleByNumber.get(handleLow, handleHigh, owner.owner) : NONE;
    if (handle === NONE) {
      if (header.handleId === '') return NONE;
      handle = this.handle(owner, header.handleId);
      if (numbered) this.handleByNumber.set(handleLow, handleHigh, owner.owner, handle);
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
}
