/** Who may send GELF: it knows no password, so it is by address. Node only. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { GelfOptions } from './gelf-tcp-source.js';
import { addressText, isLoopback } from './listening.js';
import { SourceProblem } from './live-source.js';

export interface Peers {
  may(address: string): boolean;
}

/** Reads the addresses of `options`. Throws {@link SourceProblem} for none where one is needed, or what is none. */
export function allowedPeers(options: GelfOptions): Peers {
  const { host, from } = options;
  if (from.length === 0) {
    if (isLoopback(host)) return { may: () => true };
    throw new SourceProblem(
      `On ${addressText(options)} everybody in the network could send events. Say which addresses may, or listen on 127.0.0.1.`,
    );
  }
  const list = new BlockList();
  const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');
  for (const one of from) {
    const [address = '', bits] = one.split('/');
    const most = isIPv6(address) ? 128 : 32;
    if (isIP(address) === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new SourceProblem(`"${one}" is no address such as 10.1.2.3 or 10.1.0.0/16.`);
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return { may: (address) => isIP(address) !== 0 && list.check(address, family(address)) };
}
