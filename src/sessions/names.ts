/** What sessions are called besides their ids. */
import { Column } from '../events/columns.js';
import { NO_TEXT, Texts } from './texts.js';

export const NameKind = { opaqueId: 0, room: 1, display: 2 } as const;
export type NameKind = (typeof NameKind)[keyof typeof NameKind];

const END = -1;
/** An owner with more names gets an index of them. */
const FEW = 16;

interface Index {
  readonly names: Map<string, number>;
  last: number;
}

/** The names of each owner in the order they came, each once: linked lists. */
export class Names {
  readonly rooms = new Texts();
  /** By owner: its first name. */
  private readonly first = new Column(Int32Array);
  private readonly firstRoom = new Column(Int32Array);
  private readonly next = new Column(Int32Array);
  private readonly kind = new Column(Uint8Array);
  private readonly texts: string[] = [];
  private readonly indexes = new Map<number, Index>();

  get bytes(): number {
    // A text is a word of 8 bytes here, and an object of at least 24.
    const columns = this.first.bytes + this.firstRoom.bytes + this.next.bytes + this.kind.bytes;
    return this.texts.reduce((sum, { length }) => sum + 32 + length, columns);
  }

  addOwner(): void {
    this.first.push(END);
    this.firstRoom.push(NO_TEXT);
  }

  /** Returns the number of the name. */
  add(owner: number, kind: NameKind, text: string): number {
    const index = this.indexes.get(owner);
    if (index !== undefined) return index.names.get(keyOf(kind, text)) ?? this.append(owner, kind, text, index.last);
    let last = END;
    let count = 0;
    for (let name = this.first.values[owner]!; name !== END; name = this.next.values[name]!) {
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

  of(owner: number, kind: NameKind): string[] {
    const found: string[] = [];
    for (let name = this.first.values[owner]!; name !== END; name = this.next.values[name]!)
      if (this.kind.values[name] === kind) found.push(this.texts[name]!);
    return found;
  }

  private append(owner: number, kind: NameKind, text: string, last: number): number {
    const name = this.next.push(END);
    this.kind.push(kind);
    this.texts.push(kind === NameKind.room ? this.room(owner, text) : text);
    if (last === END) this.first.values[owner] = name;
    else this.next.values[last] = name;
    const index = this.indexes.get(owner);
    if (index !== undefined) {
      index.names.set(keyOf(kind, text), name);
      index.last = name;
    }
    return name;
  }

  /** Rooms are few and in many sessions: one text for all of them. */
  private room(owner: number, text: string): string {
    const room = this.rooms.of(text);
    if (this.firstRoom.values[owner] === NO_TEXT) this.firstRoom.values[owner] = room;
    return this.rooms.list[room]!;
  }

  private makeIndex(owner: number, last: number): void {
    const names = new Map<string, number>();
    for (let name = this.first.values[owner]!; name !== END; name = this.next.values[name]!)
      names.set(keyOf(this.kind.values[name]!, this.texts[name]!), name);
    this.indexes.set(owner, { names, last });
  }
}

const keyOf = (kind: number, text: string): string => `${String(kind)}${text}`;
