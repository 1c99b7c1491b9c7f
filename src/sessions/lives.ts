/**
 * Cuts the events of one id into lives: an id can be used again at once after its session ended (`create` with an `id` of
 * the client's choice), and the log may begin or break off in the middle of a life.
 */
import { NONE } from '../events/columns.js';
import { Role, type EventTable } from '../events/event-table.js';
import type { EventsByOwner } from '../events/events-by-owner.js';
import { EventType, MediaSubtype, NO_SUBTYPE } from '../events/types.js';
import { isMadeByJanus, type Creation, type Facts, type SessionEnd } from './collecting/facts.js';

/** A session event this soon after the next `created` of its id can be the end of the life before (the notifications race). */
const REUSE_RACE = 50_000;
/** After its end a session is silent but for `detached` and last statistics; what comes later than this is a new life. */
const AFTERLIFE = 1_000_000;
/** Even `detached` and statistics this long after are no echo of an end: a quiet call tells nothing else for hours. */
const LONGEST_ECHO = 5_000_000;

/** A handle within one life; times in µs, null where the event is not in the log. */
export interface HandleLife {
  /** Number of the handle, see {@link Facts.handles}. */
  readonly handle: number;
  attached: number | null;
  detached: number | null;
  attachedAt: number | null;
  detachedAt: number | null;
}

/** One session instance. */
export interface Life {
  readonly owner: number;
  readonly instance: number;
  readonly created: Creation | null;
  end: SessionEnd | null;
  readonly handles: HandleLife[];
  /** Numbers of its events in time order, at least one. */
  events: Uint32Array;
  /** `created` of the next life, when there is one. */
  next: Creation | null;
}

/** Whether an event can still come after the end of its session (`janus_session_destroy` frees handles later). */
export function isTrailing(table: EventTable, event: number): boolean {
  const type = table.type(event);
  if (type === EventType.media) {
    const subtype = table.subtype(event);
    return subtype === MediaSubtype.stats || subtype === NO_SUBTYPE;
  }
  return type === EventType.handle && table.role(event) !== Role.attached;
}

/**
 * Whether events show that the life went on after `at`. `attached` shows it at once, or once it is more than `race` later
 * (µs, where it can be told that late). Most other events show it after {@link AFTERLIFE}, and those that can be the
 * echo of an end after {@link LONGEST_ECHO}.
 */
export function livesAfter({ table }: Facts, life: Life, at: number, race = 0): boolean {
  for (let k = life.events.length - 1; k >= 0; k--) {
    const event = life.events[k]!;
    const time = table.at(event);
    if (time <= at) return false;
    if (time > at + LONGEST_ECHO) return true;
    if (isTrailing(table, event)) continue;
    if (time > at + (table.type(event) === EventType.handle ? race : AFTERLIFE)) return true;
  }
  return false;
}

/** Whether the life needs a living session: a lone `detached` may be the echo of an end before the log. */
export function showsLife({ table }: Facts, life: Life): boolean {
  if (life.events.some((event) => !isTrailing(table, event))) return true;
  return table.at(life.events.at(-1)!) > table.at(life.events[0]!) + LONGEST_ECHO;
}

/** What the server of a life tells of its times. */
interface Times {
  /** Whether its events are in no order that would be right: a clock was set back, and nothing tells where. */
  timesContradict(): boolean;
}

/** All lives of an owner in time order. */
export function livesOf(facts: Facts, owner: number, byOwner: EventsByOwner, times: Times): Life[] {
  const events = byOwner.of(owner);
  const decisive = byOwner.decisiveOf(owner);
  if (decisive !== null) {
    // Plain events, most of a log, belong to the life of the one before: with a single life nothing else can come of them.
    const lives = new LifeCutter(facts, owner, events, times).cut(decisive);
    if (lives.length === 1) return lives;
  }
  return new LifeCutter(facts, owner, events, times).cut(null);
}

