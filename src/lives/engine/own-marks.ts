import { firstFrom, type Mark } from '../../sessions/servers/server.js';

/** The `started` and `shutdown` of a server without those that turned out to be of another one of the same name. */
export class OwnMarks {
  private readonly own: readonly Mark[];

  constructor(marks: readonly Mark[]) {
    this.own = marks.filter(({ shared }) => !shared);
  }

  /** Whether the server started between `from` and `until`, µs, anew for what began at `from`. */
  startedBetween(from: number, until: number): boolean {
    for (let k = firstFrom(this.own, from + 1); k < this.own.length; k++) {
      const { kind, at, before } = this.own[k]!;
      if (at > until) return false;
      if (kind === 'started' && from <= before) return true;
    }
    return false;
  }

  /** The first that ended what began at `from`, µs. A `started` does not end what came shortly before it in its own run. */
  after(from: number): Mark | null {
    for (let k = firstFrom(this.own, from + 1); k < this.own.length; k++) {
      const mark = this.own[k]!;
      if (mark.kind === 'shutdown' || from < mark.cut) return mark;
    }
    return null;
  }
}
