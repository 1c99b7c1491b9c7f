import type { Wrapping } from '../events/header.js';

/** The form of a log in words, such as "indented JSON arrays, after line prefixes, gzip". */
export function formatName(log: {
  readonly events: number;
  readonly lines: number;
  readonly indented: boolean;
  readonly array: boolean;
  readonly gzip: boolean;
  readonly wrappings: Readonly<Record<Wrapping, number>>;
}): string {
  if (log.events === 0) return 'no Janus events';
  const base = log.indented
    ? 'indented JSON'
    : log.array
      ? 'JSON'
      : log.lines >= log.events
        ? 'JSON Lines'
        : 'concatenated JSON';
  const parts = [log.array ? `${base} arrays` : base];
  const { prefix, envelope, string } = log.wrappings;
  if (prefix * 2 > log.events) parts.push('after line prefixes');
  if (envelope * 2 > log.events) parts.push('in envelopes');
  if (string * 2 > log.events) parts.push('escaped in strings');
  if (log.gzip) parts.push('gzip');
  return parts.join(', ');
}

/** The first byte that is neither white space nor of a BOM, or -1. */
export const firstByteOf = (bytes: Uint8Array): number => bytes.find((c) => c > 0x20 && c < 0x80) ?? -1;
