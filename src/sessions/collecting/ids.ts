/** Ids within scopes (an emitter, a session, a transport), numbered in the order they come. */
import { Int32Column, Uint32Column, NONE } from '../../events/columns.js';
import {
  agree,
  allWithin,
  ascending,
  textsOf,
  type ColumnReader,
  type ColumnWriter,
} from '../../events/kept-columns.js';
import { halvesOf, textOf } from '../../events/halves.js';

const FIRST_PLACES = 64;

/** 12 bytes an id and 8 to 16 in the hash table that finds it; texts of ids that are no plain numbers besides. */
export class Ids {
  readonly scope = new Int32Column();
  private readonly low = new Uint32Column();
  private readonly high = new Uint32Column();
  private readonly texts = new Map<number, string>();
  private readonly byText = new Map<string, number>();
  /** Hash table with open addressing: numbers of ids plus 1, at most half of the places taken. */
  private places = new Int32Array(FIRST_PLACES);
  /** How many ids are in it: those that were read are there when one is looked for. */
  private placed = 0;
  /** The id found last: events of one session come in runs. */
  private last = NONE;

  get count(): number {
    return this.low.count;
  }

  get bytes(): number {
    return this.scope.bytes + this.low.bytes + this.high.bytes + this.places.byteLength;
  }

  /** The number of an id, or -1. */
  find(low: number, high: number, scope: number): number {
    if (this.placed < this.count) this.place(FIRST_PLACES);
    if (!this.is(this.last, low, high, scope)) this.last = this.places[this.placeOf(low, high, scope)]! - 1;
    return this.last;
  }

  findText(text: string, scope: number): number {
    const { low, high } = halvesOf(text);
    if (low !== 0 || high !== 0) return this.find(low, high, scope);
    return this.byText.get(keyOf(text, scope)) ?? NONE;
  }

  /** Numbers an id that is not there yet. */
  add(text: string, scope: number): number {
    const { low, high } = halvesOf(text);
    if (low !== 0 || high !== 0) return this.addNumber(low, high, scope);
    const id = this.append(0, 0, scope);
    this.texts.set(id, text);
    this.byText.set(keyOf(text, scope), id);
    return id;
  }

  /** The same for one that is a plain number. */
  addNumber(low: number, high: number, scope: number): number {
    const id = this.append(low, high, scope);
    if (2 * id >= this.places.length) this.place(2 * this.places.length);
    this.places[this.placeOf(low, high, scope)] = id + 1;
    return id;
  }

  private append(low: number, high: number, scope: number): number {
    if (this.placed < this.count) this.place(FIRST_PLACES);
    this.high.push(high);
    this.scope.push(scope);
    this.placed++;
    return this.low.push(low);
  }

  write(to: ColumnWriter): void {
    for (const column of [this.scope, this.low, this.high]) column.write(to);
    to.numbers(Uint32Array, [Uint32Array.from(this.texts.keys())]);
    to.texts([...this.texts.values()]);
  }

  /** Takes what another one wrote, itself empty. Whoever knows what the scopes are checks them. */
  read(from: ColumnReader): void {
    for (const column of [this.scope, this.low, this.high]) column.read(from);
    agree(this.low.count === this.scope.count && this.high.count === this.scope.count);
    const numbers = from.numbers(Uint32Array);
    const texts = textsOf(from);
    agree(numbers.length === texts.length);
    ascending(numbers);
    allWithin(numbers, 0, this.count);
    for (const [k, id] of numbers.entries()) {
      agree(this.low.values[id] === 0 && this.high.values[id] === 0);
      this.texts.set(id, texts[k]!);
      this.byText.set(keyOf(texts[k]!, this.scope.values[id]!), id);
    }
  }

  /** Whether an id is digits alone. */
  isNumber(id: number): boolean {
    return this.low.values[id] !== 0 || this.high.values[id] !== 0;
  }

  text(id: number): string {
    return this.texts.get(id) ?? textOf(this.low.values[id]!, this.high.values[id]!);
  }

  private placeOf(low: number, high: number, scope: number): number {
    const { places } = this;
    const mask = places.length - 1;
    let hash = Math.imul(low ^ Math.imul(high ^ Math.imul(scope, 0x9e3779b1), 0x85ebca6b), 0xc2b2ae35);
    hash ^= hash >>> 15;
    let place = hash & mask;
    for (let id = places[place]! - 1; id !== NONE; id = places[place]! - 1) {
      if (this.is(id, low, high, scope)) break;
      place = (place + 1) & mask;
    }
    return place;
  }

  private is(id: number, low: number, high: number, scope: number): boolean {
    return this.low.values[id] === low && this.high.values[id] === high && this.scope.values[id] === scope;
  }

  /** Places all ids anew, at least `size` places for them. */
  private place(size: number): void {
    let places = size;
    while (places < 2 * this.count) places *= 2;
    this.places = new Int32Array(places);
    this.placed = this.count;
    for (let id = 0; id < this.count; id++)
      if (!this.texts.has(id))
        this.places[this.placeOf(this.low.values[id]!, this.high.values[id]!, this.scope.values[id]!)] = id + 1;
  }
}

const keyOf = (text: string, scope: number): string => `${String(scope)}/${text}`;
