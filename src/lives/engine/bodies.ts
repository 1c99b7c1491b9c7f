import { EventType, MediaSubtype, WebrtcSubtype } from '../../events/types.js';

/** Up to 0.7.6 events have no subtype: what one is shows its body. */
const UNTOLD = 0;

const WEBRTC: ReadonlySet<number> = new Set([
  WebrtcSubtype.ice,
  WebrtcSubtype.dtls,
  WebrtcSubtype.selectedPair,
  WebrtcSubtype.remoteCandidate,
  UNTOLD,
]);

/** Up to 0.7.6 nothing tells that an event is media statistics: those of other kinds are few. */
export const isStatistics = (type: number, subtype: number): boolean =>
  type === EventType.media && (subtype === MediaSubtype.stats || subtype === UNTOLD);

/**
 * Whether bodies of such events are read for lives, besides those that the verdicts on sessions need; `isSample` as in
 * `EventHeader`.
 */
export function hasBodyForLives(type: number, subtype: number, isSample: boolean): boolean {
  switch (type) {
    case EventType.webrtc:
      return WEBRTC.has(subtype);
    case EventType.media:
      return isSample || subtype === MediaSubtype.state || subtype === MediaSubtype.slowLink;
    default:
      return type === EventType.jsep;
  }
}
