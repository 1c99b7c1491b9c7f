import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BytesReader, BytesWriter } from '../../../../src/analysis/index-on-disk/columns-as-bytes.js';
import { ColumnsDisagree } from '../../../../src/events/kept-columns.js';
import { bytesOf as bytesOfLog, corpusLogs } from '../../corpus/corpus.js';
import { random } from '../../corpus/random.js';
import { MS, OTHER, Story } from '../../story.js';
import { bytesOf, made, read, told } from './kept.js';

const encoder = new TextEncoder();

test.each(corpusLogs.map((log) => [log.name, log] as const))('%s: made again, it tells the same', (_, log) => {
  const before = read([bytesOfLog(log)]);
  expect(told(made(bytesOf(before)))).toBe(told(before));
});

test('several logs as one story, made again, tell the same', () => {
  const logs = corpusLogs.slice(0, 4).map(bytesOfLog);
  const before = read(logs);
  expect(told(made(bytesOf(before), logs.length))).toBe(told(before));
});

test.each(corpusLogs.map((log) => [log.name, log] as const))('%s: goes on where it was cut', (_, log) => {
  const bytes = bytesOfLog(log);
  const whole = told(read([bytes]));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: bytes.length }), (size) => {
      const again = made(bytesOf(read([bytes.slice(0, size)])));
      const from = again.resume();
      // What was told of the end is more than can be taken back: it is read from its beginning.
      if (from === null) return;
      again.push(bytes.slice(from));
      again.end();
      if (!again.astray) expect(told(again)).toBe(whole);
    }),
    { numRuns: 2 },
  );
});

test('a text is kept as it is, whatever it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.string({ unit: 'binary' }))), (texts) => {
      // Halves of characters as well: JSON can name them.
      const all = [...texts, '\ud800', null, '', '\u00ff'];
      const pieces: Uint8Array[] = [];
      new BytesWriter((bytes) => pieces.push(bytes.slice())).texts(all);
      expect(new BytesReader(new Uint8Array(Buffer.concat(pieces))).texts()).toEqual(all);
    }),
  );
});

test('bytes that were changed make another log or none, and never a fault', () => {
  const story = new Story()
    .started(0, '1.1.2', 5)
    .update(1, 2)
    .transport(1 * MS, 'c1', 'connected');
  story
    .created(2 * MS)
    .handle(3 * MS, 'attached')
    .created(4 * MS, OTHER)
    .session(5 * MS, OTHER, 'destroyed');
  story
    .transport(6 * MS, 'c1', 'disconnected')
    .handle(6 * MS, 'detached')
    .request(7 * MS, true)
    .shutdown(8 * MS);
  const damaged = encoder.encode('{"type":1,"event":{"name":"destr\n');
  const bytes = bytesOf(read([new Uint8Array([...story.bytes, ...damaged])]));
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const chance = random(seed);
      const changed = bytes.slice();
      for (let k = 1 + chance.below(3); k > 0; k--) changed[chance.below(changed.length)]! ^= 1 << chance.below(8);
      try {
        made(changed.subarray(0, chance.below(4) === 0 ? chance.below(changed.length) & -8 : changed.length));
      } catch (error) {
        expect(error).toBeInstanceOf(ColumnsDisagree);
      }
    }),
    { numRuns: 1000 },
  );
});