/** By number. Most ids have one session with one end and one handle: a Map for each of them takes longer than all the rest. */
class FewByNumber<T> {
  private number = NONE;
  private first: T | undefined;
  private others: Map<number, T> | null = null;

  get(number: number): T | undefined {
    return number === this.number ? this.first : this.others?.get(number);
  }

  set(number: number, value: T): void {
    if (this.number === NONE) this.number = number;
    if (number === this.number) this.first = value;
    else (this.others ??= new Map()).set(number, value);
  }
}

class LifeCutter {
  private readonly table: EventTable;
  private readonly lives: Life[] = [];
  /** By position in {@link events}: index of the life, once there is a second one. */
  private lifeAt: Uint32Array | null = null;
  /** By event, with its position. */
  private readonly ends = new FewByNumber<{ readonly end: SessionEnd; readonly position: number }>();
  private lastCreatedAt = NaN;
  private lastEndAt = NaN;
  /** By handle: the one that came last, and the life it is of. */
  private readonly handleLives = new FewByNumber<{ readonly handleLife: HandleLife; readonly life: Life }>();
  /** The handle of the event before, and its life: most events come in runs of one handle. */
  private lastHandle: HandleLife | null = null;
  private lastLife: Life | null = null;

  constructor(
    private readonly facts: Facts,
    private readonly owner: number,
    private readonly events: Uint32Array,
    private readonly times: Times,
  ) {
    this.table = facts.table;
  }

  /** `places` are those of the events that are looked at, in order, null all; with several lives all of them have to be. */
  cut(places: readonly number[] | null): Life[] {
    const { events, lives } = this;
    const count = places === null ? events.length : places.length;
    for (let i = 0; i < count; i++) {
      const k = places === null ? i : places[i]!;
      this.add(events[k]!, k);
    }
    if (lives.length === 1) lives[0]!.events = events;
    else this.share();
    for (let k = 0; k + 1 < lives.length; k++) {
      const life = lives[k]!;
      const next = lives[k + 1]!;
      life.next = next.created;
      this.settleRace(life, next);
    }
    return lives;
  }

  private add(event: number, k: number): void {
    const role = this.table.role(event);
    const creation = role === Role.created ? this.creationOf(event) : null;
    if (creation !== null) {
      const first: { created: Creation | null } | undefined = this.lives[0];
      if (first?.created === null && this.isOne()) first.created = creation;
      else this.begin(creation);
      this.assign(k, this.lives.length - 1);
      return;
    }
    const handle = this.table.handle(event);
    const life = this.lifeFor(event, handle, role);
    if (this.lifeAt !== null || life !== this.lives[0]) this.assign(k, life.instance - 1);
    if (role === Role.destroyed || role === Role.timeout) this.noteEnd(life, event, k, role);
    if (handle !== NONE) this.handleEvent(life, handle, event, role);
  }

  /** What a `created` says; null for one that was told before, by a second log or a retransmission: it has the same time. */
  private creationOf(event: number): Creation | null {
    const at = this.table.at(event);
    const told = this.table.toldAt(event);
    const again = told === this.lastCreatedAt;
    this.lastCreatedAt = told;
    if (again) return null;
    const { creations, connections } = this.facts;
    const number = creations.find(event);
    const connection = creations.connectionOf(number);
    return { event, at, number, connection, transport: connection < 0 ? null : connections.transportOf(connection) };
  }

  private noteEnd(life: Life, event: number, k: number, role: Role): void {
    const at = this.table.at(event);
    const told = this.table.toldAt(event);
    const again = told === this.lastEndAt;
    this.lastEndAt = told;
    if (again) return;
    const end: SessionEnd = { event, at, name: role === Role.destroyed ? 'destroyed' : 'timeout' };
    this.ends.set(event, { end, position: k });
    life.end ??= end;
  }

  /**
   * Whether all that is seen of the id is one session, though it seems to begin after it was seen, or to go on after its end:
   * Janus' own ids do not come again, and the times of the server contradict themselves elsewhere as well.
   */
  private isOne(): boolean {
    const { facts, lives, owner, times } = this;
    return lives.length === 1 && isMadeByJanus(facts, owner) && times.timesContradict();
  }

