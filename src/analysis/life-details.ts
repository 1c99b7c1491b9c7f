/**
 * What the detail area asks about one life, a session or what is below it, and the shape of the answer: what it is, how
 * it ended and how that is known, what holds it and what it holds. Times are µs since the Unix epoch.
 */
import * as z from 'zod/mini';
import { request } from '../rpc/requests.js';
import { whole } from './lanes/protocol.js';
import { EvidenceRow, WebrtcPage } from './timeline-details.js';

/** Lives listed as held by another; one that holds more says how many more. */
export const MAX_HELD = 200;

const LifeRef = z.object({
  /** Number among all lives, sessions first. */
  life: z.int(),
  /** "participant", "PeerConnection" */
  noun: z.string(),
  /** A name, an id; '' where there is neither. */
  name: z.string(),
  state: z.enum(['ended', 'open', 'undecidable']),
  flagged: z.boolean(),
  firstAt: z.number(),
  endedAt: z.nullable(z.number()),
});
export type LifeRef = z.infer<typeof LifeRef>;

const LifeDetail = z.object({
  life: z.int(),
  /** "videoroom-participant" */
  kind: z.string(),
  noun: z.string(),
  name: z.string(),
  emitter: z.string(),
  ids: z.array(z.object({ label: z.string(), value: z.string() })),
  state: z.enum(['ended', 'open', 'undecidable']),
  told: z.boolean(),
  flagged: z.boolean(),
  certainty: z.nullable(z.enum(['certain', 'probable', 'possible'])),
  /** "Left the room", "Goes on" */
  headline: z.string(),
  sentence: z.string(),
  /** What is worth a look, and what can be done. */
  hint: z.nullable(z.object({ title: z.string(), advice: z.string() })),
  begun: z.boolean(),
  firstAt: z.number(),
  upAt: z.nullable(z.number()),
  endedAt: z.nullable(z.number()),
  evidence: z.array(EvidenceRow),
  /** From the session down to what holds it, and the room or mountpoint. */
  holders: z.array(LifeRef),
  /** What it holds; of somebody on a handle, what else that holds: PeerConnections, publications. */
  holds: z.array(LifeRef),
  moreHolds: z.int(),
  /** Number of the room or mountpoint that it is or is in; −1 for none. */
  place: z.int(),
});
export type LifeDetail = z.infer<typeof LifeDetail>;

export const LIFE_REQUESTS = {
  /** One life, by its number among all, sessions first. */
  life: request({ revision: whole, life: whole }, LifeDetail),
  /** What a PeerConnection went through, as {@link WebrtcPage}: from its beginning, as much as one answer holds. */
  way: request({ revision: whole, life: whole }, WebrtcPage),
};
