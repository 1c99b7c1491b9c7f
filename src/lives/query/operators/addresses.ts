/** How addresses are compared: however they are written, by a pattern with stars, or by the network they are in. */
import * as l10n from '@vscode/l10n';
import type { Subject } from '../subjects/subject.js';
import { pattern, ValueProblem, type TestOf } from './tests.js';

/** Addresses come again and again; more than these are not kept. */
const MOST_KNOWN = 10_000;

/** Test for the addresses of a subject. */
export function addresses(of: (subject: Subject) => readonly string[]): TestOf {
  return (value) => {
    const matches = value.includes('/') ? network(value) : pattern(bare(value));
    const known = new Map<string, boolean>();
    const has = (address: string): boolean => {
      let found = known.get(address);
      if (found === undefined) {
        found = matches(bare(address));
        if (known.size < MOST_KNOWN) known.set(address, found);
      }
      return found;
    };
    return (subject) => of(subject).some(has);
  };
}

/** Without brackets and zone, and as IPv4 where it is that: WebSockets tell `::ffff:192.0.2.7`. */
const bare = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');

/** Test for being in a network as `192.0.2.0/24` or `2001:db8::/32`. */
function network(value: string): (address: string) => boolean {
  const [, address = '', length = ''] = /^([^/]*)\/(\d{1,3})$/.exec(value) ?? [];
  const wanted = bitsOf(bare(address));
  if (wanted === null || Number(length) > wanted.length)
    throw new ValueProblem(l10n.t('an address as 192.0.2.7, 192.0.2.*, 192.0.2.0/24, 2001:db8::/32'));
  const prefix = wanted.slice(0, Number(length));
  return (told) => {
    const bits = bitsOf(told);
    return bits?.length === wanted.length && bits.startsWith(prefix);
  };
}

/** The 32 or 128 bits of an address as a text of 0 and 1; null for what is none. */
function bitsOf(address: string): string | null {
  const four = fourBits(address);
  if (four !== null || !address.includes(':')) return four;
  const [head = '', tail, ...more] = address.split('::').map(groupsOf);
  if (head === null || tail === null || more.length > 0) return null;
  if (tail === undefined) return head.length === 128 ? head : null;
  return head.length + tail.length < 128 ? head + tail.padStart(128 - head.length, '0') : null;
}

/** Groups between colons, of which the last may be an IPv4 address. */
function groupsOf(groups: string): string | null {
  if (groups === '') return '';
  const bits = groups
    .split(':')
    .map((group) => (/^[\da-f]{1,4}$/.test(group) ? binary(parseInt(group, 16), 16) : fourBits(group)));
  return bits.includes(null) ? null : bits.join('');
}

function fourBits(address: string): string | null {
  const parts = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) ? address.split('.').map(Number) : [];
  return parts.length === 4 && parts.every((part) => part < 256) ? parts.map((part) => binary(part, 8)).join('') : null;
}

const binary = (number: number, size: number): string => number.toString(2).padStart(size, '0');
