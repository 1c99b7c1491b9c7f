/** Compares what kernels and batches leave in the tables with what the reference leaves. */
import { expect } from 'vitest';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import { BatchTeller } from '../../../../src/events/batches/tell-batch.js';
import { BatchWriter } from '../../../../src/events/batches/batch-writer.js';
import type { ScannerSink } from '../../../../src/events/header.js';
import { newScanner } from '../../../../src/events/scanner.js';
import type { KernelKind } from '../../../../src/events/wasm/kernel.js';
import { addressOf, opaqueIdOf, pluginOf, type Facts } from '../../../../src/sessions/collecting/facts.js';

/** All that the table and its neighbours have of every event, emitter and handle. */
function tablesOf(facts: Facts, lives: unknown): unknown {
  const { table, emitterList, owners, creations, damagedEnds } = facts;
  const events = Array.from({ length: table.count }, (_, i): unknown[] => [
    ...(Object.values(table.place(i)) as unknown[]),
    ...[table.type(i), table.subtype(i), table.role(i), table.owner(i), table.handle(i), table.isPlain(i)],
  ]);
  const byOwner = table.byOwner();
  return {
    lives,
    events,
    emitters: emitterList.map(({ requests, heartbeats, namelessEnds, ...emitter }) => ({
      ...emitter,
      more: [
        [...requests.event.whole()],
        [...requests.mark.whole()],
        [...heartbeats.event.whole()],
        [...namelessEnds.whole()],
      ],
    })),
    addresses: Array.from({ length: creations.count }, (_, k) => addressOf(facts, k)),
    damagedSeconds: [...damagedEnds.seconds.entries()],
    owners: Array.from({ length: owners.count }, (_, k) => [
      owners.text(k),
      [...byOwner.of(k)],
      [...(byOwner.decisiveOf(k) ?? [])],
    ]),
  };
}

const namesOf = (facts: Facts): unknown =>
  Array.from({ length: facts.handles.count }, (_, k) => [
    facts.handles.text(k),
    pluginOf(facts, k),
    opaqueIdOf(facts, k),
  ]);

/** What is told of a log that comes in pieces of `size` bytes; `kind` null is the reference, which has no plain events. */
function told(bytes: Uint8Array, kind: KernelKind | null, size: number, apart = false): unknown {
  const builder = new ReportBuilder({ lives: true });
  builder.begin('log');
  const { sink } = builder;
  const reference: ScannerSink = {
    event: (header) => {
      sink.event(header);
    },
    stretch: (stretch) => {
      sink.stretch(stretch);
    },
  };
  const writer = apart ? new BatchWriter((...kind) => sink.decides!(...kind)) : null;
  const teller = new BatchTeller(sink);
  const scanner = newScanner(writer ?? (kind === null ? reference : sink), kind);
  const handOver = (): void => {
    const batch = writer?.take();
    if (batch) teller.tell(structuredClone(batch));
  };
  for (let from = 0; from < bytes.length; from += size) {
    scanner.push(bytes.slice(from, from + size));
    handOver();
  }
  scanner.end();
  handOver();
  const { report, lives } = builder.finish();
  const { facts } = builder;
  return {
    logs: report.logs.map(({ events, duplicates, malformed, format }) => ({ events, duplicates, malformed, format })),
    tables: tablesOf(facts, lives?.count),
    names: namesOf(facts),
  };
}

/** All kernels, and batches, leave the tables of the reference: for a log that comes in pieces of `size` bytes. */
export function expectSame(bytes: Uint8Array, size: number): void {
  const expected = told(bytes, null, bytes.length || 1);
  for (const kind of ['simd', 'scalar'] as const) {
    expect(told(bytes, kind, size)).toEqual(expected);
    expect(told(bytes, kind, size, true)).toEqual(expected);
  }
}
