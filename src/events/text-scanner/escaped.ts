/** Events inside JSON strings: `{"log":"{\"emitter\":…}\n"}` of Docker, the values of Loki, MESSAGE of journald. */
import { BACKSLASH, CLOSE_BRACE, COLON, OPEN_BRACE, QUOTE, SPACE } from '../bytes.js';
import type { EventHeader, Scanner, ScannerSink, Stretch } from '../header.js';
import { Stretches } from './stretches.js';
import { asciiEscape, passEscaped, unescape } from './unescape.js';

/** A string in a string is as far as shippers go. */
export const MAX_NESTING = 2;
/** A shorter string holds neither an event nor what could be known for one's remains, bytes. */
const SHORTEST = 16;
/** Bytes of a string that are unescaped at once. */
const PIECE = 64 * 1024;

/** Where a string stands in the log, from quote to quote. */
export type StringPlace = Pick<EventHeader, 'offset' | 'length' | 'line'>;

/** Takes what was found in a string: events have the string's place, damage its own, with its sample unescaped. */
export interface FoundInString {
  event(header: EventHeader, place: StringPlace): void;
  stretch(stretch: Stretch): void;
}

/** Looks through one string after another, with one scanner for all of them. */
export class EscapedStrings {
  private scanner: Scanner | null = null;
  /** Whether a string is being looked through. */
  underWay = false;
  /** The string looked through last. */
  private place: StringPlace = { offset: 0, length: 0, line: 0 };
  /** Whether damage counts although no event is in the string. */
  private sure = false;
  private events = 0;
  /** What is damaged and not told yet. */
  private readonly damage: Stretches;
  /** The bytes in which the string begins at index `start`. */
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;
  /** Of the string, counted from its opening quote: bytes given to the scanner. */
  private given = 0;
  private ended = false;
  /** A place in the string, counted as above, and the scanner's offset of it. */
  private knownOffset = 0;
  private knownIndex = 0;

  constructor(
    private readonly newScanner: (sink: ScannerSink) => Scanner,
    private readonly found: FoundInString,
  ) {
    this.damage = new Stretches((stretch) => {
      found.stretch(stretch);
    });
  }

  /** Begins with a string. `sure`: what seems to be damage in it is no mistake about where strings begin and end. */
  begin(place: StringPlace, sure: boolean): void {
    const scanner = (this.scanner ??= this.newScanner({
      event: (header) => {
        this.event(header);
      },
      stretch: (stretch) => {
        this.stretch(stretch);
      },
    }));
    this.underWay = true;
    this.place = place;
    this.sure = sure;
    this.events = 0;
    this.given = this.knownIndex = 1;
    this.ended = false;
    this.knownOffset = scanner.position;
  }

  /**
   * Looks on through the string, whose opening quote stands at `start`. Returns how many bytes it may still look at of
   * `most`: if there is something to look at, none.
   */
  look(bytes: Uint8Array, start: number, most: number): number {
    const scanner = this.scanner!;
    const { length } = this.place;
    this.bytes = bytes;
    this.start = start;
    let left = most;
    while (left > 0) {
      const some = Math.min(left, PIECE, length);
      left -= some;
      if (!scanner.look(some)) continue;
      if (this.ended) {
        this.end();
        return left;
      }
      this.give(scanner, some, length - 1);
    }
    return 0;
  }

  /** Gives the scanner about `some` bytes of the string, whose closing quote is `end` bytes behind the opening one. */
  private give(scanner: Scanner, some: number, end: number): void {
    const { bytes, start, given } = this;
    const to = Math.min(given + some, end);
    if (given < end) {
      // An escape across the border is taken as a whole.
      const room = scanner.room(to - given + 4);
      const { read, written } = unescape(bytes, start + given, start + to, start + end, room);
      scanner.add(room.subarray(0, written));
      this.given = read - start;
    }
    if (this.given < end) return;
    scanner.add(null);
    this.ended = true;
  }

  private end(): void {
    if (this.sure || this.events > 0) this.damage.flush();
    this.forget();
  }

  /** What is under way is none. */
  forget(): void {
    this.underWay = false;
    this.damage.forget();
  }

  /** Bytes of the string looked through last, from quote to quote. */
  get length(): number {
    return this.place.length;
  }

  /** Whether events were found in it. */
  get foundEvents(): boolean {
    return this.events > 0;
  }

