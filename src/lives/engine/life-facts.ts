/** What events tell of lives, in columns: 9 bytes for each such event, and 12 for one that names somebody. */
import { Column } from '../../events/columns.js';
import type { EventType } from '../../events/types.js';
import { Ids } from '../../sessions/ids.js';
import { Texts } from '../../sessions/texts.js';

/** A fact without a room, a person, or a text. */
export const NONE = -1;

const TYPES = 16;

export class LifeFacts {
  /** Number of the word, number in the event table, and where its slots begin; {@link NONE} for a fact without. */
  private readonly words = new Column(Uint8Array);
  private readonly events = new Column(Uint32Array);
  private readonly slotsAt = new Column(Int32Array);
  private readonly slots = new Column(Int32Array);
  /** Rooms, mountpoints, recordings, calls; their scope is a plugin of an emitter. */
  readonly places = new Ids();
  /** People; their scope is the place, or an emitter's {@link wide} scope. */
  readonly people = new Ids();
  readonly texts = new Texts();
  /** By emitter: events of each type but media. */
  private readonly counts = new Column(Uint32Array);

  get count(): number {
    return this.words.count;
  }

  add(word: number, event: number, place: number, who: number, text: number): void {
    this.words.push(word);
    this.events.push(event);
    if (place === NONE && who === NONE && text === NONE) {
      this.slotsAt.push(NONE);
      return;
    }
    this.slotsAt.push(this.slots.push(place));
    this.slots.push(who);
    this.slots.push(text);
  }

  word(fact: number): number {
    return this.words.values[fact]!;
  }

  event(fact: number): number {
    return this.events.values[fact]!;
  }

  place(fact: number): number {
    return this.slot(fact, 0);
  }

  who(fact: number): number {
    return this.slot(fact, 1);
  }

  text(fact: number): number {
    return this.slot(fact, 2);
  }

  /** Whether two facts name the same place, person and text. */
  isSame(a: number, b: number): boolean {
    return this.place(a) === this.place(b) && this.who(a) === this.who(b) && this.text(a) === this.text(b);
  }

  /** Counts an event, of media none, so that what is masked can be told. */
  countEvent(emitter: number, type: number): void {
    const at = emitter * TYPES + (31 - Math.clz32(type));
    while (this.counts.count <= at) this.counts.push(0);
    this.counts.values[at]!++;
  }

  /** How many events of a type an emitter has. */
  counted(emitter: number, type: (typeof EventType)[keyof typeof EventType]): number {
    return this.counts.values[emitter * TYPES + (31 - Math.clz32(type))] ?? 0;
  }

  get bytes(): number {
    const columns = [this.words, this.events, this.slotsAt, this.slots, this.counts];
    const texts = this.texts.list.reduce((sum, { length }) => sum + 48 + 2 * length, 0);
    return columns.reduce((sum, { bytes }) => sum + bytes, this.places.bytes + this.people.bytes + texts);
  }

  private slot(fact: number, k: number): number {
    const at = this.slotsAt.values[fact]!;
    return at === NONE ? NONE : this.slots.values[at + k]!;
  }
}

/** The number of an id, a new one where it has none yet. */
export function numberOf(ids: Ids, text: string, scope: number): number {
  const known = ids.findText(text, scope);
  return known === NONE ? ids.add(text, scope) : known;
}
