/**
 * How JSON records of lines are laid out, for the kernel: a list of steps, each a byte that says what stands next in every
 * record. `kernel/record-lines.ts` reads them and imports this file as well: nothing but whole numbers stands here.
 */

/** The same bytes in each record: their number in the next two bytes, the lower first, then they. */
export const SAME = 0;
/** What is between the quotes of a string; */
export const OTHER_TEXT = 1;
/** the same of the one that is asked for; */
export const WANTED_TEXT = 2;
/** a number or a literal; */
export const SCALAR = 3;
/** the end of the record and its line. */
export const END_OF_LINE = 4;

/** Docker and CRI split lines at so many bytes, also where nobody marks the parts. */
export const SPLIT_AT = 16384;

/** Room for the steps, bytes. */
export const LAYOUT_ROOM = 4096;
