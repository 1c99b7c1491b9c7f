/** Who was where: people in rooms and viewers of mountpoints, in columns, for what shows very many of them. */
import { NONE } from '../events/columns.js';
import type { Kinds } from './engine/kind.js';
import { sessionHolding } from './engine/life-table.js';
import type { Stage } from './engine/stage.js';

/** Kinds whose lives are a stay in a room or at a mountpoint. */
const IS_STAY = /-(?:participant|remote-publisher|viewer)$/;

/** How the end of a stay is known. */
export const STAY_ENDS = ['told', 'kicked', 'implied', 'flagged', 'open', 'undecidable'] as const;
export type StayEnd = (typeof STAY_ENDS)[number];

export interface Stays {
  readonly count: number;
  /** Number among all lives, sessions first: what `Lives.life()` takes. */
  readonly life: Int32Array;
  /** The session it is within; -1: none is known. */
  readonly session: Int32Array;
  /** Number of the room or mountpoint; -1: none is named. */
  readonly place: Int32Array;
  readonly emitter: Int32Array;
  /** Index into {@link kinds}. */
  readonly kind: Uint8Array;
  /** µs since the Unix epoch; `end` is NaN where it is not known. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 1: its beginning is in the log. */
  readonly begun: Uint8Array;
  /** Index into {@link STAY_ENDS}. */
  readonly how: Uint8Array;
  readonly kinds: readonly string[];
  /** Name, id and handle of who was there, each '' where it is not told: made when they are asked for. */
  names(stay: number): { readonly name: string; readonly who: string; readonly handle: string };
  /** The exact id of a place as text. */
  placeId(place: number): string;
}

export function staysOf(stage: Stage, { list }: Kinds): Stays {
  const { lives, facts, lifeFacts, judgement } = stage;
  const sessions = judgement.sessions.count;
  const wanted = list.map(({ kind }) => IS_STAY.test(kind));
  let count = 0;
  for (let life = 0; life < lives.count; life++) if (wanted[lives.kind(life)]) count++;
  const stays: Stays = {
    count,
    life: new Int32Array(count),
    session: new Int32Array(count),
    place: new Int32Array(count),
    emitter: new Int32Array(count),
    kind: new Uint8Array(count),
    start: new Float64Array(count),
    end: new Float64Array(count),
    begun: new Uint8Array(count),
    how: new Uint8Array(count),
    kinds: list.map(({ kind }) => kind),
    names: (stay: number) => namesOf(stage, stays.life[stay]! - sessions),
    placeId: (place: number) => lifeFacts.places.text(place),
  };
  let k = 0;
  for (let life = 0; life < lives.count; life++) {
    if (!wanted[lives.kind(life)]) continue;
    const end = lives.end(life);
    stays.life[k] = sessions + life;
    stays.session[k] = sessionOf(stage, life);
    stays.place[k] = lifeFacts.place(lives.fact(life));
    stays.emitter[k] = stage.emitterOf(life).number;
    stays.kind[k] = lives.kind(life);
    stays.start[k] = facts.table.toldAt(lifeFacts.event(lives.fact(life)));
    stays.end[k] = lives.state(life) !== 'ended' ? NaN : end < 0 ? lives.endedAt(life) : facts.table.toldAt(end);
    stays.begun[k] = Number(lives.isBegun(life));
    stays.how[k] = STAY_ENDS.indexOf(howOf(stage, life));
    k++;
  }
  return stays;
}

function namesOf({ lives, facts, lifeFacts }: Stage, life: number): ReturnType<Stays['names']> {
  const fact = lives.fact(life);
  const who = lifeFacts.who(fact);
  const handle = lives.holder(life) === NONE ? NONE : facts.table.handle(lifeFacts.event(fact));
  return {
    name: lifeFacts.texts.at(lifeFacts.text(fact)) ?? '',
    who: who < 0 ? '' : lifeFacts.people.text(who),
    handle: handle < 0 ? '' : facts.handles.text(handle),
  };
}

/** The session that holds a life, through all that is between; -1 for none. */
export function sessionOf({ lives }: Stage, life: number): number {
  let holder = life;
  while (holder >= 0) holder = lives.holder(holder);
  return holder === NONE ? NONE : sessionHolding(holder);
}

function howOf({ lives }: Stage, life: number): StayEnd {
  const state = lives.state(life);
  if (state !== 'ended') return state;
  if (lives.isFlagged(life)) return 'flagged';
  if (!lives.isTold(life)) return 'implied';
  return lives.cause(life)!.startsWith('kicked') ? 'kicked' : 'told';
}
