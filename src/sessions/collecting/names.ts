/** What sessions are called besides their ids. */
import { Int32Column, Uint8Column, NONE } from '../../events/columns.js';
import { agree, allWithin, textsOf, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';
import { Texts } from './texts.js';

/** `address`: of a client, as ICE tried or chose it. */
export const NameKind = { opaqueId: 0, room: 1, display: 2, address: 3 } as const;
export type NameKind = (typeof NameKind)[keyof typeof NameKind];

/** An owner with more names gets an index of them. */
const FEW = 16;

interface Index {
  readonly names: Map<string, number>;
  last: number;
}

/** The names of each owner in the order they came, each once: linked lists. */
export class Names {
  readonly rooms = new Texts();
  private readonly addresses = new Texts();
  /** By owner: its first name. */
  private readonly first = new Int32Column();
  private readonly firstRoom = new Int32Column();
  private readonly next = new Int32Column();
  private readonly kind = new Uint8Column();
  private texts: string[] = [];
  private readonly indexes = new Map<number, Index>();

  get count(): number {
    return this.texts.length;
  }

  get bytes(): number {
    // A text is a word of 8 bytes here, and an object of at least 24.
    const object = (text: string): number => 24 + text.length;
    let sum = this.first.bytes + this.firstRoom.bytes + this.next.bytes + this.kind.bytes + 8 * this.count;
    for (const { list } of [this.rooms, this.addresses]) for (const text of list) sum += object(text);
    for (const [name, text] of this.texts.entries()) if (!isShared(this.kind.values[name]!)) sum += object(text);
    return sum;
  }

  addOwner(): void {
    this.first.push(NONE);
    this.firstRoom.push(NONE);
  }

  /** Returns the number of the name. */
  add(owner: number, kind: NameKind, text: string): number {
    const index = this.indexes.get(owner);
    if (index !== undefined) return index.names.get(keyOf(kind, text)) ?? this.append(owner, kind, text, index.last);
    let last = NONE;
    let count = 0;
    for (let name = this.first.values[owner]!; name !== NONE; name = this.next.values[name]!) {
      if (this.kind.values[name] === kind && this.texts[name] === text) return name;
      last = name;
      count++;
    }
    if (count >= FEW) this.makeIndex(owner, last);
    return this.append(owner, kind, text, last);
  }

  /** The text of a name by its number. */
  text(name: number): string {
    return this.texts[name]!;
  }

  /** The first room of an owner, index into {@link rooms}. */
  roomOf(owner: number): number {
    return this.firstRoom.values[owner]!;
  }

  /** Whether a name of an owner passes a test. */
  some(owner: number, passes: (name: string) => boolean): boolean {
    for (let name = this.first.values[owner]!; name !== NONE; name = this.next.values[name]!)
      if (passes(this.texts[name]!)) return true;
    return false;
  }

  of(owner: number, kind: NameKind): string[] {
    const found: string[] = [];
    for (let name = this.first.values[owner]!; name !== NONE; name = this.next.values[name]!)
      if (this.kind.values[name] === kind) found.push(this.texts[name]!);
    return found;
  }

  write(to: ColumnWriter): void {
    this.rooms.write(to);
    for (const column of [this.first, this.firstRoom, this.next, this.kind]) column.write(to);
    to.texts(this.texts);
  }

  /** Takes what another one wrote of so many owners, itself empty. */
  read(from: ColumnReader, owners: number): void {
    this.rooms.read(from);
    for (const column of [this.first, this.firstRoom, this.next, this.kind]) column.read(from);
    this.texts = textsOf(from);
    for (const [name, text] of this.texts.entries())
      if (this.kind.values[name] === NameKind.address) this.texts[name] = this.address(text);
    const names = this.texts.length;
    agree(this.first.count === owners && this.firstRoom.count === owners);
    agree(this.next.count === names && this.kind.count === names);
    allWithin(this.first.whole(), NONE, names);
    allWithin(this.firstRoom.whole(), NONE, this.rooms.list.length);
    // Forwards only: no list comes back to where it was.
    agree(this.next.whole().every((next, name) => next === NONE || (next > name && next < names)));
  }

  private append(owner: number, kind: NameKind, text: string, last: number): number {
    const name = this.next.push(NONE);
    this.kind.push(kind);
    this.texts.push(this.kept(owner, kind, text));
    if (last === NONE) this.first.values[owner] = name;
    else this.next.values[last] = name;
    const index = this.indexes.get(owner);
    if (index !== undefined) {
      index.names.set(keyOf(kind, text), name);
      index.last = name;
    }
    return name;
  }

  /** Rooms and addresses are few and in many sessions: one text for all of them. */
  private kept(owner: number, kind: NameKind, text: string): string {
    if (kind === NameKind.room) return this.room(owner, text);
    return kind === NameKind.address ? this.address(text) : text;
  }

  private address(text: string): string {
    return this.addresses.list[this.addresses.of(text)]!;
  }

  private room(owner: number, text: string): string {
    const room = this.rooms.of(text);
    if (this.firstRoom.values[owner] === NONE) this.firstRoom.values[owner] = room;
    return this.rooms.list[room]!;
  }

  private makeIndex(owner: number, last: number): void {
    const names = new Map<string, number>();
    for (let name = this.first.values[owner]!; name !== NONE; name = this.next.values[name]!)
      names.set(keyOf(this.kind.values[name]!, this.texts[name]!), name);
    this.indexes.set(owner, { names, last });
  }
}

const isShared = (kind: number): boolean => kind === NameKind.room || kind === NameKind.address;

const keyOf = (kind: number, text: string): string => `${String(kind)}${text}`;
