/**
 * What a scanner told since the last place between values where nothing was under way: all that is known there is where it
 * is, so from there the scan can go on when an end turns out to be none.
 */
import {
  MOST_TAKEN_BACK,
  type CalmPlace,
  type EventHeader,
  type Resumption,
  type Stretch,
  type ToldEvent,
} from '../header.js';
import type { Cursor } from './value-walker.js';

export class SinceCalm {
  private readonly place = { offset: 0, line: 1, lineStart: 0 };
  private events: ToldEvent[] = [];
  private stretches: Stretch['kind'][] = [];
  private tooMuch = false;

  /** The cursor is at such a place: what was told before is certain. */
  note({ base, i, line, lineStart }: Cursor): void {
    this.place.offset = base + i;
    this.place.line = line;
    this.place.lineStart = lineStart;
    this.forget();
  }

  /** The scan goes on from such a place. */
  goOnFrom(place: CalmPlace): void {
    Object.assign(this.place, place);
  }

  event({ offset, wrapping }: EventHeader): void {
    if (this.remembers()) this.events.push({ offset, wrapping });
  }

  stretch({ kind }: Stretch): void {
    if (this.remembers()) this.stretches.push(kind);
  }

  /** What {@link takeBack} would return as the resumption. */
  get resumption(): Resumption | null {
    const { place, events, stretches, tooMuch } = this;
    return tooMuch ? null : { ...place, events: [...events], stretches: [...stretches] };
  }

  /** The place and what was told since, for {@link Resumption}: null if that was too much to be kept. */
  takeBack(): { readonly place: CalmPlace; readonly resumption: Resumption | null } {
    const { events, stretches, tooMuch } = this;
    const place = { ...this.place };
    this.events = [];
    this.stretches = [];
    this.tooMuch = false;
    return { place, resumption: tooMuch ? null : { ...place, events, stretches } };
  }

  private forget(): void {
    if (this.events.length > 0) this.events = [];
    if (this.stretches.length > 0) this.stretches = [];
    this.tooMuch = false;
  }

  /** Whether there is room for one more thing told: an envelope of any size may be under way. */
  private remembers(): boolean {
    if (!this.tooMuch && this.events.length + this.stretches.length === MOST_TAKEN_BACK) {
      this.forget();
      this.tooMuch = true;
    }
    return !this.tooMuch;
  }
}
