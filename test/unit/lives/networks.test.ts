import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from '../../../src/lives/engine/networks.js';
import { networkIn } from '../../../src/lives/kinds/peerconnection/pair.js';

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['[2001:DB8::1]', '2001:db8:0:0::'],
  ['2001:0db8:0001::1', '2001:db8:1:0::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::1', '0:0:0:0::'],
  ['6f8a3a3e-1.local', ''],
  ['', ''],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('addresses of one network, and no others, have the same', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(255), (address, last) => {
      const other = address.replace(/\d+$/, String(last));
      expect(networkOf(other)).toBe(networkOf(address));
    }),
  );
  fc.assert(fc.property(fc.ipV6(), (address) => networkOf(address) !== ''));
  fc.assert(fc.property(fc.string(), (text) => typeof networkOf(text) === 'string'));
});

test.each([
  ['0:0 [host,udp] <-> 203.0.113.0:0 [srflx,udp]', '203.0.113.0/24'],
  ['::0:0 [host,udp] <-> 2001:db8:1:2:::0 [relay,tcp]', '2001:db8:1:2::/64'],
  ['0:0 [host,udp] <-> 0:0 [host,udp]', null],
  ['1 <-> 2', null],
])('of a pair %s the peer is in %s', (pair, network) => {
  expect(networkIn(pair)).toBe(network);
});
