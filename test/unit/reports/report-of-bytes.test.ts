/** Reports of bytes, as browsers make them, are those that the command line writes of the file. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseFiles } from '../../../src/analysis/reading/read-logs.js';
import { readExpected, writtenExpected } from '../../../src/expected/expected-file.js';
import { expectedOf } from '../../../src/expected/expected-finding.js';
import { baselineOf } from '../../../src/reports/baseline.js';
import { fingerprintOf } from '../../../src/reports/fingerprint.js';
import { FILE_FORMATS, type FileFormat } from '../../../src/reports/formats.js';
import { reportOfBytes } from '../../../src/reports/report-of-bytes.js';
import { written } from '../../../src/reports/report.js';

const CORPUS = join(import.meta.dirname, '..', '..', 'corpus');
const path = join(CORPUS, '1.1.2', 'ws-drop-reclaim0', 'events.jsonl');

const textOf = async (pieces: AsyncIterable<string> | Iterable<string>): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};
const ofBytes = (format: FileFormat, bytes: Uint8Array, text: string | null = null): Promise<string> => {
  const log = { path, uri: pathToFileURL(path).href, bytes };
  const expected = text === null ? null : { path: 'expected.json', text };
  return textOf(reportOfBytes({ format, log, expected }, '1.2.3'));
};

test.each(FILE_FORMATS)('%s of bytes is the report of the file, with what is expected', async (format) => {
  const report = await analyseFiles([path]);
  const writing = { paths: [path], version: '1.2.3', colour: false };
  expect(await ofBytes(format, readFileSync(path))).toBe(await textOf(written(format, report, writing)));
  const flagged = [...report.sessions].filter((session) => session.flagged);
  const text = writtenExpected({ schema: null, expected: flagged.slice(0, 3).map((one) => expectedOf(one, 'known')!) });
  const baseline = baselineOf('expected.json', readExpected(text), report);
  const withExpected = await textOf(written(format, report, { ...writing, baseline }));
  expect(await ofBytes(format, readFileSync(path), text)).toBe(withExpected);
  expect(withExpected).toContain('known');
});

test("Janus' own lines among the events are a log of the report too", async () => {
  const line = '[Sat Nov 28 10:00:00 2026] Creating new session: 1; 0x7f\n';
  const bytes = Buffer.concat([Buffer.from(line), readFileSync(path)]);
  const { logs } = JSON.parse(await ofBytes('json', bytes)) as { logs: { events: number }[] };
  expect(logs.map(({ events }) => events)).toEqual([94, 0]);
  const sarif = JSON.parse(await ofBytes('sarif', bytes)) as { runs: { artifacts: object[] }[] };
  expect(sarif.runs[0]!.artifacts).toHaveLength(2);
});

test('a packed log gives the same sessions, with no columns in SARIF', async () => {
  const bytes = readFileSync(path);
  expect(await ofBytes('csv', gzipSync(bytes))).toBe(await ofBytes('csv', bytes));
  expect(await ofBytes('sarif', gzipSync(bytes))).not.toContain('startColumn');
});

test('what is no log, or expects nothing that can be read, gives no report but says why', async () => {
  await expect(ofBytes('csv', Buffer.from('no events here\n'))).rejects.toThrow('holds no Janus events');
  await expect(ofBytes('csv', readFileSync(path), '{')).rejects.toThrow('The baseline expected.json cannot be used');
});

test("fingerprints are the beginning of Node's own SHA-256", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null))), (parts) => {
      const whole = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
      expect(fingerprintOf(parts)).toBe(whole.slice(0, 32));
    }),
  );
});
