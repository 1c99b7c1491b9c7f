/**
 * What the bodies of events say, as far as the analysis needs it. zod checks the shape; unknown keys are left alone, for
 * plugins and newer versions of Janus add their own. `null` means: not of this shape, take the event by its header alone.
 */
import * as z from 'zod/mini';
import { decodeText } from './bytes.js';
import { isUnusual, plainBody } from './shapes/bodies.js';
import { UNUSUAL } from './usual-bodies/cursor.js';
import { usualReader, variablesReader } from './usual-bodies/reader.js';

const text = z.string();
/** One of the few that Janus itself writes there: bodies with another one are laid out in another way. */
const word = z.string();
/** Rooms are numbers or, with `string_ids`, texts. */
export const idText = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

const MARKED = { id: idText, word };

const transport = z.object({ transport: word, id: idText });

/** Type 1: `{name:"created", transport}`, `{name:"destroyed"}`, `{name:"timeout"}` (`janus.c`). */
export const SessionBody = z.object({ name: word, transport: z.optional(transport) });

/** Type 2: `{name:"attached"|"detached", plugin[, opaque_id]}` (`ice.c`). The clear-text `token` is never read. */
export const HandleBody = z.object({ name: word, plugin: z.optional(word), opaque_id: z.optional(text) });

/** Type 16, subtype 6: `connection:"webrtcup"` or `"hangup"` (`ice.c`). */
export const PeerConnectionBody = z.object({ connection: word, reason: z.optional(text) });

/** Type 64: `{plugin, data}`; of the data only what names a session for people. */
export const PluginBody = z.object({
  plugin: word,
  data: z.optional(
    z.object({
      event: z.optional(word),
      room: z.optional(idText),
      display: z.optional(z.nullable(text)),
    }),
  ),
});

/** Type 128: `{transport, id, data:{event, …}}` (the transport plugins). */
export const TransportBody = z.object({
  transport: word,
  id: idText,
  data: z.object({ event: word, ip: z.optional(text), admin_api: z.optional(z.boolean()) }),
});

/** Reads a {@link TransportBody} as Janus writes it and tells where its values stand. */
export const newTransportReader = (): ReturnType<typeof variablesReader<z.infer<typeof TransportBody>>> =>
  variablesReader(TransportBody, MARKED);

/** Type 256: `started`, `update`, `shutdown` (`janus.c`). */
export const CoreBody = z.object({
  status: word,
  signum: z.optional(z.number()),
  info: z.optional(
    z.object({
      version_string: z.optional(text),
      'local-ip': z.optional(text),
      'session-timeout': z.optional(z.number()),
      'reclaim-session-timeout': z.optional(z.number()),
      sessions: z.optional(z.number()),
    }),
  ),
});

/**
 * Type 16, states of ICE and DTLS, the pair of candidates chosen (`ice.c`, `dtls.c`), and why a PeerConnection is over. One
 * event has one of them.
 */
export const WebrtcBody = z.object({
  ice: z.optional(text),
  dtls: z.optional(text),
  'selected-pair': z.optional(text),
  'remote-candidate': z.optional(text),
  reason: z.optional(text),
});

/** Type 32, subtypes 1 and 2: whether media comes in, `{media, mid[, substream], receiving}`, and slow links (`ice.c`). */
export const MediaBody = z.object({
  media: z.optional(text),
  mid: z.optional(text),
  substream: z.optional(z.number()),
  receiving: z.optional(z.boolean()),
  slow_link: z.optional(text),
});

/** Reads a body of some schema: `json` from `start` to before `end`. */
type Reader<T> = (json: Uint8Array, start: number, end: number) => T;

/**
 * A reader of bodies of a schema. It returns the body, checked, or null where it is damaged or stands for nothing of the kind.
 * A body is valid until the next one is read.
 */
export function bodyReader<T>(schema: z.ZodMiniType<T>): Reader<T | null> {
  const read = usualBodyReader(schema);
  return (json, start, end) => {
    const body = read(json, start, end);
    return body === UNUSUAL ? readAnyBody(schema, json, start, end) : body;
  };
}

/** The same for bodies as Janus itself writes them; {@link UNUSUAL}: one is not, and somebody else is to read it. */
export function usualBodyReader<T>(schema: z.ZodMiniType<T>): Reader<T | typeof UNUSUAL> {
  // Made when the first body comes: most runs of the program read none.
  let read: Reader<T | typeof UNUSUAL> | null = null;
  return (json, start, end) => (read ??= usualReader(schema, MARKED))(json, start, end);
}

/** The body of an event in any form: what a {@link bodyReader} must tell of every body. */
export function readAnyBody<T>(schema: z.ZodMiniType<T>, json: Uint8Array, start: number, end: number): T | null {
  let value: unknown;
  try {
    value = JSON.parse(decodeText(json, start, end));
  } catch {
    return null;
  }
  const result = schema.safeParse(value);
  if (result.success && !isUnusual(value)) return result.data;
  // Tools that keep events write keys and values in their own way.
  const reshaped = schema.safeParse(plainBody(value));
  return reshaped.success ? reshaped.data : result.success ? result.data : null;
}
