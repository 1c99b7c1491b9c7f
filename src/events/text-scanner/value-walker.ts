/**
 * Follows the grammar of one JSON object just far enough to know where it ends, its header fields, and any damage.
 *
 * The object's own members are followed token by token. Below them only what decides where the value ends is looked at:
 * strings, brackets, and what stands next to both. That is enough to notice an event that is cut: what follows it is an
 * opening brace where none may stand, a line break in a string, or text right behind a string. It leaves the order of
 * commas, colons and numbers in there to the reader of the body, and lets the WebAssembly kernel take 64 bytes at a time.
 */
import { ByteClass as C, CLASS_OF, COLON, COMMA, CR, DAMAGED, findScalarEnd, findStringEnd, LF } from '../bytes.js';
import { followsString, NEED_MORE, OPEN_BRACKET, QUOTE, SPACE, stringSearchedTo } from '../bytes.js';
import { headerKey, HeaderFields, OTHER_KEY } from '../fields.js';
import { MAX_DEPTH } from '../limits.js';
import { NO_PREFIX, skipPrefix, type PrefixShape } from './line-prefix.js';
import { Hint, hintOf } from '../shapes/renamed-keys.js';

/** Janus' events have some hundred lines when they are indented: what has more prefixes is none, and they are not kept. */
const MOST_PREFIXES = 32 * 1024;

/** What the grammar allows next among the object's own members. */
const enum Next {
  value,
  key,
  keyOrEnd,
  colon,
  commaOrEnd,
}

const OBJECT = 1;
const ARRAY = 2;

/** Where a walk stopped: behind the closing brace, at the end of the bytes at hand, or at a byte that may not be there. */
export const enum Step {
  done,
  more,
  damaged,
}

/** A place in the bytes at hand: index `i`, line and the offset it begins at; `base` is the offset of index 0. */
export interface Cursor {
  i: number;
  line: number;
  lineStart: number;
  base: number;
}

export class ValueWalker {
  /** 0: no object is under way. 1: among its own members. */
  depth = 0;
  readonly fields = new HeaderFields();
  /** Line prefixes inside the object: start, end, start, end …, as offsets. */
  skipped: number[] = [];
  /** What keys that are none of Janus' may stand for: see {@link Hint}. */
  hints: number = Hint.none;
  private next = Next.value;
  private key = OTHER_KEY;
  private readonly stack = new Uint8Array(MAX_DEPTH + 1);
  /** Below the object's own members: the last byte that was no white space. */
  private last = 0;
  private shape: PrefixShape | null = null;
  /** Offset up to which the string or number under way has no end: large ones in small pieces are read once. */
  private searched = 0;
  /** Offset of what opened each level. */
  private readonly opened = new Float64Array(MAX_DEPTH + 1);

  /** Whether nothing but blanks has come behind the opening brace. */
  get isEmpty(): boolean {
    return this.depth === 1 && this.next === Next.keyOrEnd;
  }

  /** Whether not all prefixes inside the object are known. */
  get hasTooManyLines(): boolean {
    return this.skipped.length === 2 * MOST_PREFIXES;
  }

  /** Begins behind the opening brace of an object; `shape` is that of the text in front of it, if there is any. */
  begin(shape: PrefixShape | null): void {
    this.depth = 1;
    this.next = Next.keyOrEnd;
    this.key = OTHER_KEY;
    this.shape = shape;
    this.searched = 0;
    this.hints = Hint.none;
    if (this.skipped.length > 0) this.skipped = [];
    this.fields.clear();
  }

  /** Offsets of the objects that were begun inside the one under way and are not ended, outermost first. */
  unfinished(): number[] {
    const offsets: number[] = [];
    for (let level = 2; level <= this.depth; level++)
      if (this.stack[level] === OBJECT) offsets.push(this.opened[level]!);
    return offsets;
  }

  /** Goes on from `cursor` through `bytes` up to `size`; `final`: there will be no more. */
  walk(bytes: Uint8Array, size: number, cursor: Cursor, final: boolean): Step {
    for (;;) {
      if (this.depth > 1) {
        const step = this.below(bytes, size, cursor, final);
        if (step !== Step.done) return step;
        this.fields.close(this.key, cursor.i);
      }
      const step = this.members(bytes, size, cursor, final);
      if (step !== Step.done || this.depth === 0) return step;
    }
  }

