/**
 * The log as a whole, in figures: what the detail area shows while nothing is selected. A figure has a query that finds
 * its sessions. What the log cannot tell is null, never 0.
 */
import * as z from 'zod/mini';
import { uint32s } from '../../rpc/columns.js';
import { request } from '../../rpc/requests.js';
import { whole } from '../lanes/protocol.js';

/** Parts of the log's time that lines are told in. */
export const OVERVIEW_BUCKETS = 120;

const Figure = z.object({
  label: z.string(),
  count: whole,
  /** Finds the sessions that are counted. */
  query: z.string(),
  /** Worth a look: drawn in the colour of silent endings. */
  flagged: z.boolean(),
});
export type Figure = z.infer<typeof Figure>;

const Line = z.object({
  /** The most at some moment of each part of the log's time; null: not in this log. */
  counts: z.nullable(uint32s),
  peak: whole,
});
export type Line = z.infer<typeof Line>;

/** What became of the PeerConnections of a server or a network. */
const Share = z.object({
  name: z.string(),
  /** Those of which it is told over which pair they went, and the parts of them, of 1. */
  of: whole,
  relay: z.number(),
  tcp: z.number(),
  ipv6: z.number(),
  /** How often ICE was restarted, and how many offers of Janus nobody answered. */
  restarted: whole,
  unanswered: whole,
});
export type Share = z.infer<typeof Share>;

const Overview = z.object({
  sessions: Line,
  connections: Line,
  people: Line,
  /** Endings of sessions by cause, those still open, those of which nothing can be told. */
  endings: z.array(Figure),
  /** How PeerConnections ended. */
  hangups: z.nullable(z.array(Figure)),
  /** How PeerConnections came up, and where others stopped. */
  ways: z.nullable(z.array(Figure)),
  /** Over which pairs of candidates, as far as that is told, and what became of ICE later. */
  pairs: z.nullable(z.array(Figure)),
  /** The same by server where there are several, and by network of the peer. */
  pairsByServer: z.array(Share),
  pairsByNetwork: z.array(Share),
  /** From the first trace of a PeerConnection until it was up, µs: for half of them, for 95 % of them. */
  upAfter: z.nullable(z.object({ half: z.number(), most: z.number() })),
  /** PeerConnections by how good they were. */
  qualities: z.nullable(z.array(Figure)),
  /** The worst PeerConnections, the worst first. */
  worst: z.array(z.object({ label: z.string(), score: z.number(), query: z.string() })),
  servers: z.array(Figure),
  findings: z.array(Figure),
  /** What the log cannot tell, and the line of configuration that brings it. */
  masked: z.array(z.string()),
});
export type Overview = z.infer<typeof Overview>;

export const OVERVIEW_REQUESTS = { overview: request({ revision: whole }, Overview) };
