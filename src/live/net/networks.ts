/** Networks as people write them: `10.1.2.3`, `10.1.0.0/16`, `2001:db8::/32`. */
import { isIP, isIPv6 } from 'node:net';

export interface Network {
  readonly address: string;
  /** Leading bits that its addresses have in common. */
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Null: `text` is none. */
export function networkOf(text: string): Network | null {
  const [address = '', digits, more] = text.split('/');
  const most = isIPv6(address) ? 128 : 32;
  const bits = digits === undefined ? most : /^\d{1,3}$/.test(digits) ? Number(digits) : NaN;
  if (isIP(address) === 0 || !(bits <= most) || more !== undefined) return null;
  return { address, bits, family: most === 128 ? 'ipv6' : 'ipv4' };
}
