/** What another thread scans and hands over tells the same of lives. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import { BatchTeller } from '../../../src/events/batches/tell-batch.js';
import { BatchWriter } from '../../../src/events/batches/batch-writer.js';
import { newScanner } from '../../../src/events/scanner.js';
import { hasBodyThatCounts } from '../../../src/events/types.js';
import { hasBodyForLives } from '../../../src/lives/engine/bodies.js';
import { KIND_NAMES } from '../../../src/lives/registry.js';
import { selected } from '../../../src/lives/selection.js';
import { jsonReport } from '../../../src/reports/json.js';
import { LIVES_LOGS } from '../../setup/lives-truth.mjs';

const ALL = { kinds: new Set(KIND_NAMES), at: null, room: null, where: null };

function told(analyser: ReportBuilder): { readonly text: string; readonly scores: readonly (number | null)[] } {
  const { report, lives } = analyser.finish();
  return {
    text: [...jsonReport(report, selected(lives!, ALL))].join(''),
    scores: Array.from({ length: lives!.count }, (_, index) => lives!.score(index)),
  };
}

test.each(LIVES_LOGS.map((log) => [log.name, log.path] as const))('%s', (_name, path) => {
  const stored = readFileSync(path);
  const bytes = path.endsWith('.gz') ? gunzipSync(stored) : stored;
  const here = new ReportBuilder({ lives: true });
  here.begin('log');
  here.push(bytes);
  here.end();

  const apart = new ReportBuilder({ lives: true });
  apart.begin('log');
  const writer = new BatchWriter(
    (type, subtype, isSample) => hasBodyThatCounts(type, subtype) || hasBodyForLives(type, subtype, isSample),
  );
  const scanner = newScanner(writer);
  const teller = new BatchTeller(apart.sink);
  for (let from = 0; from < bytes.length; from += 5000) {
    scanner.push(Uint8Array.from(bytes.subarray(from, from + 5000)));
    const batch = writer.take();
    if (batch !== null) teller.tell(structuredClone(batch));
  }
  scanner.end();
  const last = writer.take();
  if (last !== null) teller.tell(structuredClone(last));
  const lives = ({ text, scores }: ReturnType<typeof told>): unknown => ({
    lives: (JSON.parse(text) as { lives: unknown }).lives,
    scores,
  });
  expect(lives(told(apart))).toEqual(lives(told(here)));
});
