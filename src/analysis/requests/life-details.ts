/**
 * What the detail area asks about one life, a session or what is below it, and the shape of the answer: what it is, how
 * it ended and how that is known, what holds it and what it holds. Times are µs since the Unix epoch.
 */
import * as z from 'zod/mini';
import { request } from '../../rpc/requests.js';
import { whole } from '../lanes/protocol.js';
import { EvidenceRow, WebrtcPage } from './timeline-details.js';

/** Lives listed as held by another; one that holds more says how many more. */
export const MAX_HELD = 200;

const LifeRef = z.object({
  /** Number among all lives, sessions first. */
  life: z.int(),
  /** "session", "videoroom-participant" */
  kind: z.string(),
  /** "participant", "PeerConnection" */
  noun: z.string(),
  /** A name, an id; '' where there is neither. */
  name: z.string(),
  state: z.enum(['ended', 'open', 'undecidable']),
  flagged: z.boolean(),
  firstAt: z.number(),
  endedAt: z.nullable(z.number()),
  /** From 1 to 5, of a PeerConnection; null: not told, or something else. */
  score: z.nullable(z.number()),
});
export type LifeRef = z.infer<typeof LifeRef>;

/** How good one direction of a medium was. */
const MediumReport = z.object({
  /** "Video to Janus" */
  title: z.string(),
  codec: z.string(),
  /** From 1 to 5; null: not told. */
  score: z.nullable(z.number()),
  /** What it comes from, and what is not told, a phrase for each. */
  reasons: z.array(z.string()),
});

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
  /** "Ended", "Goes on where the log ends" */
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
  /** Of the PeerConnections that its handle had meanwhile; null where nothing is told of any medium. */
  quality: z.nullable(z.object({ score: z.nullable(z.number()), way: z.string(), media: z.array(MediumReport) })),
  /** Media statistics of a PeerConnection's session, of which charts are drawn; null: there are none. */
  statistics: z.nullable(z.object({ session: z.int(), handle: z.string(), count: z.int() })),
  /** Number of the room or mountpoint that it is or is in; −1 for none. */
  place: z.int(),
});
export type LifeDetail = z.infer<typeof LifeDetail>;

/** Columns of a ladder: the side whose call it is, Janus, the other side. */
export const THIS_SIDE = 0;
export const JANUS = 1;
export const OTHER_SIDE = 2;

const LadderStep = z.object({
  at: z.number(),
  offset: z.number(),
  length: z.number(),
  /** Columns; the same for what happens at one. */
  from: z.int(),
  to: z.int(),
  /** What it says, with codes and reasons: "hangup 486 Busy Here". */
  text: z.string(),
});
export type LadderStep = z.infer<typeof LadderStep>;

const Ladder = z.object({
  /** Both sides are clients of this server, and known to belong together. */
  paired: z.boolean(),
  steps: z.array(LadderStep),
  more: z.int(),
});
export type Ladder = z.infer<typeof Ladder>;

export const LIFE_REQUESTS = {
  /** One life, by its number among all, sessions first. */
  life: request({ revision: whole, life: whole }, LifeDetail),
  /** What a PeerConnection went through, as {@link WebrtcPage}: from its beginning, as much as one answer holds. */
  way: request({ revision: whole, life: whole }, WebrtcPage),
  /** The messages of a call, in their order. */
  ladder: request({ revision: whole, life: whole }, Ladder),
};
