import { EventType, WebrtcSubtype } from '../../events/types.js';

/** Whether bodies of such events are read for lives, besides those that the verdicts on sessions need. */
export function hasBodyForLives(type: number, subtype: number): boolean {
  if (type === EventType.webrtc) return subtype === WebrtcSubtype.ice || subtype === WebrtcSubtype.dtls;
  return type === EventType.jsep;
}
