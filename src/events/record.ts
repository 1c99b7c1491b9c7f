/**
 * How the kernel records an event: 32-bit words, addresses being of the kernel's memory. `kernel/event.ts` writes them and
 * imports this file as well: nothing but whole numbers stands here.
 */

/** Records the kernel writes at once. */
export const CAPACITY = 256;
/** Bytes behind the log's, which the kernel may read; they are zero. */
export const PADDING = 64;

/** Words of a record. */
export const WORDS = 26;
export const START = 0;
export const END = 1;
export const LINE = 2;
/** Type in the lower 16 bits, subtype in the next 8, then the index in `WRAPPINGS`. */
export const KIND = 3;
/** As a double. */
export const TIMESTAMP = 4;
export const BODY = 6;
/** Start and end, then the lower and upper half of the number. */
export const SESSION = 8;
export const HANDLE = 12;
/** Start and end; both 0 as well for an empty text and `null`. */
export const OPAQUE = 16;
export const EMITTER = 18;
export const HASH = 20;
/** See below. */
export const SLOT = 21;
/**
 * 0 where the event's JSON stands from {@link START} to {@link END}. Else 1 more than the address of its first byte, or in a
 * batch the index: the addresses in the record, but that of the emitter, are then as if it stood at {@link START}.
 */
export const TEXTS = 22;
/** Length of that JSON, where there is one. */
export const JSON_LENGTH = 23;
/**
 * Of a {@link REQUEST}, and meaningless in other records: where the text of its id begins, and that of its IP address, 0 for
 * none.
 */
export const REQUEST_ID = 24;
export const REQUEST_ADDRESS = 25;

/** In `WRAPPINGS`: the event is a text of a record. */
export const IN_STRING = 3;

/** Of {@link SLOT}: the slot and 1, 0 for none; */
export const SLOT_MASK = 0xffff;
/** whether the event told last with the slot is of the same emitter, session and handle; */
export const SAME_HANDLE = 0x10000;
/** whether its opaque id is the one told last as well, or it has none; */
export const NOTHING_NEW = 0x20000;
/** whether it decides nothing besides; */
export const PLAIN = 0x40000;
/** whether the slot was that of another handle just before; */
export const WAS_OTHERS = 0x80000;
/** and whether it is of media statistics that are read: see `samples.ts`. The kernel leaves it to `media-samples.ts`. */
export const SAMPLE = 0x100000;
/**
 * Whether the event is a request over HTTP, of nobody's session, whose body is laid out as those that are known: it says
 * nothing but that, and is {@link PLAIN} as well.
 */
export const REQUEST = 0x200000;

/** In the kernel's table of kinds: they decide nothing, they do, or they do but for requests that are known. */
export const DECIDES_NOTHING = 0;
export const DECIDES = 1;
export const DECIDES_BUT_FOR_REQUESTS = 2;
