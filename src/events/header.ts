/**
 * What stands around an event: text before it on its line (an MQTT topic, the time stamp of `docker logs -t`), another
 * JSON object (GELF, Elasticsearch), or a JSON string it is escaped in (Docker's files, Loki). In the order of their numbers
 * in a record.
 */
export const WRAPPINGS = ['none', 'prefix', 'envelope', 'string'] as const;
export type Wrapping = (typeof WRAPPINGS)[number];

/** The header of one event, as the scanner finds it in a stream of bytes. Valid only during the call: see copyHeader. */
export interface EventHeader {
  /** Offset in the log of the event's first byte, the `{` (or the `"` of the string that holds the event). */
  readonly offset: number;
  /** Length in bytes in the log. */
  readonly length: number;
  /** Line of the first byte, from 1. */
  readonly line: number;
  readonly wrapping: Wrapping;
  readonly type: number;
  /** 0 where the event has none. */
  readonly subtype: number;
  /** µs since the Unix epoch. */
  readonly timestamp: number;
  /** '' where the server has no name. */
  readonly emitter: string;
  /** Decimal text, exact to 64 bits; '' where the event has none. An id that is a JSON string is its content. */
  readonly sessionId: string;
  readonly handleId: string;
  /**
   * The ids as numbers, lower and upper 32 bits, for looking them up without making a text. Both 0 where the scanner did
   * not take the id as a number: then the text alone counts.
   */
  readonly sessionLow: number;
  readonly sessionHigh: number;
  readonly handleLow: number;
  readonly handleHigh: number;
  /**
   * Where the events of one handle are told apart from others for a while: a number below
   * `SLOTS` of `limits.ts`, or -1. {@link isOfSameHandle} says that the event told last with the slot is of the same
   * emitter, session and handle.
   */
  readonly slot: number;
  readonly isOfSameHandle: boolean;
  /**
   * For media statistics: whether they are among those that are read. Where the event has no slot it does not say: see
   * `samples.ts`.
   */
  readonly isSample: boolean;
  readonly opaqueId: string;
  /** The event's own JSON, without line prefixes and unescaped if it was inside a string. */
  readonly json: Uint8Array;
  /** Where the value of `event` begins and ends in {@link json}. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** See `bodyHash()`. */
  readonly bodyHash: number;
}

/** The header with values of its own, to be kept after the call. */
export function copyHeader(header: EventHeader): EventHeader {
  return {
    offset: header.offset,
    length: header.length,
    line: header.line,
    wrapping: header.wrapping,
    type: header.type,
    subtype: header.subtype,
    timestamp: header.timestamp,
    emitter: header.emitter,
    sessionId: header.sessionId,
    handleId: header.handleId,
    sessionLow: header.sessionLow,
    sessionHigh: header.sessionHigh,
    handleLow: header.handleLow,
    handleHigh: header.handleHigh,
    slot: header.slot,
    isOfSameHandle: header.isOfSameHandle,
    isSample: header.isSample,
    opaqueId: header.opaqueId,
    json: header.json.slice(),
    bodyStart: header.bodyStart,
    bodyEnd: header.bodyEnd,
    bodyHash: header.bodyHash,
  };
}

/** Bytes that belong to no event and to no well-formed JSON value. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  /**
   * `broken`: JSON that breaks off or is damaged, or bytes that are no text; `text`: whole lines of other text; `left-out`:
   * such lines that say that a part of the log was left out.
   */
  readonly kind: 'broken' | 'text' | 'left-out';
  /** The first bytes of it, at most 4 KiB. Valid only during the call. */
  readonly sample: Uint8Array;
}

/**
 * What a scanner tells. Calls come in the order of offsets, a stretch at the latest before the next event; but events in a
 * string all have its offset, and damage between them its own.
 */
export interface ScannerSink {
  event(header: EventHeader): void;
  stretch(stretch: Stretch): void;
  /**
   * Whether events of this type and subtype decide something by what their bodies say, `isSample` as in
   * {@link EventHeader}; without it all do.
   */
  decides?(type: number, subtype: number, isSample: boolean): boolean;
  /**
   * Takes events that `event()` would be told of one by one, all of which say nothing but that a handle that is known is
   * alive, or that a request came over HTTP: records from index `from` of their words to before `to`. Returns the index of
   * the first that it did not take.
   */
  plain?(records: RecordedEvents, from: number, to: number): number;
}

/** Events as the kernel records them: see `wasm/record.ts`. Valid during the call alone. */
export interface RecordedEvents {
  readonly words: Uint32Array;
  /** The same memory. */
  readonly doubles: Float64Array;
  /** Offset in the log of address 0, and the line that the records count theirs from. */
  readonly base: number;
  readonly line: number;
  /** What addresses in the records are indexes of or, where a record has `TEXTS`, what that is one of. */
  readonly texts: Uint8Array;
  /** Name of the emitter of the record whose first word has the index `at`. */
  emitterOf(at: number): string;
}

/** Events and stretches, together, up to which a scanner can take an end back. */
export const MOST_TAKEN_BACK = 10_000;

export interface ToldEvent {
  readonly offset: number;
  readonly wrapping: Wrapping;
}

/** A place between values in a log where nothing is under way. */
export interface CalmPlace {
  readonly offset: number;
  readonly line: number;
  /** Offset of the line's first byte. */
  readonly lineStart: number;
}

/**
 * Where a scanner goes on after an end that was none: the bytes from the place on are to be pushed again, and with them
 * those that came since.
 */
export interface Resumption extends CalmPlace {
  /** What was told of those bytes: as far as they still mean the same, it is told again. */
  readonly events: readonly ToldEvent[];
  readonly stretches: readonly Stretch['kind'][];
}

/**
 * Finds the events in a stream of bytes, however the stream is cut. Separators between events do not matter: white
 * space, commas, brackets, NUL and BOM are skipped, so JSON Lines, concatenated objects or arrays, one big array and
 * NUL-framed GELF share one path; so do events inside other JSON and inside strings.
 */
export interface Scanner {
  /**
   * Memory of `size` bytes for those that come next: once they are written there, push them, and they are not copied.
   * Valid until the next call.
   */
  room(size: number): Uint8Array;
  push(bytes: Uint8Array): void;
  /** The stream has ended: what is incomplete now is a stretch. What is pushed afterwards is another stream. */
  end(): void;
  /**
   * The two steps of {@link push}, and of {@link end} for null, for who has other things to do in between: adds bytes,
   * which {@link look} looks at.
   */
  add(bytes: Uint8Array | null): void;
  /**
   * Looks at about `most` bytes of those added; of bytes that turn out to be damaged, each may count several times. False:
   * there is more to look at.
   */
  look(most: number): boolean;
  /**
   * Takes the end back, because the stream goes on after all: see {@link Resumption}. Null: more than
   * {@link MOST_TAKEN_BACK} were told since the place to go on from, so the stream is to be scanned from its beginning.
   */
  resume(): Resumption | null;
  /** What {@link resume} would return, with nothing taken back. */
  resumption(): Resumption | null;
  /** Makes a scanner that has seen nothing yet go on where another one stopped. */
  goOnFrom(place: CalmPlace): void;
  /** Bytes pushed so far. */
  readonly position: number;
}
