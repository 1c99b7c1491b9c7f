/** What events tell of lives, in columns: 9 bytes for each such event, and 12 for one that names somebody. */
import { type Column, Int32Column, Uint32Column, Uint8Column, NONE } from '../../events/columns.js';
import { agree, allWithin, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import { Ids } from '../../sessions/collecting/ids.js';
import { Texts } from '../../sessions/collecting/texts.js';
import { Tallies } from '../quality/tallies.js';
import type { Words } from './vocabulary.js';

/** Place, person and text of a fact that names one. */
const SLOTS = 3;

export class LifeFacts {
  /** Number of the word, number in the event table, and where its slots begin; {@link NONE} for a fact without. */
  private readonly words = new Uint8Column();
  private readonly events = new Uint32Column();
  private readonly slotsAt = new Int32Column();
  private readonly slots = new Int32Column();
  /** Rooms, mountpoints, recordings, calls; their scope is a plugin of an emitter. */
  readonly places = new Ids();
  /** People; their scope is the place, or an emitter's {@link wide} scope. */
  readonly people = new Ids();
  readonly texts = new Texts();
  /** What is told of the quality of media. */
  readonly tallies = new Tallies();

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

  write(to: ColumnWriter): void {
    for (const part of [...this.columns, this.places, this.people, this.texts, this.tallies]) part.write(to);
  }

  /** Takes what another one wrote that was told of `facts` in `known` words, itself empty. */
  read(from: ColumnReader, { table, emitterList }: Facts, known: Words): void {
    for (const part of [...this.columns, this.places, this.people, this.texts]) part.read(from);
    this.tallies.read(from, table.handles);
    const { slots, places, people, texts } = this;
    agree(this.events.count === this.count && this.slotsAt.count === this.count && slots.count % SLOTS === 0);
    allWithin(this.words.whole(), 0, known.count);
    allWithin(this.events.whole(), 0, table.count);
    allWithin(this.slotsAt.whole(), NONE, Math.max(0, slots.count - SLOTS + 1));
    allWithin(places.scope.whole(), 0, emitterList.length * known.pluginCount);
    allWithin(people.scope.whole(), -1 - emitterList.length, places.count);
    agree(people.scope.whole().every((scope) => scope !== NONE));
    const ends = [places.count, people.count, texts.list.length];
    agree(slots.whole().every((slot, k) => slot >= NONE && slot < ends[k % SLOTS]!));
    agree(this.slotsAt.whole().every((at) => at === NONE || at % SLOTS === 0));
    for (let fact = 0; fact < this.count; fact++)
      agree(table.owner(this.event(fact)) !== NONE || this.place(fact) !== NONE);
  }

  private get columns(): readonly Column<
    Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>
  >[] {
    return [this.words, this.events, this.slotsAt, this.slots];
  }

  get bytes(): number {
    const { columns } = this;
    const texts = this.texts.list.reduce((sum, { length }) => sum + 48 + 2 * length, 0);
    const others = this.places.bytes + this.people.bytes + this.tallies.bytes;
    return columns.reduce((sum, { bytes }) => sum + bytes, others + texts);
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
