/** Who may send over a protocol that knows no password, as GELF and nanomsg: it is by address. Node only. */
import * as l10n from '@vscode/l10n';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { addressText, isLoopback, type Address } from './listening.js';
import { networkOf } from './networks.js';
import { SourceProblem } from '../live-source.js';

export interface GuardedAddress extends Address {
  /**
   * Addresses that may send, such as `10.1.0.0/16`. Without one only programs of this machine, and then `host` must be
   * a loopback address.
   */
  readonly from: readonly string[];
}

export interface Peers {
  may(address: string): boolean;
}

/** Reads the addresses of `options`. Throws {@link SourceProblem} for none where one is needed, or what is none. */
export function allowedPeers(options: GuardedAddress): Peers {
  const { host, from } = options;
  if (from.length === 0) {
    if (isLoopback(host)) return { may: () => true };
    throw new SourceProblem(
      l10n.t(
        'On {0} everybody in the network could send events. Say which addresses may, or listen on 127.0.0.1.',
        addressText(options),
      ),
    );
  }
  const list = new BlockList();
  for (const text of from) {
    const network = networkOf(text);
    if (network === null) throw new SourceProblem(l10n.t('"{0}" is no address such as 10.1.2.3 or 10.1.0.0/16.', text));
    list.addSubnet(network.address, network.bits, network.family);
  }
  return { may: (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4') };
}
