/** Lines of a log that come in records, which may be parts of lines, and from several sources in turn. */

/** What of other sources waits for a line, or an object, to be complete: bytes, and records. */
const MOST_WAITING = 1024 * 1024;
const MOST_RECORDS = 256;
/** Line breaks without a record between them that are counted. */
const MOST_OWED = 4096;

interface Part {
  readonly source: string;
  readonly text: string;
  /** The record ends its line. */
  readonly complete: boolean;
}

/**
 * Puts records together. While a line, or the JSON that was begun in it, goes on, records of other sources wait. As many
 * line breaks are told as there were between the records, as far as possible where they were.
 */
export class JoinedLines {
  /** Breaks between records that are still to be told; below 0: more were told than there were. */
  private owed = 0;
  private source: string | null = null;
  private ended = true;
  private readonly nesting = new Nesting();
  private waiting: Part[] = [];
  private waitingSize = 0;

  /** The text that can be told once this record has come. */
  add(source: string, text: string, complete: boolean): string {
    let out = '';
    if (this.source !== null && source !== this.source && this.isUnderWay) {
      if (this.wait({ source, text, complete })) return '';
      out = this.letGo();
    }
    out += this.tell({ source, text, complete }, Math.max(1, this.waiting.length > 0 ? 1 : this.owed));
    return this.isUnderWay ? out : out + this.release();
  }

  /** Whether a record that is a whole line would be told at once, behind the break between it and the one before. */
  get isIdle(): boolean {
    return this.source !== null && this.owed === 1 && this.waiting.length === 0 && this.ended && !this.nesting.begun;
  }

  /** A line break of the file that the records stand in. Returns those that need not wait for the next record. */
  rawBreak(): string {
    this.owed++;
    if (this.owed < MOST_OWED || this.source === null || this.isUnderWay) return '';
    const told = this.owed - 1;
    this.owed = 1;
    return '\n'.repeat(told);
  }

  end(): string {
    return this.letGo() + '\n'.repeat(Math.max(0, this.owed));
  }

  private get isUnderWay(): boolean {
    return !this.ended || this.nesting.open;
  }

  private wait(part: Part): boolean {
    if (this.waiting.length === MOST_RECORDS || this.waitingSize + part.text.length > MOST_WAITING) return false;
    this.waiting.push(part);
    this.waitingSize += part.text.length;
    return true;
  }

  private tell({ source, text, complete }: Part, breaks: number): string {
    const told = this.source === null ? Math.max(0, this.owed) : this.ended ? breaks : 0;
    if (source !== this.source) this.nesting.clear();
    this.owed -= told;
    this.source = source;
    this.ended = complete;
    this.nesting.note(text);
    return '\n'.repeat(told) + text;
  }

  /** What has waited, up to where something is under way again. */
  private release(): string {
    const parts = this.waiting;
    let out = '';
    let next = 0;
    while (next < parts.length && !(this.isUnderWay && parts[next]!.source !== this.source))
      out += this.tell(parts[next++]!, 1);
    this.waiting = parts.slice(next);
    this.waitingSize = this.waiting.reduce((sum, { text }) => sum + text.length, 0);
    return out;
  }

  /** All that has waited: what is under way is given up. */
  private letGo(): string {
    let out = '';
    while (this.waiting.length > 0) {
      this.ended = true;
      this.nesting.clear();
      out += this.release();
    }
    return out;
  }
}

/** Whether a JSON object or array is open in text. */
class Nesting {
  private depth = 0;
  private quoted = false;
  private escaped = false;
  /** Characters since the outermost bracket opened. */
  private length = 0;

  get open(): boolean {
    return this.depth > 0 && this.length < MOST_WAITING;
  }

  get begun(): boolean {
    return this.depth > 0 || this.escaped;
  }

  clear(): void {
    this.depth = this.length = 0;
    this.quoted = this.escaped = false;
  }

  note(text: string): void {
    // A line of other text has no say, nor has damage: an object begins anew at the begin of a line.
    if (this.depth === 0 && !/[{[]/.test(text)) return;
    if (text === '{' || text === '{\n') this.clear();
    this.length += text.length;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (this.escaped) this.escaped = false;
      else if (this.quoted) {
        if (c === 0x5c) this.escaped = true;
        else if (c === 0x22) this.quoted = false;
      } else if (c === 0x22) this.quoted = this.depth > 0;
      else if (c === 0x7b || c === 0x5b) this.depth++;
      else if ((c === 0x7d || c === 0x5d) && this.depth > 0 && --this.depth === 0) this.length = 0;
    }
  }
}
