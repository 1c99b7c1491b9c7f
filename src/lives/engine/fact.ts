/** A fact as the rules are given it, one object for all: valid during the call alone. Numbers are -1 where there is none. */
export interface Fact {
  readonly number: number;
  /** In the event table. */
  readonly event: number;
  /** µs */
  readonly at: number;
  readonly emitter: number;
  /** Numbers of sessions' ids and handles as in `Facts` of `sessions/collecting/facts.ts`; -1 where the event carries none. */
  readonly owner: number;
  readonly handle: number;
  /** As in `LifeFacts`. */
  readonly place: number;
  readonly who: number;
  readonly text: number;
}

export type Handler = (fact: Fact) => void;
