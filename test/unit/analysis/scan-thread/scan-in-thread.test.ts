/** What another thread scans and hands over in batches means the same as what is scanned here. */
import { Beginning } from '../../../../src/analysis/reading/format.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import { BatchTeller } from '../../../../src/events/batches/tell-batch.js';
import { BatchWriter } from '../../../../src/events/batches/batch-writer.js';
import { memoryOf, type EventBatch } from '../../../../src/events/batches/batch.js';
import { newScanner } from '../../../../src/events/scanner.js';
import { hasBodyThatCounts } from '../../../../src/events/types.js';
import { bytesOf as factsBytes } from '../../../../src/sessions/collecting/facts.js';
import { jsonReport } from '../../../../src/reports/json.js';
import { bytesOf, corpusLogs } from '../../corpus/corpus.js';
import { ID, OTHER, Story } from '../../story.js';

interface Result {
  readonly report: string;
  readonly names: readonly string[];
  readonly memory: number;
}

function resultOf(analyser: ReportBuilder): Result {
  const { report } = analyser.finish();
  const { sessions } = report;
  const names = Array.from(sessions, ({ index, handles }) => `${sessions.label(index)} ${JSON.stringify(handles)}`);
  return { report: [...jsonReport(report)].join(''), names, memory: factsBytes(analyser.facts) };
}

function piecesOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) =>
    Uint8Array.from(bytes.subarray(k * size, (k + 1) * size)),
  );
}

function here(logs: readonly Uint8Array[], size: number): Result {
  const analyser = new ReportBuilder();
  for (const bytes of logs) {
    analyser.begin('log');
    for (const piece of piecesOf(bytes, size)) analyser.push(piece);
    analyser.end();
  }
  return resultOf(analyser);
}

/** Crosses to the other thread. */
const handedOver = (batch: EventBatch): EventBatch => structuredClone(batch, { transfer: memoryOf(batch) });

function apart(logs: readonly Uint8Array[], size: number, piecesInBatch: number): Result {
  const analyser = new ReportBuilder();
  for (const bytes of logs) {
    analyser.begin('log');
    const writer = new BatchWriter(hasBodyThatCounts);
    const scanner = newScanner(writer);
    const teller = new BatchTeller(analyser.sink);
    const handOver = (): void => {
      const batch = writer.take();
      if (batch === null) return;
      const there = handedOver(batch);
      teller.tell(there);
      writer.reuse(handedOver({ ...there, parts: [] }));
    };
    for (const [k, piece] of piecesOf(bytes, size).entries()) {
      scanner.push(piece);
      piece.fill(0x7b);
      if (k % piecesInBatch === 0) handOver();
    }
    scanner.end();
    handOver();
    const beginning = new Beginning();
    beginning.note(bytes);
    const { position } = scanner;
    analyser.endOfThread({
      forms: [],
      foreign: null,
      serverLines: false,
      problem: null,
      bytes: position,
      read: position,
      array: beginning.isArray,
      resumption: null,
    });
  }
  return resultOf(analyser);
}

/** A report is long: where two begin to differ tells enough. */
function expectSame(one: Result, other: Result): void {
  const length = Math.min(one.report.length, other.report.length);
  let k = 0;
  while (k < length && one.report[k] === other.report[k]) k++;
  expect(one.report.slice(Math.max(0, k - 200), k + 200)).toBe(other.report.slice(Math.max(0, k - 200), k + 200));
  expect(one.names).toEqual(other.names);
  expect(one.memory).toBe(other.memory);
}

describe('a log scanned apart is told of in the same words', () => {
  test.each(corpusLogs.map((log) => [log.name, log] as const))('%s', (_name, log) => {
    const bytes = bytesOf(log);
    expectSame(apart([bytes], 64 * 1024, 3), here([bytes], 64 * 1024));
    expectSame(apart([bytes], 1000, 1), here([bytes], 1000));
  });

  test('several logs, the same one twice', () => {
    const logs = corpusLogs.filter(({ name }) => /1\.1\.2.*(churn|videoroom)/.test(name)).map(bytesOf);
    const all = [...logs, ...logs];
    expectSame(apart(all, 10_000, 2), here(all, 10_000));
  });

  const emitter = fc.constantFrom('one', 'two', '', 'a "quoted" name é');
  const id = fc.constantFrom(ID, OTHER, '7', 'text');
  const step = fc.record({
    emitter,
    id,
    handle: fc.constantFrom('77', '78', 'h'),
    opaque: fc.constantFrom(null, 'bob', 'é"'),
  });

  test('logs of several servers with the same ids, and handles that are named late', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 50, max: 5000 }),
        (steps, size) => {
          const lines = steps.map(({ emitter: name, id: session, handle, opaque }, k) => {
            const story = new Story(name);
            const header = {
              type: k % 5 === 0 ? 2 : 32,
              session_id: session,
              handle_id: handle,
              ...(opaque ? { opaque_id: opaque } : {}),
            };
            return story.event(k * 1000, header, k % 5 === 0 ? { name: 'attached', plugin: 'p' } : { media: 'audio' })
              .bytes;
          });
          const bytes = Uint8Array.from(lines.flatMap((line) => [...line]));
          expectSame(apart([bytes], size, 2), here([bytes], size));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('an envelope of which a part is not plain, text in between, and damage', () => {
    const events = new Story().created(0).handle(10, 'attached').stats(20).session(30, ID, 'destroyed').bytes;
    const text = new TextDecoder().decode(events);
    const [first, second, third, fourth] = text.trimEnd().split('\n') as [string, string, string, string];
    const log = [
      `{"hits":[{"_source":${first}},`,
      `some other text`,
      second,
      third.slice(0, 40),
      JSON.stringify({ log: `${third}\n` }),
      `topic ${fourth}`,
    ].join('\n');
    const bytes = new TextEncoder().encode(log);
    for (const size of [7, 100, 10_000]) expectSame(apart([bytes], size, 1), here([bytes], size));
  });
});
