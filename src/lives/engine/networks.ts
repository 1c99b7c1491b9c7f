/** The network of an address: what addresses of one household, office or carrier have in common. */

/** "203.0.113.0" of an IPv4 address (/24), "2001:db8:1:2::" of an IPv6 address (/64); '' of what is neither, as of mDNS. */
export function networkOf(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(bare);
  if (four !== null) return `${four[1]!}.0`;
  if (!/^[\da-f:.]{2,45}$/i.test(bare) || !bare.includes(':')) return '';
  // The last two groups may be written as an IPv4 address.
  const plain = bare.toLowerCase().replace(/:\d+\.\d+\.\d+\.\d+$/, ':0:0');
  const [head, tail] = plain.split('::') as [string, string | undefined];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '') || '0').join(':')}::`;
}
