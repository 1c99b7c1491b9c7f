/** From session to session: by steps, by the history, from outside. Each step begins where the one before has led. */
import type { LaneFound, LaneKey } from '../../../src/analysis/lanes/protocol.js';
import type { Seek } from '../../../src/analysis/lanes/requests.js';
import type { Arrangement } from './arrangement.js';
import type { Context } from './context.js';
import type { Rows } from './rows.js';
import type { Selection } from './selection.js';
import { Turns } from './turns.js';

export class Navigation {
  private readonly turns: Turns;

  constructor(
    private readonly context: Context,
    private readonly rows: Rows,
    private readonly selection: Selection,
    private readonly arrangement: Arrangement,
  ) {
    this.turns = new Turns(() => arrangement.underway, context.problem);
  }

  /** Does something once all that was asked for before is done: at once when nothing is under way. */
  afterSteps(act: () => void): void {
    this.turns.after(act);
  }

  /** Selects a session from outside and brings it before the eyes, through filters and folded groups. */
  reveal(session: number, focus: boolean): Promise<void> {
    return this.turns.take(async () => {
      // Told again of what is selected already (a panel shown anew): filters and zoom stay as they were left.
      if (session === this.selection.selected?.lane.inSession && !focus) return;
      await this.goTo({ to: 'session', session }, 'outside');
    });
  }

  /** Selects a session or a stay by hand and brings it before the eyes, through filters and folded groups. */
  go(life: number): Promise<void> {
    return this.turns.take(() => this.goTo({ to: 'session', session: life }, 'hand'));
  }

  /** The same of a session of an earlier analysis, if it is still there. */
  revealKey(key: LaneKey): Promise<void> {
    return this.turns.take(() => this.goTo({ to: 'key', key }, 'outside'));
  }

  /** Back or forth between the sessions that were selected. */
  goInHistory(direction: 1 | -1): Promise<void> {
    return this.turns.take(async () => {
      const key = this.selection.history.go(direction);
      if (key !== undefined) await this.goTo({ to: 'key', key }, 'history');
    });
  }

  /** Moves the selection by rows; without one, to the first session. */
  step(rows: number): Promise<void> {
    return this.turns.take(async () => {
      const { row } = this.selection;
      await this.selectFound({ to: 'row', row, by: row < 0 ? 1 : rows });
    });
  }

  selectEdge(edge: 'first' | 'last'): Promise<void> {
    return this.turns.take(() =>
      this.selectFound({ to: 'row', row: edge === 'first' ? 0 : (this.rows.shown?.rows ?? 1) - 1, by: 0 }),
    );
  }

  /** Next or previous silent ending in the order shown; goes round at the ends. */
  stepFlagged(direction: 1 | -1): Promise<void> {
    return this.turns.take(async () => {
      const { others, keys } = this.context.state.folded;
      if (others || keys.length > 0) await this.arrangement.unfold();
      await this.selectFound({ to: 'silent', row: this.selection.row, direction });
    });
  }

  /** Selects what a click among very low lanes meant. */
  selectAt(seek: Seek): Promise<void> {
    return this.turns.take(async () => {
      const found = await this.seek(seek);
      if (found !== null) this.selection.select(found);
    });
  }

  private async goTo(seek: Seek, by: 'hand' | 'outside' | 'history'): Promise<void> {
    let found = await this.seek(seek);
    if (found === null) return;
    if (!found.shown) {
      await this.arrangement.clearFilter();
      found = await this.seek(seek);
    }
    if (found !== null && found.row < 0) {
      await this.arrangement.unfold();
      found = await this.seek(seek);
    }
    if (found === null) return;
    this.selection.select(found, by);
    this.selection.show();
  }

  private async selectFound(seek: Seek): Promise<void> {
    const found = await this.seek(seek);
    if (found === null) return;
    this.selection.select(found);
    this.selection.show();
  }

  private async seek(seek: Seek): Promise<LaneFound | null> {
    const { shown } = this.rows;
    if (shown === null) return null;
    const { arrangement, log } = shown;
    return this.context.ask({ method: 'seek', revision: log.revision, arrangement, seek });
  }
}
