/** Follows the grammar of one JSON object just far enough to know where it ends, its header fields, and any damage. */
import {
  ByteClass as C,
  CLASS_OF,
  CR,
  DAMAGED,
  findScalarEnd,
  findStringEnd,
  LF,
  NEED_MORE,
  stringSearchedTo,
} from './bytes.js';
import { headerKey, HeaderFields, OTHER_KEY } from './fields.js';
import { NO_PREFIX, skipPrefix, type PrefixShape } from './line-prefix.js';

/** Janus events nest below 12 levels; deeper JSON is damaged or hostile. */
const MAX_DEPTH = 64;

/** What the grammar allows next. */
const enum Next {
  value,
  valueOrEnd,
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
  /** 0: no object is under way. */
  depth = 0;
  readonly fields = new HeaderFields();
  /** Line prefixes inside the object: start, end, start, end …, as offsets. */
  skipped: number[] = [];
  private next = Next.value;
  private key = OTHER_KEY;
  private readonly stack = new Uint8Array(MAX_DEPTH + 1);
  private shape: PrefixShape | null = null;
  /** Offset up to which the string under way has no end, so that large strings in small pieces are read once. */
  private searched = 0;
  /** Offset of what opened each level. */
  private readonly opened = new Float64Array(MAX_DEPTH + 1);

  /** Begins behind the opening brace of an object; `shape` is that of the text in front of it, if there is any. */
  begin(shape: PrefixShape | null): void {
    this.depth = 1;
    this.stack[1] = OBJECT;
    this.next = Next.keyOrEnd;
    this.key = OTHER_KEY;
    this.shape = shape;
    this.searched = 0;
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
    const { stack, fields } = this;
    let { depth, next, key } = this;
    let { i } = cursor;
    let step = Step.more;
    walking: while (i < size) {
      switch (CLASS_OF[bytes[i]!]) {
        case C.blank:
          i++;
          break;
        case C.newline:
          cursor.i = i;
          if (!this.newline(bytes, size, cursor, final)) break walking;
          i = cursor.i;
          break;
        case C.quote: {
          const from = Math.max(i + 1, this.searched - cursor.base);
          const close = findStringEnd(bytes, from, size);
          if (close < 0) {
            this.searched = cursor.base + stringSearchedTo(bytes, from, size);
            if (close === DAMAGED || final) step = Step.damaged;
            break walking;
          }
          if (next === Next.key || next === Next.keyOrEnd) {
            if (depth === 1) key = headerKey(bytes, i + 1, close);
            next = Next.colon;
          } else if (next === Next.value || next === Next.valueOrEnd) {
            if (depth === 1 && key >= 0) fields.set(key, i, close + 1);
            next = Next.commaOrEnd;
          } else {
            step = Step.damaged;
            break walking;
          }
          i = close + 1;
          break;
        }
        case C.openBrace:
        case C.openBracket: {
          if ((next !== Next.value && next !== Next.valueOrEnd) || depth === MAX_DEPTH) {
            step = Step.damaged;
            break walking;
          }
          const object = CLASS_OF[bytes[i]!] === C.openBrace;
          if (depth === 1 && key >= 0) fields.set(key, i, i);
          stack[++depth] = object ? OBJECT : ARRAY;
          this.opened[depth] = cursor.base + i;
          next = object ? Next.keyOrEnd : Next.valueOrEnd;
          i++;
          break;
        }
        case C.closeBrace:
        case C.closeBracket: {
          const object = CLASS_OF[bytes[i]!] === C.closeBrace;
          const open = next === Next.commaOrEnd || next === (object ? Next.keyOrEnd : Next.valueOrEnd);
          if (!open || stack[depth] !== (object ? OBJECT : ARRAY)) {
            step = Step.damaged;
            break walking;
          }
          depth--;
          next = Next.commaOrEnd;
          i++;
          if (depth === 1 && key >= 0) fields.set(key, fields.start(key), i);
          if (depth === 0) {
            step = Step.done;
            break walking;
          }
          break;
        }
        case C.comma:
          if (next !== Next.commaOrEnd) {
            step = Step.damaged;
            break walking;
          }
          next = stack[depth] === OBJECT ? Next.key : Next.value;
          i++;
          break;
        case C.colon:
          if (next !== Next.colon) {
            step = Step.damaged;
            break walking;
          }
          next = Next.value;
          i++;
          break;
        case C.scalar: {
          if (next !== Next.value && next !== Next.valueOrEnd) {
            step = Step.damaged;
            break walking;
          }
          const end = findScalarEnd(bytes, i, size);
          if (end === size && !final) break walking;
          if (depth === 1 && key >= 0) fields.set(key, i, end);
          next = Next.commaOrEnd;
          i = end;
          break;
        }
        default:
          step = Step.damaged;
          break walking;
      }
    }
    cursor.i = i;
    this.depth = depth;
    this.next = next;
    this.key = key;
    return step;
  }

  /** Moves over a line break and the prefix of the next line. False: more bytes are needed to tell. */
  private newline(bytes: Uint8Array, size: number, cursor: Cursor, final: boolean): boolean {
    const { i } = cursor;
    if (bytes[i] === CR && i + 1 >= size && !final) return false;
    let after = bytes[i] === CR && bytes[i + 1] === LF ? i + 2 : i + 1;
    const lineStart = cursor.base + after;
    if (this.shape !== null) {
      const behind = skipPrefix(bytes, after, size, this.shape);
      if (behind === NEED_MORE && !final) return false;
      if (behind !== NO_PREFIX && behind !== NEED_MORE) {
        this.skipped.push(lineStart, cursor.base + behind);
        after = behind;
      }
    }
    cursor.line++;
    cursor.lineStart = lineStart;
    cursor.i = after;
    return true;
  }
}