  private event(header: EventHeader): void {
    this.damage.flush();
    this.events++;
    this.found.event(header, this.place);
  }

  private stretch({ kind, offset, length, sample }: Stretch): void {
    // Other text is nothing unusual in a string, nor is JSON that is no event's.
    if (kind !== 'broken' || !holdsHeaderKey(sample)) return;
    const { place } = this;
    const from = place.offset + this.indexOf(offset);
    this.damage.add(sample, from, place.offset + this.indexOf(offset + length), place.line, true);
  }

  /** Bytes from the opening quote to what the scanner has at an offset. It asks for them in ascending order. */
  private indexOf(offset: number): number {
    const { bytes, start, knownIndex, knownOffset } = this;
    const end = start + this.place.length - 1;
    this.knownIndex = passEscaped(bytes, start + knownIndex, end, offset - knownOffset) - start;
    this.knownOffset = offset;
    return this.knownIndex;
  }
}

/**
 * Words of an event's keys: the first is in each event, whatever shape others gave it, one of the others in what is left of
 * one. Each is found by a letter that no other is found by, at that index in the word.
 */
const WORDS = [
  ['type', 1],
  ['event', 1],
  ['emitter', 1],
  ['timestamp', 8],
  ['session', 5],
] as const;
/** Their letters in lower case, and where in the word the letter stands that it is found by. */
const BY_LETTER = WORDS.map(([word, back]) => ({ back, letters: new TextEncoder().encode(word) }));
/** 1 more than the number of the word that a byte may be in; 0 for most bytes. */
const WORD_OF = new Uint8Array(256);
BY_LETTER.forEach(({ back, letters }, k) => {
  WORD_OF[letters[back]!] = WORD_OF[letters[back]! - SPACE] = k + 1;
});

/** Whether one of {@link WORDS}, in whatever case, stands around index `i`. */
function isInWord(bytes: Uint8Array, i: number, start: number, end: number): boolean {
  const { back, letters } = BY_LETTER[WORD_OF[bytes[i]!]! - 1]!;
  const from = i - back;
  if (from < start || from + letters.length > end) return false;
  for (let k = 0; k < letters.length; k++) if ((bytes[from + k]! | SPACE) !== letters[k]) return false;
  return true;
}

/**
 * Whether the string's content between two indexes may hold an event or the remains of one: a brace, an escaped quote
 * (`\"`, or `\u0022` as it is written into HTML) and a word that every event has, or letters written as escapes, which may
 * be such a word. A look, without unescaping: backslashes may be escaped in their turn.
 */
export function mayHoldEvents(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < SHORTEST) return false;
  let brace = false;
  let quote = false;
  let word = false;
  for (let i = start; i < end; i++) {
    const c = bytes[i]!;
    if (c === OPEN_BRACE || c === CLOSE_BRACE) brace = true;
    else if (c === QUOTE) quote = true;
    else if (c === BACKSLASH) {
      const code = asciiEscape(bytes, i, end);
      if (code === QUOTE) quote = true;
      else if (code >= 0) word = true;
    } else if (WORD_OF[c] !== 0 && !word) word = isInWord(bytes, i, start, end);
    if (brace && quote && word) return true;
  }
  return false;
}

const HEADER_KEYS = ['emitter', 'event', 'timestamp', 'session_id', 'handle_id', 'opaque_id'].map((key) =>
  new TextEncoder().encode(`${key}"`),
);
/** Bytes that a key of a header begins with. */
const FIRST_OF_KEY = new Uint8Array(256);
for (const key of HEADER_KEYS) FIRST_OF_KEY[key[0]!] = 1;

/** Whether unescaped text holds a key that an event's header has: then what is damaged in it was one. */
function holdsHeaderKey(text: Uint8Array): boolean {
  for (let i = 0; i + 1 < text.length; i++) {
    if (text[i] !== QUOTE || FIRST_OF_KEY[text[i + 1]!] === 0) continue;
    for (const key of HEADER_KEYS) if (isKey(text, i + 1, key)) return true;
  }
  return false;
}

/** Whether `key`, with its closing quote, stands at `start` and a colon behind it. */
function isKey(text: Uint8Array, start: number, key: Uint8Array): boolean {
  let i = start;
  for (let k = 0; k < key.length; k++, i++) if (text[i] !== key[k]) return false;
  while (text[i] === SPACE) i++;
  return text[i] === COLON;
}
