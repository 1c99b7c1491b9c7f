/** Texts that come again and again, each kept once. */
import { NONE } from '../../events/columns.js';
import { agree, textsOf, type ColumnReader, type ColumnWriter } from '../../events/kept-columns.js';

/** Texts numbered in the order of their first use. */
export class Texts {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a text, {@link NONE} for null. */
  of(text: string | null | undefined): number {
    if (text === null || text === undefined) return NONE;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.list.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  at(number: number): string | null {
    return this.list[number] ?? null;
  }

  write(to: ColumnWriter): void {
    to.texts(this.list);
  }

  /** Takes what another one wrote, itself empty. */
  read(from: ColumnReader): void {
    const texts = textsOf(from);
    for (const text of texts) this.of(text);
    agree(this.list.length === texts.length);
  }
}
