/**
 * How tables are kept on a disk and made again: each writes its columns one after another, and an empty one of its kind
 * reads them in the same order. What comes back may be anything: a table checks all that it relies on.
 */

/** Arrays that columns and tables are made of. */
export type Numbers =
  | Float64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>;

export type NumbersType<N extends Numbers> = new (of: ArrayBuffer | number) => N;

export interface ColumnWriter {
  /** The pieces of one array of numbers. */
  numbers<N extends Numbers>(type: NumbersType<N>, pieces: readonly N[]): void;
  texts(texts: readonly (string | null)[]): void;
}

export interface ColumnReader {
  /** An array that may share its memory with others. Throws {@link ColumnsDisagree} unless the next one has that type. */
  numbers<N extends Numbers>(type: NumbersType<N>): N;
  texts(): (string | null)[];
}

/** What was read is not what a table of this kind has written. */
export class ColumnsDisagree extends Error {
  override readonly name = 'ColumnsDisagree';
}

/** Throws {@link ColumnsDisagree} unless something holds. */
export function agree(holds: boolean): asserts holds {
  if (!holds) throw new ColumnsDisagree('These are not the columns that were written.');
}

/** Throws {@link ColumnsDisagree} unless all are whole numbers from `least` to before `end`. */
export function allWithin(values: Numbers, least: number, end: number): void {
  let holds = true;
  for (let k = 0; k < values.length; k++) holds &&= values[k]! >= least && values[k]! < end;
  agree(holds && (!(values instanceof Float64Array) || values.every(Number.isInteger)));
}

/** Throws {@link ColumnsDisagree} unless each is larger than the one before. */
export function ascending(values: Numbers): void {
  for (let k = 1; k < values.length; k++) agree(values[k]! > values[k - 1]!);
}

/** The next `count` numbers. */
export function numbersOf<N extends Numbers>(from: ColumnReader, type: NumbersType<N>, count: number): N {
  const values = from.numbers(type);
  agree(values.length === count);
  return values;
}

/** Some single numbers, as many as are read again with {@link figuresOf}. */
export function writeFigures(to: ColumnWriter, figures: readonly number[]): void {
  to.numbers(Float64Array, [Float64Array.from(figures)]);
}

export const figuresOf = (from: ColumnReader, count: number): Float64Array<ArrayBuffer> =>
  numbersOf(from, Float64Array, count);

/** The next texts, none of them null. */
export function textsOf(from: ColumnReader): string[] {
  const texts = from.texts();
  agree(!texts.includes(null));
  return texts as string[];
}

/** A number of things that are counted: none is missing, and none is half. */
export function countIn(figure: number | undefined): number {
  agree(figure !== undefined && Number.isSafeInteger(figure) && figure >= 0);
  return figure;
}
