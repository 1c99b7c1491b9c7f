import { EventType, MediaSubtype, NO_SUBTYPE, WebrtcSubtype } from '../../events/types.js';

const WEBRTC: ReadonlySet<number> = new Set([
  WebrtcSubtype.ice,
  WebrtcSubtype.dtls,
  WebrtcSubtype.selectedPair,
  WebrtcSubtype.remoteCandidate,
  NO_SUBTYPE,
]);

/** Before 0.9.1 nothing but its body tells that an event is media statistics. */
export const isStatistics = (type: number, subtype: number): boolean =>
  type === EventType.media && (subtype === MediaSubtype.stats || subtype === NO_SUBTYPE);

/**
 * Whether bodies of such events are read for lives, besides those that the verdicts on sessions need; `isSample` as in
 * `EventHeader`.
 */
export function hasBodyForLives(type: number, subtype: number, isSample: boolean): boolean {
  switch (type) {
    case EventType.webrtc:
      return WEBRTC.has(subtype);
    case EventType.media:
      return isSample || subtype !== MediaSubtype.stats;
    default:
      return type === EventType.jsep;
  }
}
