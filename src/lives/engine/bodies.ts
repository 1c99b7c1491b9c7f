import { EventType, MediaSubtype, WebrtcSubtype } from '../../events/types.js';

/** Up to 0.7.6 events have no subtype: what one is shows its body. */
const UNTOLD = 0;

const WEBRTC: ReadonlySet<number> = new Set([
  WebrtcSubtype.ice,
  WebrtcSubtype.dtls,
  WebrtcSubtype.selectedPair,
  UNTOLD,
]);

/** Whether bodies of such events are read for lives, besides those that the verdicts on sessions need. */
export function hasBodyForLives(type: number, subtype: number): boolean {
  switch (type) {
    case EventType.webrtc:
      return WEBRTC.has(subtype);
    case EventType.media:
      return subtype === MediaSubtype.state || subtype === MediaSubtype.slowLink;
    default:
      return type === EventType.jsep;
  }
}
