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

export const PAIR_MARKS = Mark.paired | Mark.relayed | Mark.overTcp | Mark.overIpv6;
