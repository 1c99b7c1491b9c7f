/** What holds what: the lives within each session and each life, in the order in which they began. */
import { NONE } from '../events/columns.js';
import { sessionHolding } from './engine/life-table.js';
import type { Stage } from './engine/stage.js';

export class Holding {
  /** By life, and by session: the first within it; by life: the next within the same. */
  private readonly first: Int32Array;
  private readonly firstIn: Int32Array;
  private readonly next: Int32Array;

  constructor({ lives, judgement }: Pick<Stage, 'lives' | 'judgement'>) {
    this.first = new Int32Array(lives.count).fill(NONE);
    this.firstIn = new Int32Array(judgement.sessions.count).fill(NONE);
    this.next = new Int32Array(lives.count).fill(NONE);
    // From behind: what is put in front last began first.
    for (let life = lives.count - 1; life >= 0; life--) {
      const holder = lives.holder(life);
      const session = sessionHolding(holder);
      const heads = holder >= 0 ? this.first : this.firstIn;
      const at = holder >= 0 ? holder : session;
      if (at < 0) continue;
      this.next[life] = heads[at]!;
      heads[at] = life;
    }
  }

  /** The lives, by number in the table of lives, right within a life. */
  within(life: number): Generator<number> {
    return this.from(this.first[life] ?? NONE);
  }

  withinSession(session: number): Generator<number> {
    return this.from(this.firstIn[session] ?? NONE);
  }

  private *from(head: number): Generator<number> {
    for (let life = head; life !== NONE; life = this.next[life]!) yield life;
  }
}
