/** A log that holds the events and Janus' own lines is its own server log in the editor as well. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import type { LogSource } from '../../../../src/analysis/requests/api.js';

const ID = '5200000000000001';
const AT = 1_700_000_000_000_000;
const CONNECTION = { transport: 'janus.transport.websockets', id: '0x7f01' };

const event = (seconds: number, rest: object): string =>
  `[WEBRTC_EVENT] ${JSON.stringify({ emitter: 'janus-demo-1', timestamp: AT + seconds * 1e6, ...rest })}`;

/** A connection comes with a session and goes; only Janus' own lines tell that the session went with it. */
const LINES = [
  event(1, { type: 128, event: { ...CONNECTION, data: { event: 'connected' } } }),
  `[Tue Nov 14 22:13:21 2023] Creating new session: ${ID}; 0x7f00`,
  event(1, { type: 1, session_id: ID, event: { name: 'created', transport: CONNECTION } }),
  event(30, { type: 128, event: { ...CONNECTION, data: { event: 'disconnected' } } }),
  `[Tue Nov 14 22:13:50 2023]   -- Marking Session ${ID} as over`,
  `[Tue Nov 14 22:13:50 2023] Destroying session ${ID}; 0x7f00`,
  event(400, { type: 128, event: { ...CONNECTION, id: '0x7f02', data: { event: 'connected' } } }),
];
const LOG = `${LINES.join('\n')}\n`;
const OVER = LINES[4]!;

const folder = mkdtempSync(join(tmpdir(), 'janus-own-server-log-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const DAY = 86_400_000;
/** An analysis to which every log is at rest. */
const newAnalysis = (): LogAnswers => new LogAnswers(() => Date.now() + DAY);
const run = (analysis: LogAnswers, source: LogSource) => analysis.ask({ method: 'run', source });

async function findings(analysis: LogAnswers) {
  const { stamp } = await analysis.ask({ method: 'findings', limit: 100, first: 'display', expected: true });
  return (await analysis.ask({ method: 'findingsFrom', stamp, from: 0 })) ?? [];
}

test.each([
  ['a file', (path: string): LogSource => (writeFileSync(path, LOG), { kind: 'file', path })],
  ['a gzip file', (path: string): LogSource => (writeFileSync(path, gzipSync(LOG)), { kind: 'file', path })],
  ['an unsaved document', (): LogSource => ({ kind: 'bytes', name: 'both.log', bytes: Buffer.from(LOG) })],
])('%s', async (name, sourceIn) => {
  const analysis = newAnalysis();
  const summary = await run(analysis, sourceIn(join(folder, `${name}.log`)));
  expect(summary).toMatchObject({ sessions: 1, silent: 1 });
  expect(summary.notes.map(({ message }) => message)).toEqual([
    "Janus' own lines stand between the events: they were read as its log.",
  ]);
  const silent = (await findings(analysis)).find(({ session }) => session !== null);
  expect(silent?.message).toContain('The server log shows its end at 22:13:50.000 UTC');
  expect(silent?.range).toEqual({ startLine: 4, startCharacter: 0, endLine: 4, endCharacter: OVER.length });

  // From the evidence in the timeline as well.
  const { evidence } = await analysis.ask({ method: 'detail', revision: 1, session: 0, names: 'display' });
  const { offset } = evidence.find(({ kind }) => kind === 'server')!;
  expect(await analysis.ask({ method: 'locate', offset, length: OVER.length })).toEqual(silent?.range);
  analysis.dispose();
});

test('one that grows, wherever it was looked at, is read as one read at once', async () => {
  const path = join(folder, 'grows.log');
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: LOG.length - 1 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const [first = LOG.length, ...later] = places.sort((a, b) => a - b);
      writeFileSync(path, LOG.slice(0, first));
      const analysis = newAnalysis();
      await run(analysis, { kind: 'file', path });
      let from = first;
      for (const to of [...later, LOG.length]) {
        appendFileSync(path, LOG.slice(from, to));
        from = to;
        await run(analysis, { kind: 'file', path });
      }
      const grown = await findings(analysis);
      analysis.dispose();
      const atOnce = newAnalysis();
      await run(atOnce, { kind: 'file', path });
      expect(grown).toEqual(await findings(atOnce));
      atOnce.dispose();
    }),
  );
});
