/** Takes the texts of one member out of JSON records, whatever else is in them and however they are laid out. */
import type { Decoding } from '../form.js';
import { AlikeRecords } from '../../../events/alike-records/alike-records.js';
import { LF } from '../../../events/bytes.js';
import { SPLIT_AT } from '../../../events/record-layout.js';
import { bytesOf, latin1 } from '../head.js';
import { JoinedLines } from '../joined-lines.js';
import { JsonTokens, type TokenSink } from './json-tokens.js';

export interface RecordMember {
  /** Its key; null for the second of pairs behind a time in ns, as in Loki's answers. */
  readonly key: string | null;
  /** Whether texts have the line's own break at their end: one without is a part of a line. */
  readonly breaks: boolean;
}

/** Members that tell whose line a record holds. */
const SOURCES = new Set([
  ...[
    'stream',
    'source',
    'container_id',
    'container_name',
    'pod',
    'pod_name',
    'container',
    'logStreamName',
    'logStream',
  ],
  ...['_PID', '_HOSTNAME', '_SYSTEMD_UNIT', 'CONTAINER_ID', 'host', 'hostname', 'filename', 'app', 'job', '@logStream'],
]);
/** Members that say that the record holds a part of a line. */
export const PART_MARKS: ReadonlySet<string> = new Set([
  ...['logtag', '_p', 'CONTAINER_PARTIAL_MESSAGE', 'partial_message', 'partial_last'],
]);
const LONGEST_SOURCE = 4096;
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const NANOSECONDS = /^\d{16,19}$/;

/** The content of a JSON string, a character for each byte of its UTF-8. */
function contentOf(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    if (!raw.includes('\\u')) return JSON.parse(`"${raw}"`) as string;
    const text = JSON.parse(`"${UTF8.decode(bytesOf(raw))}"`) as string;
    return latin1(new TextEncoder().encode(text));
  } catch {
    return brokenContentOf(raw);
  }
}

/** What can be told of a string that is cut or damaged. */
const brokenContentOf = (raw: string): string => raw.replace(/\\u0022/g, '"').replace(/\\([^u])/g, '$1');

export class RecordTexts implements Decoding, TokenSink {
  private readonly tokens = new JsonTokens(this);
  private readonly lines = new JoinedLines();
  private out = '';
  /** The text of the record under way and how deep in brackets it stands; null where it has not come. */
  private text: string | null = null;
  private depth = 0;
  private partial = false;
  /** What names the source, in the order in which it came; of pairs it stands once in front of all. */
  private source = '';
  private sourceIsOld = false;
  /** The text of the bytes that came last, in memory that is used again: to get new one takes longer than to fill it. */
  private told = new Uint8Array(0);
  private size = 0;

  /** `alike` takes what is usual: what it leaves is told the same by this class and those that it is made of. */
  constructor(
    private readonly member: RecordMember,
    private readonly alike = new AlikeRecords(member, PART_MARKS),
  ) {}

  push(bytes: Uint8Array): Uint8Array {
    const { alike } = this;
    this.size = 0;
    alike.begin(bytes);
    for (let i = 0; i < bytes.length;) {
      const { isIdle } = this;
      if (isIdle) {
        const from = i;
        i = alike.take(from);
        if (i > from) this.tell(alike.taken, bytes.length - i);
      }
      const lineEnd = bytes.indexOf(LF, i);
      const next = lineEnd < 0 ? bytes.length : lineEnd + 1;
      const line = latin1(bytes.subarray(i, next));
      this.tokens.push(line);
      this.tell(this.taken(), bytes.length - next);
      if (isIdle && this.isIdle) alike.learn(line);
      i = next;
    }
    return this.told.subarray(0, this.size);
  }

  /** The text goes on with `more`, and so many bytes are still to come. */
  private tell(more: Uint8Array, left: number): void {
    // What had to wait may be more than came.
    const needed = this.size + more.length + left;
    if (needed > this.told.length) {
      const larger = new Uint8Array(needed);
      larger.set(this.told.subarray(0, this.size));
      this.told = larger;
    }
    this.told.set(more, this.size);
    this.size += more.length;
  }

  /** Whether nothing that came before has a say in what the next line is. */
  private get isIdle(): boolean {
    return this.text === null && !this.partial && this.source === '' && this.tokens.isIdle && this.lines.isIdle;
  }

  end(): Uint8Array {
    this.tokens.end();
    this.record();
    this.out += this.lines.end();
    return this.taken();
  }

  value(key: string | null, before: string, raw: string, depth: number): void {
    const { member } = this;
    if (key === null ? member.key === null && NANOSECONDS.test(before) : key === member.key) {
      this.record();
      this.text = contentOf(raw);
      this.depth = depth;
    } else if (key !== null) this.note(key, raw);
  }

  /** journald writes texts with control characters as the numbers of their bytes. */
  numbers(key: string, list: string, depth: number): void {
    if (key !== this.member.key) return;
    this.record();
    this.text = latin1(Uint8Array.from(list.split(','), Number));
    this.depth = depth;
  }

  closed(depth: number): void {
    if (this.text !== null && depth < this.depth) this.record();
  }

  lineBreak(): void {
    this.out += this.lines.rawBreak();
  }

  broken(raw: string): void {
    this.record();
    this.out += this.lines.add(this.source, brokenContentOf(raw), true);
  }

  private note(key: string, raw: string): void {
    if (SOURCES.has(key)) {
      // Objects without the member may come in any number.
      const known = this.sourceIsOld || this.source.length > LONGEST_SOURCE ? '' : this.source;
      this.source = `${known}${raw.slice(0, LONGEST_SOURCE)}\0`;
      this.sourceIsOld = false;
    } else if (
      ((key === 'logtag' || key === '_p') && raw === 'P') ||
      (/^(?:CONTAINER_PARTIAL_MESSAGE|partial_message)$/.test(key) && raw === 'true')
    )
      this.partial = true;
    else if (key === 'partial_last' && raw === 'true') this.partial = false;
  }

  private record(): void {
    const { text } = this;
    if (text === null) return;
    const hasBreak = text.endsWith('\n');
    const partial = this.partial || (this.member.breaks ? !hasBreak : text.length === SPLIT_AT);
    this.out += this.lines.add(this.source, hasBreak ? text.slice(0, -1).replace(/\r$/, '') : text, !partial);
    this.text = null;
    this.partial = false;
    if (this.member.key === null) this.sourceIsOld = true;
    else this.source = '';
  }

  private taken(): Uint8Array {
    const bytes = bytesOf(this.out);
    this.out = '';
    return bytes;
  }
}
