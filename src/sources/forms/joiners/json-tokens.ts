/** Strings of JSON text with their keys, in any cuts; damage ends with its line. */

export interface TokenSink {
  /**
   * A string, as it is written between its quotes, `depth` brackets deep. `key` is that of a member; null for an element,
   * and `before` the string in front of it.
   */
  value(key: string | null, before: string, raw: string, depth: number): void;
  /** A member that is a list of numbers, without its brackets. */
  numbers(key: string, list: string, depth: number): void;
  /** A bracket closes: so many are open now. */
  closed(depth: number): void;
  lineBreak(): void;
  /** A string that is cut by the end of its line, or of the text. */
  broken(raw: string): void;
}

/** A longer string is no record of a line. */
const LONGEST = 4 * 1024 * 1024;
/** The numbers of the bytes of a record of a line, which are parts of at most 48 KiB (`LineMax=` of journald). */
const LONGEST_LIST = 1024 * 1024;
const STRING_STOP = /["\\\n]/g;
/** Deeper brackets are all taken for objects'. */
const MOST_DEPTH = 256;
/** What ends a list of numbers, or a line in it. */
const LIST_STOP = /[^\d,\s]|\n/g;

export class JsonTokens {
  private quoted = false;
  /** What came of the string under way, piece by piece, and its length. */
  private pieces: string[] = [];
  private length = 0;
  private escaped = false;
  private depth = 0;
  /** By depth: whether the bracket that is open is an array's. */
  private readonly arrays: boolean[] = [];
  /** The last string, and what came behind it: nothing, a colon, a comma. */
  private last = '';
  private behind = '';
  /** The list under way, of a member. */
  private list: string | null = null;

  constructor(private readonly sink: TokenSink) {}

  push(text: string): void {
    let i = 0;
    while (i < text.length) i = this.quoted ? this.inString(text, i) : this.between(text, i);
  }

  /** Whether nothing is under way. */
  get isIdle(): boolean {
    return this.depth === 0 && !this.quoted && this.list === null;
  }

  end(): void {
    if (this.quoted) this.breakOff();
  }

  private between(text: string, from: number): number {
    for (let i = from; i < text.length; i++) {
      if (this.list !== null) i = this.inList(this.list, text, i);
      const c = text[i];
      switch (c) {
        case '"':
          this.quoted = true;
          return i + 1;
        case '\n':
          this.sink.lineBreak();
          break;
        case ':':
        case ',':
          this.behind = c;
          break;
        case '{':
        case '[':
          if (c === '[' && this.behind === ':') this.list = '';
          this.depth++;
          if (this.depth < MOST_DEPTH) this.arrays[this.depth] = c === '[';
          this.behind = '';
          break;
        case '}':
        case ']':
          if (this.list !== null && this.list.trim() !== '') this.sink.numbers(this.last, this.list, this.depth - 1);
          this.list = null;
          this.depth = Math.max(0, this.depth - 1);
          this.behind = '';
          this.sink.closed(this.depth);
      }
    }
    return text.length;
  }

  /** Goes on with a list of numbers. Returns the index where something else comes, or a line break. */
  private inList(list: string, text: string, from: number): number {
    LIST_STOP.lastIndex = from;
    const at = LIST_STOP.exec(text)?.index ?? text.length;
    const isBreak = text[at] === '\n';
    const goesOn = at === text.length || isBreak || text[at] === ']';
    const longer = list + text.slice(from, isBreak ? at + 1 : at);
    this.list = goesOn && longer.length <= LONGEST_LIST ? longer : null;
    return at;
  }

  private inString(text: string, from: number): number {
    let i = from;
    if (this.escaped) {
      this.escaped = false;
      if (text[i] !== '\n') i++;
    }
    for (;;) {
      STRING_STOP.lastIndex = i;
      const at = STRING_STOP.exec(text)?.index ?? text.length;
      if (text[at] === '\\' && text[at + 1] !== '\n') {
        i = at + 2;
        if (i <= text.length) continue;
        this.escaped = true;
        this.keep(text.slice(from));
        return text.length;
      }
      const c = text[at];
      this.keep(text.slice(from, at));
      if (c === undefined) return at;
      if (c === '"') this.close();
      else this.breakOff();
      return c === '"' ? at + 1 : c === '\\' ? at + 1 : at;
    }
  }

  private keep(piece: string): void {
    this.length += piece.length;
    if (this.length <= LONGEST) this.pieces.push(piece);
  }

  private close(): void {
    const raw = this.take();
    if (this.behind === ':') this.sink.value(this.last, '', raw, this.depth);
    else if (this.behind === ',' && this.arrays[this.depth] === true) this.sink.value(null, this.last, raw, this.depth);
    this.last = raw;
    this.behind = '';
  }

  private breakOff(): void {
    this.sink.broken(this.take());
    this.depth = 0;
    this.last = this.behind = '';
    this.escaped = false;
  }

  private take(): string {
    const raw = this.pieces.length === 1 ? this.pieces[0]! : this.pieces.join('');
    this.quoted = false;
    this.pieces = [];
    this.length = 0;
    return raw;
  }
}
