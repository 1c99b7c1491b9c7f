/** Logs whose text has to be decoded, as the editor asks about them. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AnalysisSummary } from '../../../../src/analysis/requests/api.js';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { corpusLog } from '../../corpus/corpus.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-decoded-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const lines = readFileSync(corpusLog('1.1.2/ws-drop-reclaim0/events.jsonl').path, 'utf8').trimEnd().split('\n');
const record = (line: string): string =>
  `{"log":${JSON.stringify(`${line}\n`)},"stream":"stdout","time":"2026-11-23T07:10:00.1Z"}\n`;
const row = (line: string): string => `1,"${line.replaceAll('"', '""')}"\n`;

test.each([
  ["Docker's json-file", '', record],
  ['CSV', 'id,payload\n', row],
])('%s that grows is judged anew, and its events are found on their lines', async (name, head, write) => {
  const path = join(folder, name.replaceAll(/\W/g, '-'));
  const half = lines.length >> 1;
  writeFileSync(path, head + lines.slice(0, half).map(write).join(''));
  const analysis = new LogAnswers();
  const run = (): Promise<AnalysisSummary> => analysis.ask({ method: 'run', source: { kind: 'file', path } });
  const before = await run();
  appendFileSync(path, lines.slice(half).map(write).join(''));
  const after = await run();
  expect(after.log.events).toBe(lines.length);
  expect(before.log.events).toBe(half);
  expect(after.silent).toBeGreaterThan(before.silent);

  const found = await analysis.ask({ method: 'findings', limit: 100, first: 'display', expected: true });
  const findings = (await analysis.ask({ method: 'findingsFrom', stamp: found.stamp, from: 0 }))!.filter(
    ({ session }) => session !== null,
  );
  expect(findings.length).toBeGreaterThan(0);
  const stored = readFileSync(path, 'utf8').split('\n');
  // The lines are those of the file, however its text had to be decoded.
  for (const { range } of findings) expect(stored[range.startLine]).toMatch(/disconnected|detached/);
  const session = findings[0]!.session!;
  const { id } = await analysis.ask({ method: 'row', session });
  const [text] = (await analysis.ask({ method: 'sessionText', session, from: 0, layout: 'written' })).text
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(String(text)).toContain(id);
  analysis.dispose();
});
