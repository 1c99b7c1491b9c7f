/**
 * What pairs the two sides of a call: the id in `o=` of an SDP, which stays the same from one side's offer to the other's
 * (RFC 8866, 5.2; Janus hands it on). An SDP is long, so only its first bytes are looked at.
 */
import { decodeText } from '../../events/bytes.js';

/** `o=` stands in the second line. */
const ORIGIN_WITHIN = 400;
const ORIGIN = /(?:^|\\[rn]|[\r\n])o=\S+ (\S{1,64}) /;

/** The id of the session that an SDP describes, as text; null where it has none. `sdp` is plain or escaped for JSON. */
export function originOf(sdp: unknown): string | null {
  return typeof sdp === 'string' ? (ORIGIN.exec(sdp.slice(0, ORIGIN_WITHIN))?.[1] ?? null) : null;
}

export interface SessionDescription {
  readonly owner: 'local' | 'remote';
  readonly type: 'offer' | 'answer';
  /** See {@link originOf}. */
  readonly origin: string | null;
}

/** Members in front of and behind the SDP are short. */
const BESIDE = 300;
const SDP = /"sdp"\s*:\s*"/;
const OWNER = /"owner"\s*:\s*"(local|remote)"/;
const TYPE = /"type"\s*:\s*"(offer|answer)"/;

/** The body of a type 8 event, `{owner, jsep:{type, sdp}}` (`ice.c`); null where it is another one. */
export function sessionDescription(json: Uint8Array, start: number, end: number): SessionDescription | null {
  const head = decodeText(json, start, Math.min(end, start + BESIDE + ORIGIN_WITHIN));
  const tail = decodeText(json, Math.max(start, end - BESIDE), end);
  const sdp = SDP.exec(head);
  const before = sdp === null ? head : head.slice(0, sdp.index);
  const owner = OWNER.exec(before) ?? OWNER.exec(tail);
  const type = TYPE.exec(before) ?? TYPE.exec(tail);
  if (owner === null || type === null) return null;
  return {
    owner: owner[1] as SessionDescription['owner'],
    type: type[1] as SessionDescription['type'],
    origin: sdp === null ? null : originOf(head.slice(sdp.index + sdp[0].length)),
  };
}
