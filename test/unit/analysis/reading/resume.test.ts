import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import { MOST_TAKEN_BACK } from '../../../../src/events/header.js';
import type { LogReport } from '../../../../src/sessions/log-report.js';
import { bytesOf, corpusLogs } from '../../corpus/corpus.js';
import { random } from '../../corpus/random.js';

/** The report as values, whatever is put together when it is asked for. */
const plain = (report: LogReport): unknown => JSON.parse(JSON.stringify(report));

function whole(bytes: Uint8Array): unknown {
  const analyser = new ReportBuilder();
  analyser.begin('log');
  analyser.push(bytes);
  analyser.end();
  return plain(analyser.finish().report);
}

/** Judges a log at each of its sizes on the way; returns how often it had to begin from the beginning. */
function grow(bytes: Uint8Array, sizes: readonly number[], check: (report: unknown, size: number) => void): number {
  let restarts = 0;
  let analyser: ReportBuilder | null = null;
  const begin = (size: number): ReportBuilder => {
    const fresh = new ReportBuilder();
    fresh.begin('log');
    fresh.push(bytes.slice(0, size));
    fresh.end();
    return fresh;
  };
  for (const size of sizes) {
    const from: number | null = analyser?.resume() ?? null;
    if (analyser !== null && from !== null) {
      analyser.push(bytes.slice(from, size));
      analyser.end();
    }
    if (analyser === null || from === null || analyser.astray) {
      if (analyser !== null) restarts++;
      analyser = begin(size);
    }
    check(plain(analyser.finish().report), size);
  }
  return restarts;
}

const encoder = new TextEncoder();

test.each(corpusLogs.map((log) => [log.name, log] as const))(
  '%s: judged while it grows, as if read at once',
  (_, log) => {
    const bytes = bytesOf(log);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const chance = random(seed);
        const cuts = Array.from({ length: 6 }, () => chance.below(bytes.length));
        const sizes = [...cuts.sort((a, b) => a - b), bytes.length];
        grow(bytes, sizes, (report, size) => {
          expect(report).toEqual(whole(bytes.subarray(0, size)));
        });
      }),
      { numRuns: bytes.length > 200_000 ? 1 : 3 },
    );
  },
);

/** Events in all the ways they can be wrapped, damaged, and stood between. */
function mixed(seed: number): Uint8Array {
  const chance = random(seed);
  let at = 1795417000000000;
  const event = (): string => {
    at += chance.below(900_000);
    const session_id = 1 + chance.below(4);
    const name = chance.pick(['created', 'destroyed', 'timeout']);
    return chance.chance(0.7)
      ? JSON.stringify({ emitter: 'a', type: 1, timestamp: at, session_id, event: { name } })
      : JSON.stringify(
          { type: 2, timestamp: at, session_id, handle_id: 7, event: { name: 'attached', plugin: 'p' } },
          null,
          1,
        );
  };
  const line = (): string => {
    switch (chance.below(9)) {
      case 0:
        return `{"version":"1.1","short_message":"x","inner":${event()},"more":${event()},"end":1}\n`;
      case 1:
        return `${JSON.stringify({ log: `${event()}\n${event()}\n`, stream: 'stdout' })}\n`;
      case 2:
        return `/janus/events ${event().replaceAll('\n', '')}\n`;
      case 3:
        return `${event().slice(0, 20 + chance.below(60))}\n`;
      case 4:
        return `it"s other text ${chance.chance(0.5) ? event() : ''}\r\n`;
      case 5:
        return `[${event()},${event()}]\0`;
      case 6:
        return `{"type":64,"timestamp":${String(at)},"session_id":1,"event":{"plugin":"p","data":${event()}}}\n`;
      case 7:
        return `{"a":{"b":[${event()},{"c":"destroyed ${event().slice(0, 30)}`;
      default:
        return `${event()}\n`;
    }
  };
  return encoder.encode(Array.from({ length: 2 + chance.below(10) }, line).join(''));
}

test('wrapped, damaged and among other text, byte by byte and in leaps', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const bytes = mixed(seed);
      const chance = random(seed + 1);
      const sizes: number[] = [];
      for (let size = 0; size < bytes.length;) {
        size += 1 + (chance.chance(0.5) ? chance.below(4) : chance.below(300));
        sizes.push(Math.min(size, bytes.length));
      }
      grow(bytes, sizes, (report, size) => {
        expect(report).toEqual(whole(bytes.subarray(0, size)));
      });
    }),
    { numRuns: 150 },
  );
});

test('a log of whole and half lines is never read from its beginning again', () => {
  const line = (k: number): string =>
    `${JSON.stringify({ log: `{"type":1,"timestamp":${String(1795417000000000 + k)},"session_id":${String(k)},"event":{"name":"created"}}\n`, stream: 'stdout', time: 'x' })}\n`;
  const bytes = encoder.encode(Array.from({ length: 20 }, (_, k) => line(k)).join(''));
  const first = line(0).length;
  const sizes = Array.from({ length: Math.floor((bytes.length - first) / 7) }, (_, k) => first + k * 7);
  expect(grow(bytes, sizes, () => undefined)).toBe(0);
});

test('an envelope of very many events, read again when it grows', () => {
  const event = (n: number): string =>
    `{"emitter":"a","type":1,"timestamp":${String(1795417000000000 + n)},"session_id":${String(n)},"event":{"name":"created"}}`;
  const events = Array.from({ length: MOST_TAKEN_BACK + 50 }, (_, n) => event(n + 1));
  const bytes = encoder.encode(`${event(0)}\n{"hits":[${events.join(',')}]}\n`);
  const sizes = [bytes.length - 500, bytes.length - 200, bytes.length];
  const restarts = grow(bytes, sizes, (report, size) => {
    expect(report).toEqual(whole(bytes.subarray(0, size)));
  });
  expect(restarts).toBe(2);
});

test('very much damage, of which only the end is taken back', () => {
  const event = (n: number, name: string): string =>
    `{"emitter":"a","type":1,"timestamp":${String(1795417000000000 + n)},"session_id":${String(n)},"event":{"name":"${name}"}}`;
  const damaged = Array.from(
    { length: 2 * MOST_TAKEN_BACK + 50 },
    (_, n) => `${event(n + 1, 'timeout').slice(0, -4)}\n`,
  );
  const whole1 = `${event(1, 'created')}\n`;
  const bytes = encoder.encode(`${whole1}${damaged.map((line) => line + whole1).join('')}${event(3, 'destroyed')}\n`);
  grow(bytes, [bytes.length - 20, bytes.length - 3, bytes.length], (report, size) => {
    expect(report).toEqual(whole(bytes.subarray(0, size)));
  });
});
