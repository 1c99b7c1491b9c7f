// Sixteen times the same byte, for each byte that a block is compared with. They stand in memory and are loaded: what is
// written as a constant, V8 makes anew from a number wherever it is used, which costs as much as the comparison.
import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, CR, LF, OPEN_BRACE, OPEN_BRACKET } from './bytes';
import { LETTER_U, QUOTE, SLASH, SPACE, TAB } from './bytes';

const VECTORS = memory.data(16 * 15, 16);
export const QUOTES = VECTORS;
export const BACKSLASHES = VECTORS + 16;
export const COMMAS = VECTORS + 32;
export const COLONS = VECTORS + 48;
export const BLANKS = VECTORS + 64;
export const LINE_FEEDS = VECTORS + 80;
export const RETURNS = VECTORS + 96;
export const TABS = VECTORS + 112;
/** The last of the control characters. */
export const CONTROLS = VECTORS + 128;
export const ZEROS = VECTORS + 144;
export const NINES = VECTORS + 160;
/** What the four brackets become with these bits set; so do only `Y`, `y`, `_` and DEL. */
export const BRACKETS = VECTORS + 176;
export const BRACKET_BITS = VECTORS + 192;
export const SLASHES = VECTORS + 208;
export const LETTER_US = VECTORS + 224;

memory.fill(QUOTES, QUOTE, 16);
memory.fill(BACKSLASHES, BACKSLASH, 16);
memory.fill(COMMAS, COMMA, 16);
memory.fill(COLONS, COLON, 16);
memory.fill(BLANKS, SPACE, 16);
memory.fill(LINE_FEEDS, LF, 16);
memory.fill(RETURNS, CR, 16);
memory.fill(TABS, TAB, 16);
memory.fill(CONTROLS, SPACE - 1, 16);
memory.fill(ZEROS, 0x30, 16);
memory.fill(NINES, 9, 16);
memory.fill(BRACKETS, 0x7f, 16);
memory.fill(BRACKET_BITS, 0x7f ^ (OPEN_BRACE & CLOSE_BRACE & OPEN_BRACKET & CLOSE_BRACKET), 16);
memory.fill(SLASHES, SLASH, 16);
memory.fill(LETTER_US, LETTER_U, 16);
