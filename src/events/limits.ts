/**
 * How large and how deep an event may be, and which numbers its header may have. The kernel in AssemblyScript imports this
 * file as well: nothing but whole numbers stands here.
 */

/** Bytes of a value: a larger one is entered like an envelope, so the bytes held stay bounded. */
export const MAX_VALUE = 16777216;
/** Brackets that are open at once. Janus events nest below 12 levels; deeper JSON is damaged or hostile. */
export const MAX_DEPTH = 64;

/** Types are single bits (`JANUS_EVENT_TYPE_*` in Janus' `events/eventhandler.h`). */
export const LARGEST_TYPE = 32768;
export const LARGEST_SUBTYPE = 255;
/** Types there can be, subtypes of each, and kinds of events: each a type and a subtype. */
export const TYPES = 16;
export const SUBTYPES = 256;
export const KINDS = 4096;

/** Times below this (µs; 1973) cannot be a Janus timestamp. Keeps other JSON with a `timestamp` in s or ms apart. */
export const EARLIEST_TIMESTAMP = 100000000000000;
/** The largest whole number that a double holds exactly, with all below it. */
export const LATEST_TIMESTAMP = 9007199254740991;

/** Bytes at either end of a body that go into its hash: bodies of up to twice as many go in as a whole. */
export const SAMPLED = 128;
/** Statistics begin with what they are about and have numbers all over: a look suffices, at most events of most logs. */
export const SAMPLED_OF_MEDIA = 32;
/** Bytes the hash takes at a time: four words, each of which, counted from the begin and from the end, has its own. */
export const HASHED_AT_ONCE = 16;

/** Handles that are told apart at once: see `EventHeader.slot`. A power of two. */
export const SLOTS = 8192;
