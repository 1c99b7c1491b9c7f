/**
 * Types of Janus events (`JANUS_EVENT_TYPE_*` in `src/events/eventhandler.h` of Janus) and the subtypes of WebRTC, media
 * and core events.
 */
import { EARLIEST_TIMESTAMP, LARGEST_TYPE, LATEST_TIMESTAMP } from './limits.js';

export const EventType = {
  session: 1,
  handle: 2,
  external: 4,
  jsep: 8,
  webrtc: 16,
  media: 32,
  plugin: 64,
  transport: 128,
  core: 256,
} as const;

const NAMES = new Map<number, string>(Object.entries(EventType).map(([name, type]) => [type, name]));

/** Name of an event type as people say it ("session", "webrtc"), or its number for a type this version does not know. */
export function eventTypeName(type: number): string {
  return NAMES.get(type) ?? `type ${type}`;
}

/** `subtype` of {@link EventType.webrtc} (`JANUS_EVENT_SUBTYPE_WEBRTC_*`). */
export const WebrtcSubtype = {
  ice: 1,
  localCandidate: 2,
  remoteCandidate: 3,
  selectedPair: 4,
  dtls: 5,
  peerConnection: 6,
} as const;

/** `subtype` of {@link EventType.media} (`JANUS_EVENT_SUBTYPE_MEDIA_*`). */
export const MediaSubtype = { state: 1, slowLink: 2, stats: 3 } as const;

/** `subtype` of {@link EventType.core}: started and, since 1.2.0, the periodic update share 1; shutdown is 2. */
export const CoreSubtype = { startup: 1, shutdown: 2 } as const;

/** Whether a `type` and a `timestamp` could be a Janus event's: types are single bits, times are µs. */
export function isEventHeader(type: number, timestamp: number): boolean {
  return (
    type >= 1 &&
    type <= LARGEST_TYPE &&
    (type & (type - 1)) === 0 &&
    timestamp >= EARLIEST_TIMESTAMP &&
    timestamp <= LATEST_TIMESTAMP
  );
}

/** HTTP has requests instead of connections: its transport ids mean nothing for the life of a session. */
export const HTTP_TRANSPORT = 'janus.transport.http';

/** Of events of Janus before 0.9.1, which have no `subtype`: what one is shows its body. */
export const NO_SUBTYPE = 0;

/** Whether an event of type 16 can tell that a PeerConnection is up, or hung up. */
export const isPeerConnection = (subtype: number): boolean =>
  subtype === WebrtcSubtype.peerConnection || subtype === NO_SUBTYPE;

const READ_TYPES = EventType.session | EventType.handle | EventType.plugin | EventType.transport | EventType.core;

/** Whether the bodies of such events are read when a log is analysed: most of a log are statistics, and SDP is long. */
export function hasBodyThatCounts(type: number, subtype: number): boolean {
  if (type === EventType.webrtc) return isPeerConnection(subtype);
  return (type & READ_TYPES) !== 0;
}
