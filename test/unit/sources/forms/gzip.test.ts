import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { gunzip as byZlib } from '../../../../src/sources/forms/gunzip.js';
import { gunzip as inBrowsers } from '../../../../src/sources/forms/gunzip.web.js';
import { event } from '../../live/events.js';

/** What is read of a file that comes in pieces, and what is said of the rest. */
async function readBy(
  gunzip: typeof byZlib,
  file: Uint8Array,
  cuts: readonly number[],
): Promise<{ text: string; told: string[] }> {
  const told: string[] = [];
  const parts: Buffer[] = [];
  for await (const part of gunzip({ bytes: pieces(file, cuts), again: () => pieces(file, cuts) }, (problem) =>
    told.push(problem),
  ))
    parts.push(Buffer.from(part));
  return { text: Buffer.concat(parts).toString(), told };
}

async function* pieces(file: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts, file.length]) {
    await Promise.resolve();
    // A reader may use its memory again for the next piece.
    const piece = new Uint8Array(file.subarray(from, cut));
    yield piece;
    piece.fill(0);
    from = cut;
  }
}

/** Members of a file, as rotation and `cat a.gz b.gz` make them: each has lines of its own. */
const members = fc
  .array(fc.record({ lines: fc.integer({ min: 0, max: 60 }), level: fc.constantFrom(0, 1, 9) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) => {
    let n = 0;
    return all.map(({ lines, level }) => {
      const text = Array.from({ length: lines }, () => `${event(n++)}\n`).join('');
      return { text, bytes: gzipSync(text, { level }) };
    });
  });
/** Places in a file, as parts of its length. */
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
const at = (parts: readonly number[], length: number): number[] =>
  parts.map((part) => Math.floor(part * length)).sort((a, b) => a - b);

/** The text of the members that end at or before a place. */
function wholeBefore(all: readonly { text: string; bytes: Uint8Array }[], place: number): string {
  let end = 0;
  return all
    .filter(({ bytes }) => (end += bytes.length) <= place)
    .map(({ text }) => text)
    .join('');
}

describe.each([
  ['zlib', byZlib],
  ['what browsers have', inBrowsers],
] as const)('with %s', (_, gunzip) => {
  const read = (file: Uint8Array, cuts: readonly number[]) => readBy(gunzip, file, cuts);

  test('members of gzip are one text, wherever the reading is cut', async () => {
    await fc.assert(
      fc.asyncProperty(members, places, async (all, cuts) => {
        const file = Buffer.concat(all.map(({ bytes }) => bytes));
        const text = all.map((member) => member.text).join('');
        expect(await read(file, at(cuts, file.length))).toEqual({ text, told: [] });
      }),
      { numRuns: 60, seed: 3533 },
    );
  });

  test('a log that was appended to a compressed one is read with it', async () => {
    await fc.assert(
      fc.asyncProperty(members, places, async (all, cuts) => {
        const lines = `${event(7001)}\n${event(7002)}\n`;
        const file = Buffer.concat([...all.map(({ bytes }) => bytes), Buffer.from(lines)]);
        const text = all.map((member) => member.text).join('') + lines;
        expect(await read(file, at(cuts, file.length))).toEqual({ text, told: [] });
      }),
      { numRuns: 40, seed: 3533 },
    );
  });

  test('zeros that fill up blocks behind members and between them are passed over', async () => {
    const zeros = fc.nat({ max: 600 }).map((size) => Buffer.alloc(size));
    await fc.assert(
      fc.asyncProperty(members, fc.array(zeros, { minLength: 5, maxLength: 5 }), places, async (all, fill, cuts) => {
        const file = Buffer.concat(all.flatMap(({ bytes }, k) => [bytes, fill[k]!]));
        const text = all.map((member) => member.text).join('');
        expect(await read(file, at(cuts, file.length))).toEqual({ text, told: [] });
        const more = Buffer.concat([file, Buffer.from('no gzip')]);
        expect(await read(more, at(cuts, more.length))).toEqual({
          text,
          told: [expect.stringContaining('that are no gzip')],
        });
      }),
      { numRuns: 40, seed: 3533 },
    );
  });

  test('of a file that is cut within a member all is read up to the cut, and it is said', async () => {
    await fc.assert(
      fc.asyncProperty(members, places, fc.double({ min: 0, max: 1, noNaN: true }), async (all, cuts, part) => {
        const whole = Buffer.concat(all.map(({ bytes }) => bytes));
        const file = whole.subarray(0, Math.max(2, Math.floor(part * whole.length)));
        const { text, told } = await read(file, at(cuts, file.length));
        const before = wholeBefore(all, file.length);
        expect(all.map((member) => member.text).join('')).toContain(text);
        expect(text.startsWith(before)).toBe(true);
        let end = 0;
        const isWhole = all.some(({ bytes }) => (end += bytes.length) === file.length);
        expect(told).toEqual(isWhole ? [] : [expect.stringContaining('is cut')]);
      }),
      { numRuns: 60, seed: 3533 },
    );
  });

  test('of a file that is damaged all members before the damage are read, and it is said', async () => {
    await fc.assert(
      fc.asyncProperty(
        members.filter((all) => all.some(({ text }) => text !== '')),
        places,
        fc.nat(),
        async (all, cuts, seed) => {
          const file = Buffer.concat(all.map(({ bytes }) => bytes));
          // The first bytes say that it is gzip at all.
          const place = 10 + (seed % (file.length - 10));
          file[place]! ^= 0xff;
          const { text, told } = await read(file, at(cuts, file.length));
          expect(text.startsWith(wholeBefore(all, place))).toBe(true);
          // Some bytes of a header say nothing that matters.
          if (told.length === 0) expect(text).toBe(all.map((member) => member.text).join(''));
        },
      ),
      { numRuns: 20, seed: 3533 },
    );
  });
});