  private begin(created: Creation | null): Life {
    const life: Life = {
      owner: this.owner,
      instance: this.lives.length + 1,
      created,
      end: null,
      handles: [],
      events: NO_EVENTS,
      next: null,
    };
    this.lives.push(life);
    return life;
  }

  private assign(k: number, life: number): void {
    if (life > 0) this.lifeAt ??= new Uint32Array(this.events.length);
    if (this.lifeAt !== null) this.lifeAt[k] = life;
  }

  private lifeFor(event: number, handle: number, role: Role): Life {
    const attaching = role === Role.attached;
    if (handle !== NONE && !attaching && handle === this.lastHandle?.handle) return this.lastLife!;
    const current = this.lives.at(-1);
    if (!current) return this.begin(null);
    const known = handle !== NONE && !attaching ? this.handleLives.get(handle)?.life : undefined;
    if (known) return known;
    const over = current.end !== null && this.table.at(event) > current.end.at + AFTERLIFE;
    if (!over || isTrailing(this.table, event) || (current.created !== null && this.isOne())) return current;
    const before = this.lives.at(-2);
    if (before && endsBefore(before, current)) {
      this.assign(this.ends.get(current.end!.event)!.position, before.instance - 1);
      giveBack(before, current, null);
      return current;
    }
    return this.begin(null);
  }

  private handleEvent(life: Life, handle: number, event: number, role: Role): void {
    let handleLife = this.lastHandle;
    if (handleLife?.handle !== handle || this.lastLife !== life) {
      const known = this.handleLives.get(handle);
      if (known?.life === life) ({ handleLife } = known);
      else {
        handleLife = { handle, attached: null, detached: null, attachedAt: null, detachedAt: null };
        life.handles.push(handleLife);
        this.handleLives.set(handle, { handleLife, life });
      }
      this.lastHandle = handleLife;
      this.lastLife = life;
    }
    if (role === Role.attached) {
      handleLife.attached = event;
      handleLife.attachedAt = this.table.at(event);
    } else if (role === Role.detached) {
      handleLife.detached = event;
      handleLife.detachedAt = this.table.at(event);
    }
  }

  /** Gives each of several lives its events. */
  private share(): void {
    const { events, lives, lifeAt } = this;
    const counts = new Uint32Array(lives.length);
    for (const life of lifeAt ?? []) counts[life]!++;
    for (const [k, life] of lives.entries()) life.events = new Uint32Array(counts[k]!);
    counts.fill(0);
    for (let k = 0; k < events.length; k++) {
      const life = lifeAt![k]!;
      lives[life]!.events[counts[life]!++] = events[k]!;
    }
  }

  /** A session event right behind the next `created` ends the life before, if the next one demonstrably goes on. */
  private settleRace(life: Life, next: Life): void {
    if (!endsBefore(life, next)) return;
    const end = next.end!;
    const after = next.events.find((event) => event !== end.event && this.ends.get(event) !== undefined);
    const another = after === undefined ? null : this.ends.get(after)!.end;
    if (another === null && !livesAfter(this.facts, next, end.at)) return;
    const events = new Uint32Array(life.events.length + 1);
    events.set(life.events);
    events[life.events.length] = end.event;
    life.events = events;
    next.events = next.events.filter((event) => event !== end.event);
    giveBack(life, next, another);
  }
}

const NO_EVENTS = new Uint32Array(0);

/** Whether the end of a life comes so soon after its `created` that it can be that of the life before. */
function endsBefore(life: Life, { created, end }: Life): boolean {
  return life.end === null && created !== null && end !== null && end.at <= created.at + REUSE_RACE;
}

/** The end that `next` seemed to have is that of `life`; `another` is the one of its own. */
function giveBack(life: Life, next: Life, another: SessionEnd | null): void {
  life.end = next.end;
  next.end = another;
}
