/** A log read by a builder, as bytes of an index, and made again from them. */
import { BytesReader, BytesWriter } from '../../../../src/analysis/index-on-disk/columns-as-bytes.js';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import { KIND_NAMES } from '../../../../src/lives/registry.js';
import { written } from '../../../../src/reports/report.js';

export function read(logs: readonly Uint8Array[]): ReportBuilder {
  const builder = new ReportBuilder({ lives: true });
  for (const [k, bytes] of logs.entries()) {
    builder.begin(`log ${String(k)}`);
    builder.push(bytes);
    builder.end();
  }
  return builder;
}

export function bytesOf(builder: ReportBuilder): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  builder.write(new BytesWriter((bytes) => pieces.push(bytes.slice())));
  return new Uint8Array(Buffer.concat(pieces));
}

/** Throws ColumnsDisagree. */
export function made(bytes: Uint8Array<ArrayBuffer>, logs = 1): ReportBuilder {
  const builder = new ReportBuilder({ lives: true });
  const reader = new BytesReader(bytes);
  builder.read(
    reader,
    Array.from({ length: logs }, (_, k) => `log ${String(k)}`),
  );
  reader.end();
  return builder;
}

/** All that reports tell, lives included. */
export function told(builder: ReportBuilder): string {
  const { report, lives } = builder.finish();
  const selection = { kinds: new Set(KIND_NAMES), at: null, room: null, where: null };
  const writing = { paths: ['-'], version: '0', colour: false };
  const pieces = written('json', report, writing, { lives: lives!, selection }) as Iterable<string>;
  const { logs, emitters, marks, span } = report;
  return [...pieces, JSON.stringify({ logs, emitters, marks, span })].join('');
}
