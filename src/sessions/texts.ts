/** Texts that come again and again, each kept once. */

/** The text is not there. */
export const NO_TEXT = -1;

/** Texts numbered in the order of their first use. */
export class Texts {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a text, {@link NO_TEXT} for null. */
  of(text: string | null | undefined): number {
    if (text === null || text === undefined) return NO_TEXT;
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
}
