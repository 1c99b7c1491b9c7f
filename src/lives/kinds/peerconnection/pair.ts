/** What kind of way the two sides found: the pair of candidates that ICE chose (`ice.c`). */
import { Mark } from './way-up.js';

/** "192.0.2.2:33218 [host,udp] <-> 198.51.100.7:56463 [relay,udp]"; versions that name foundations alone tell no kinds. */
const SIDE = /^(.*):\d+ \[(host|srflx|prflx|relay),(udp|tcp)[^\]]*\]$/;

/** The marks of a pair as an event names it; 0 where it tells no kinds. */
export function pairMarks(pair: string): number {
  const sides = pair.split(' <-> ').map((side) => SIDE.exec(side));
  if (sides.length !== 2) return 0;
  let marks = 0;
  for (const side of sides) {
    if (side === null) return 0;
    const [, address, kind, protocol] = side;
    marks |= Mark.paired;
    if (kind === 'relay') marks |= Mark.relayed;
    if (protocol === 'tcp') marks |= Mark.overTcp;
    if (address!.includes(':')) marks |= Mark.overIpv6;
  }
  return marks;
}

/** "203.0.113.0/24", "2001:db8:1:2::/64": the network of the peer in a pair as the facts keep it; null: it is not told. */
export function networkIn(pair: string): string | null {
  const address = SIDE.exec(pair.split(' <-> ')[1] ?? '')?.[1];
  if (address === undefined || address === '0' || address === '::') return null;
  return address.includes(':') ? `${address}/64` : `${address}/24`;
}

export const PAIR_MARKS = Mark.paired | Mark.relayed | Mark.overTcp | Mark.overIpv6;