  /** Goes through the object's own members up to its end (`depth` 0) or behind a bracket that opens (`depth` 2). */
  private members(bytes: Uint8Array, size: number, cursor: Cursor, final: boolean): Step {
    const { fields } = this;
    while (cursor.i < size) {
      const { i } = cursor;
      const kind = CLASS_OF[bytes[i]!]!;
      switch (kind) {
        case C.blank:
          cursor.i++;
          break;
        case C.newline:
          if (!this.newline(bytes, size, cursor, final)) return Step.more;
          break;
        case C.quote: {
          const close = this.stringEnd(bytes, size, cursor);
          if (close < 0) return close === DAMAGED || final ? Step.damaged : Step.more;
          if (this.next === Next.key || this.next === Next.keyOrEnd) {
            this.key = headerKey(bytes, i + 1, close);
            if (this.key === OTHER_KEY) this.hints |= hintOf(bytes, i + 1, close);
            this.next = Next.colon;
          } else if (this.next === Next.value) {
            fields.set(this.key, i, close + 1);
            this.next = Next.commaOrEnd;
          } else return Step.damaged;
          cursor.i = close + 1;
          break;
        }
        case C.openBrace:
        case C.openBracket:
          if (this.next !== Next.value) return Step.damaged;
          fields.set(this.key, i, i);
          this.depth = 2;
          this.stack[2] = kind === C.openBrace ? OBJECT : ARRAY;
          this.opened[2] = cursor.base + i;
          this.last = bytes[i]!;
          this.next = Next.commaOrEnd;
          cursor.i++;
          return Step.done;
        case C.closeBrace:
          if (this.next !== Next.commaOrEnd && this.next !== Next.keyOrEnd) return Step.damaged;
          this.depth = 0;
          cursor.i++;
          return Step.done;
        case C.comma:
          if (this.next !== Next.commaOrEnd) return Step.damaged;
          this.next = Next.key;
          cursor.i++;
          break;
        case C.colon:
          if (this.next !== Next.colon) return Step.damaged;
          this.next = Next.value;
          cursor.i++;
          break;
        case C.scalar: {
          if (this.next !== Next.value) return Step.damaged;
          const end = findScalarEnd(bytes, Math.max(i, this.searched - cursor.base), size);
          if (end === size && !final) {
            this.searched = cursor.base + size;
            return Step.more;
          }
          fields.set(this.key, i, end);
          this.next = Next.commaOrEnd;
          cursor.i = end;
          break;
        }
        default:
          return Step.damaged;
      }
    }
    return Step.more;
  }

  /** Goes through a member's value behind the bracket that opens it up to behind the one that closes it (`depth` 1). */
  private below(bytes: Uint8Array, size: number, cursor: Cursor, final: boolean): Step {
    const { stack } = this;
    while (cursor.i < size) {
      const { i } = cursor;
      const c = bytes[i]!;
      const kind = CLASS_OF[c]!;
      if (kind === C.blank) {
        cursor.i++;
        continue;
      }
      if (kind === C.newline) {
        if (!this.newline(bytes, size, cursor, final)) return Step.more;
        continue;
      }
      let after = i + 1;
      if (kind === C.quote) {
        const close = this.stringEnd(bytes, size, cursor);
        if (close === DAMAGED) return Step.damaged;
        if (close < 0 || close + 1 >= size) return final ? Step.damaged : Step.more;
        if (!followsString(bytes[close + 1]!)) return Step.damaged;
        after = close + 1;
      } else if (kind === C.openBrace || kind === C.openBracket) {
        if (this.depth === MAX_DEPTH || !this.mayOpen()) return Step.damaged;
        stack[++this.depth] = kind === C.openBrace ? OBJECT : ARRAY;
        this.opened[this.depth] = cursor.base + i;
      } else if (kind === C.closeBrace || kind === C.closeBracket) {
        if (stack[this.depth--] !== (kind === C.closeBrace ? OBJECT : ARRAY)) return Step.damaged;
      } else if (c < SPACE) return Step.damaged;
      this.last = kind === C.quote ? QUOTE : c;
      cursor.i = after;
      if (this.depth === 1) return Step.done;
    }
    return Step.more;
  }

  /** Where the string that begins at the cursor is closed; see `findStringEnd()`. */
  private stringEnd(bytes: Uint8Array, size: number, { i, base }: Cursor): number {
    const from = Math.max(i + 1, this.searched - base);
    const close = findStringEnd(bytes, from, size);
    if (close === NEED_MORE) this.searched = base + stringSearchedTo(bytes, from, size);
    return close;
  }

  /** Whether a bracket may open behind the last byte: as a member's value or as an element. */
  private mayOpen(): boolean {
    return (
      this.last === COLON || this.last === OPEN_BRACKET || (this.last === COMMA && this.stack[this.depth] === ARRAY)
    );
  }

  /** Moves over a line break and the prefix of the next line. False: more bytes are needed to tell. */
  private newline(bytes: Uint8Array, size: number, cursor: Cursor, final: boolean): boolean {
    const { i } = cursor;
    if (bytes[i] === CR && i + 1 >= size && !final) return false;
    let after = bytes[i] === CR && i + 1 < size && bytes[i + 1] === LF ? i + 2 : i + 1;
    const lineStart = cursor.base + after;
    if (this.shape !== null) {
      const behind = skipPrefix(bytes, after, size, this.shape);
      if (behind === NEED_MORE && !final) return false;
      if (behind !== NO_PREFIX && behind !== NEED_MORE) {
        if (!this.hasTooManyLines) this.skipped.push(lineStart, cursor.base + behind);
        after = behind;
      }
    }
    cursor.line++;
    cursor.lineStart = lineStart;
    cursor.i = after;
    return true;
  }
}
