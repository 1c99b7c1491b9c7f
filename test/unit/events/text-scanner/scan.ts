import fc from 'fast-check';
import { expect } from 'vitest';
import type { EventHeader, ScannerSink, Stretch } from '../../../../src/events/header.js';
import { newScanner } from '../../../../src/events/scanner.js';
import type { KernelKind } from '../../../../src/events/wasm/kernel.js';

/** The scanner in TypeScript alone is what the others are compared with. */
export const KINDS = ['simd', 'scalar'] as const satisfies readonly KernelKind[];

export type Told =
  | (Omit<
      EventHeader,
      'json' | 'sessionLow' | 'sessionHigh' | 'handleLow' | 'handleHigh' | 'slot' | 'isOfSameHandle' | 'isSample'
    > & { readonly json: string })
  | (Omit<Stretch, 'sample'> & { readonly sample: string });

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

/** An id's two halves say the same as its text. */
function checkId(text: string, low: number, high: number): void {
  if (low !== 0 || high !== 0) expect(String((BigInt(high) << 32n) | BigInt(low))).toBe(text);
}

function toldEvent(header: EventHeader): Told {
  const { sessionId, handleId } = header;
  checkId(sessionId, header.sessionLow, header.sessionHigh);
  checkId(handleId, header.handleLow, header.handleHigh);
  return {
    offset: header.offset,
    length: header.length,
    line: header.line,
    wrapping: header.wrapping,
    type: header.type,
    subtype: header.subtype,
    timestamp: header.timestamp,
    emitter: header.emitter,
    sessionId,
    handleId,
    opaqueId: header.opaqueId,
    json: decoder.decode(header.json),
    bodyStart: header.bodyStart,
    bodyEnd: header.bodyEnd,
    bodyHash: header.bodyHash,
  };
}

/** Notes all that a scanner tells. */
export function noting(): { told: Told[]; sink: ScannerSink } {
  const told: Told[] = [];
  const sink: ScannerSink = {
    event: (header) => told.push(toldEvent(header)),
    stretch: (stretch) => told.push({ ...stretch, sample: decoder.decode(stretch.sample) }),
  };
  return { told, sink };
}

/** Everything a scanner tells of bytes that come in pieces of the given sizes (the last size is repeated). */
export function scan(kind: KernelKind | null, bytes: Uint8Array, sizes: readonly number[]): Told[] {
  const { told, sink } = noting();
  const scanner = newScanner(sink, kind);
  let from = 0;
  for (let k = 0; from < bytes.length; k++) {
    const size = Math.max(1, sizes[Math.min(k, sizes.length - 1)] ?? bytes.length);
    const piece = bytes.subarray(from, from + size);
    // Every other piece is written to where the scanner wants it.
    const room = k % 2 === 0 ? piece : scanner.room(piece.length);
    room.set(piece);
    scanner.push(room);
    from += size;
  }
  scanner.end();
  expect(scanner.position).toBe(bytes.length);
  return told;
}

/** All kernels tell of the bytes, however cut, what TypeScript alone tells of them in one piece. */
export function expectSame(bytes: Uint8Array, ...cuts: (readonly number[])[]): Told[] {
  const expected = scan(null, bytes, [bytes.length]);
  for (const kind of [null, ...KINDS])
    for (const sizes of [[bytes.length], ...cuts]) expect(scan(kind, bytes, sizes)).toEqual(expected);
  return expected;
}

export const eventsOf = (told: readonly Told[]): Told[] => told.filter((one) => 'type' in one);

/** Sizes of pieces, from single bytes to some kilobytes. */
export const someSizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5000 })), {
  minLength: 1,
  maxLength: 40,
});
