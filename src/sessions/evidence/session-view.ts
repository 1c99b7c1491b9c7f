/** One session as an object: what its columns cannot hold is put together when it is asked for. */
import * as l10n from '@vscode/l10n';
import { sentences } from '../../words/sentences.js';
import { duration } from '../../words/times.js';
import { NONE } from '../../events/columns.js';
import type { Corroborated } from '../server-log/corroborate.js';
import { evidenceOf } from './evidence.js';
import { addressOf, opaqueIdOf, pluginOf, type Facts } from '../collecting/facts.js';
import type { Life } from '../lives.js';
import type { EventRef, Evidence, Handle, Session } from '../model.js';
import { NameKind } from '../collecting/names.js';
import type { Server } from '../servers/server.js';
import { toldEnd, toldSpan } from './told-times.js';
import { reasonOf } from './wording.js';

/**
 * What is seldom asked for is made when it is. A class, since an object with getters of its own costs kilobytes, and a
 * report makes one for every session.
 */
export class SessionView implements Session {
  readonly emitter: string;
  readonly id: string;
  readonly instance: number;
  readonly state: Session['state'];
  readonly flagged: boolean;
  readonly provisional: boolean;
  readonly cause: Session['cause'];
  readonly sessionEvent: Session['sessionEvent'];
  readonly trigger: Session['trigger'];
  readonly certainty: Session['certainty'];
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  readonly transport: string | null;
  readonly handleCount: number;
  readonly events: number;
  /** Made once: who looks up where it stands in the text knows it by this very object. */
  readonly ending: EventRef | null;

  constructor(
    private readonly facts: Facts,
    private readonly life: Life,
    private readonly server: Server,
    private readonly corroborated: Corroborated,
    readonly index: number,
  ) {
    const { ending } = corroborated;
    const { table, owners } = facts;
    this.emitter = server.facts.name;
    this.id = owners.text(life.owner);
    this.instance = life.instance;
    this.state = ending.state;
    this.flagged = ending.flagged;
    this.provisional = ending.pending !== null;
    this.cause = ending.cause;
    this.sessionEvent = ending.sessionEvent;
    this.trigger = ending.trigger;
    this.certainty = ending.certainty;
    this.createdAt = life.created === null ? null : table.toldAt(life.created.event);
    this.endedAt = toldEnd(ending, table);
    this.transport = life.created?.transport ?? null;
    this.handleCount = life.handles.length;
    this.events = life.events.length;
    this.ending = ending.event === null ? corroborated.place : table.place(ending.event);
  }

  get firstAt(): number {
    return toldSpan(this.life.events, this.facts.table).first;
  }

  get lastAt(): number {
    return toldSpan(this.life.events, this.facts.table).last;
  }

  get transportId(): string | null {
    const { created } = this.life;
    return created === null || created.connection === NONE ? null : this.facts.connections.idOf(created.connection);
  }

  get address(): string | null {
    const { created } = this.life;
    return created === null ? null : addressOf(this.facts, created.number);
  }

  get handles(): Handle[] {
    return handlesOf(this.facts, this.life);
  }

  get opaqueIds(): readonly string[] {
    return this.facts.names.of(this.life.owner, NameKind.opaqueId);
  }

  get rooms(): readonly string[] {
    return this.facts.names.of(this.life.owner, NameKind.room);
  }

  get displays(): readonly string[] {
    return this.facts.names.of(this.life.owner, NameKind.display);
  }

  get reason(): string {
    const reason = this.corroborated.reason ?? reasonOf(this.life, this.corroborated.ending, this.server);
    const step = this.clockSetBack();
    if (step <= 0) return reason;
    return sentences(reason, l10n.t("The server's clock was set back by about {0} meanwhile.", duration(step)));
  }

  /** The step of a clock that was set back while the session was open, µs. */
  private clockSetBack(): number {
    const { table } = this.facts;
    const { events } = this.life;
    const correction = (event: number): number => table.at(event) - table.toldAt(event);
    return correction(this.corroborated.ending.event ?? events.at(-1)!) - correction(events[0]!);
  }

  get evidence(): Evidence[] {
    return [...evidenceOf(this.facts, this.life, this.corroborated.ending), ...this.corroborated.evidence];
  }
}

function handlesOf(facts: Facts, life: Life): Handle[] {
  return life.handles.map(({ handle, attached, detached }) => ({
    id: facts.handles.text(handle),
    plugin: pluginOf(facts, handle),
    opaqueId: opaqueIdOf(facts, handle),
    attached: attached === null ? null : facts.table.place(attached),
    detached: detached === null ? null : facts.table.place(detached),
  }));
}
