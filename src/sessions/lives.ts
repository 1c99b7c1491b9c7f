/**
 * Cuts the events of one id into lives: an id can be used again at once after its session ended (`create` with an `id` of
 * the client's choice), and the log may begin or break off in the middle of a life.
 */
import { lastFrom, type EventsByOwner, type EventTable } from '../events/event-table.js';
import { EventType, MediaSubtype } from '../events/types.js';
import { byTime, type Creation, type Facts, type IdFacts, type SessionEnd } from './facts.js';

/** A session event this soon after the next `created` of its id can be the end of the life before (the notifications race). */
const REUSE_RACE = 50_000;
/** After its end a session is silent but for `detached` and last statistics; what comes later than this is a new life. */
const AFTERLIFE = 1_000_000;
/** Even `detached` and statistics this long after are no echo of an end: a quiet call tells nothing else for hours. */
const LONGEST_ECHO = 5_000_000;

/** A handle within one life; times in µs, null where the event is not in the log. */
export interface HandleLife {
  /** Number of the handle in {@link Facts.handles}. */
  readonly handle: number;
  attached: number | null;
  detached: number | null;
  attachedAt: number | null;
  detachedAt: number | null;
}

/** One session instance. Events are numbers in the event table, in time order. */
export interface Life {
  readonly facts: IdFacts;
  readonly instance: number;
  readonly created: Creation | null;
  end: SessionEnd | null;
  readonly handles: HandleLife[];
  readonly events: number[];
  /** `created` of the next life, when there is one. */
  next: Creation | null;
}

/** Whether a list of event numbers, which ascend, holds this one. */
function holds(events: readonly number[], event: number): boolean {
  return events[lastFrom(events, events.length, event)] === event;
}

/** Whether an event can still come after the end of its session (`janus_session_destroy` frees handles later). */
function isTrailing(table: EventTable, facts: Facts, event: number): boolean {
  const type = table.type[event];
  if (type === EventType.media) return table.subtype[event] === MediaSubtype.stats;
  return type === EventType.handle && !holds(facts.handles[table.handle[event]!]?.attached ?? [], event);
}

/**
 * Whether the life shows itself alive after `at`: at once by `attached`, after a second of grace by most events, and by
 * what may be the echo of an end after {@link LONGEST_ECHO}.
 */
export function livesAfter(facts: Facts, life: Life, at: number): boolean {
  const { table } = facts;
  for (let k = life.events.length - 1; k >= 0; k--) {
    const event = life.events[k]!;
    if (table.at[event]! <= at) return false;
    if (table.at[event]! > at + LONGEST_ECHO) return true;
    if (isTrailing(table, facts, event)) continue;
    if (table.type[event] === EventType.handle || table.at[event]! > at + AFTERLIFE) return true;
  }
  return false;
}

/** Whether the life needs a living session: a lone `detached` may be the echo of an end before the log. */
export function showsLife(facts: Facts, life: Life): boolean {
  const { table } = facts;
  if (life.events.some((event) => !isTrailing(table, facts, event))) return true;
  return table.at[life.events.at(-1)!]! > table.at[life.events[0]!]! + LONGEST_ECHO;
}

/** All lives of one id, in time order. */
export function livesOf(facts: Facts, id: IdFacts, byOwner: EventsByOwner): Life[] {
  const cutter = new LifeCutter(facts, id);
  for (const event of byOwner.of(id.owner)) cutter.add(event);
  return cutter.finish();
}

class LifeCutter {
  private readonly table: EventTable;
  private readonly lives: Life[] = [];
  private readonly creations: Map<number, Creation>;
  private readonly ends: Map<number, SessionEnd>;
  private readonly handleLives = new Map<number, HandleLife>();
  private readonly lifeOfHandle = new Map<number, Life>();

  constructor(
    private readonly facts: Facts,
    private readonly id: IdFacts,
  ) {
    this.table = facts.table;
    this.creations = new Map(byTime(id.creations).map((creation) => [creation.event, creation]));
    this.ends = new Map(byTime(id.ends).map((end) => [end.event, end]));
  }

  add(event: number): void {
    const creation = this.creations.get(event);
    if (creation) {
      this.begin(creation).events.push(event);
      return;
    }
    const life = this.lifeAt(event);
    life.events.push(event);
    const end = this.ends.get(event);
    if (end) life.end ??= end;
    if (this.table.handle[event]! >= 0) this.handleEvent(life, this.table.handle[event]!, event);
  }

  finish(): Life[] {
    for (let k = 0; k + 1 < this.lives.length; k++) {
      const life = this.lives[k]!;
      const next = this.lives[k + 1]!;
      life.next = next.created;
      this.settleRace(life, next);
    }
    return this.lives;
  }

  private begin(created: Creation | null): Life {
    const life: Life = {
      facts: this.id,
      instance: this.lives.length + 1,
      created,
      end: null,
      handles: [],
      events: [],
      next: null,
    };
    this.lives.push(life);
    return life;
  }

  private lifeAt(event: number): Life {
    const handle = this.table.handle[event]!;
    const current = this.lives.at(-1);
    if (!current) return this.begin(null);
    const attaching = holds(this.facts.handles[handle]?.attached ?? [], event);
    const known = handle >= 0 && !attaching ? this.lifeOfHandle.get(handle) : undefined;
    if (known) return known;
    const over = current.end !== null && this.table.at[event]! > current.end.at + AFTERLIFE;
    if (!over || isTrailing(this.table, this.facts, event)) return current;
    const before = this.lives.at(-2);
    if (before && this.endsBefore(before, current)) {
      giveBack(before, current, null);
      return current;
    }
    return this.begin(null);
  }

  private handleEvent(life: Life, handle: number, event: number): void {
    let handleLife = this.handleLives.get(handle);
    if (!handleLife || this.lifeOfHandle.get(handle) !== life) {
      handleLife = { handle, attached: null, detached: null, attachedAt: null, detachedAt: null };
      life.handles.push(handleLife);
      this.handleLives.set(handle, handleLife);
      this.lifeOfHandle.set(handle, life);
    }
    const { attached, detached } = this.facts.handles[handle]!;
    const at = this.table.at[event]!;
    if (holds(attached, event)) {
      handleLife.attached = event;
      handleLife.attachedAt = at;
    } else if (holds(detached, event)) {
      handleLife.detached = event;
      handleLife.detachedAt = at;
    }
  }

  /** A session event right behind the next `created` ends the life before, if the next one demonstrably goes on. */
  private settleRace(life: Life, next: Life): void {
    if (!this.endsBefore(life, next)) return;
    const end = next.end!;
    const another = next.events.map((event) => this.ends.get(event)).find((e) => e !== undefined && e !== end);
    if (another || livesAfter(this.facts, next, end.at)) giveBack(life, next, another ?? null);
  }

  /** Whether the end of a life comes so soon after its `created` that it can be that of the life before. */
  private endsBefore(life: Life, { created, end }: Life): boolean {
    return life.end === null && created !== null && end !== null && end.at <= created.at + REUSE_RACE;
  }
}

/** The end that `next` seemed to have is that of `life`; `another` is the one of its own. */
function giveBack(life: Life, next: Life, another: SessionEnd | null): void {
  const end = next.end!;
  life.end = end;
  life.events.push(end.event);
  next.events.splice(next.events.indexOf(end.event), 1);
  next.end = another;
}
