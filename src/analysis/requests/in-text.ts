/** What the text editor asks about places in the text of a log: hovers, definitions, references, the outline. */
import * as z from 'zod/mini';
import { NAMES_FIRST } from '../../sessions/who.js';
import { request } from '../../rpc/requests.js';
import { whole } from '../lanes/protocol.js';

/** A place in the text as an editor sees it: zero-based line and UTF-16 column. */
export const TextRange = z.object({ startLine: whole, startCharacter: whole, endLine: whole, endCharacter: whole });
export type TextRange = z.infer<typeof TextRange>;

/** A place in the text, or the offset of an event: documents with the events of a session know that. */
const PlaceInText = z.union([z.strictObject({ line: whole, character: whole }), z.strictObject({ offset: whole })]);
export type PlaceInText = z.infer<typeof PlaceInText>;

/** Longest key and value that are looked at, characters. */
export const LONGEST_FIELD = 256;

/** A key and its value as they are written, without quotes: what the cursor is on within an event. */
const text = z.string().check(z.maxLength(LONGEST_FIELD));
const Field = z.object({ key: text, value: text });
export type Field = z.infer<typeof Field>;

const EventInText = z.object({ offset: whole, length: whole, range: TextRange });
export type EventInText = z.infer<typeof EventInText>;

/** In words ready to show, as they are: whoever shows them encodes them. */
const Explanation = z.object({
  event: EventInText,
  /** Whether the field means something of its own. */
  about: z.enum(['event', 'field']),
  /** Number of the session that the event belongs to. */
  session: z.nullable(whole),
  title: z.string(),
  lines: z.array(z.string()),
  /** How the session ended, where it is explained. */
  verdict: z.nullable(z.object({ title: z.string(), reason: z.string(), silent: z.boolean() })),
});
export type Explanation = z.infer<typeof Explanation>;

/** Events that one list holds at most. */
export const MAX_REFERENCES = 1000;
/** Entries that an outline holds at most, and sessions among them. */
export const MAX_SYMBOLS = 5000;
export const MAX_SESSION_SYMBOLS = 2000;

const Symbol = z.object({
  /** Servers are 0, their sessions 1, the handles of those 2; what stands deeper belongs to what stands before it. */
  level: z.int().check(z.gte(0), z.lte(2)),
  kind: z.enum(['server', 'session', 'silent', 'handle', 'more']),
  name: z.string(),
  detail: z.string(),
  /** Up to the last event before one of another session or server: there the cursor is surely in it. */
  range: TextRange,
  /** Its first event. */
  first: TextRange,
});
export type Symbol = z.infer<typeof Symbol>;

/** An event of the session, and which of how many it is, from 1. */
const Neighbour = z.object({ offset: whole, length: whole, number: whole, of: whole });
export type Neighbour = z.infer<typeof Neighbour>;

const at = { place: PlaceInText, field: z.nullable(Field) };

export const IN_TEXT_REQUESTS = {
  /** What an event, or a field of it, means; null where there is no event. `first`: what sessions are called by. */
  explain: request({ ...at, first: z.enum(NAMES_FIRST) }, z.nullable(Explanation)),
  /**
   * The event that brought an id into the world: `created` of a session, `attached` of a handle, `connected` of a
   * connection; in its place the first event of it in the log. Null where the field is no such id.
   */
  definition: request(at, z.nullable(EventInText)),
  /** The events of what the field names, or of the event's session: at most {@link MAX_REFERENCES}, around the place. */
  references: request(at, z.array(TextRange)),
  /** Where the id of a field stands in the text near the place. Empty where the field is none. */
  occurrences: request(at, z.array(TextRange)),
  /** The next or previous event of the session of the event at the place, in time order; null: there is none. */
  neighbour: request({ place: PlaceInText, direction: z.union([z.literal(1), z.literal(-1)]) }, z.nullable(Neighbour)),
  /** Servers, sessions and handles by their first events; the silent sessions come in before others are left out. */
  outline: request({ first: z.enum(NAMES_FIRST) }, z.array(Symbol)),
};
