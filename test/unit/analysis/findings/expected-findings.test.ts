/** What a log shows once people have said what they expect. */
import { afterEach, expect, test } from 'vitest';
import { FLAG_EXPECTED } from '../../../../src/analysis/lanes/protocol.js';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { expectedOf } from '../../../../src/expected/expected-finding.js';
import { ID, OTHER, SECOND, Story } from '../../story.js';

const analysis = new LogAnswers();
afterEach(() => {
  analysis.dispose();
});

const log = new Story('sfu')
  .started(0)
  .created(SECOND)
  .created(2 * SECOND, OTHER, 'c2')
  .transport(3 * SECOND, 'c1', 'disconnected')
  .transport(4 * SECOND, 'c2', 'disconnected')
  .update(30 * SECOND);

test('an expected finding is told as such everywhere, and not stepped to', async () => {
  const [first] = [...log.report().sessions];
  const expected = [expectedOf(first!, 'Load test')!];
  await analysis.ask({ method: 'expect', expected });
  const bytes = Uint8Array.from(log.bytes);
  const before = await analysis.ask({ method: 'run', source: { kind: 'bytes', name: 'log', bytes } });
  expect(before).toMatchObject({ silent: 2, expected: 1 });
  const counted = async (withExpected: boolean): Promise<number> =>
    (await analysis.ask({ method: 'findings', limit: 9, first: 'display', expected: withExpected })).total;
  expect([await counted(false), await counted(true)]).toEqual([1, 2]);
  const { stamp } = await analysis.ask({ method: 'findings', limit: 9, first: 'display', expected: true });
  const found = await analysis.ask({ method: 'findingsFrom', stamp, from: 0 });
  expect(found!.map(({ session, expected: why }) => [session, why])).toEqual([
    [0, 'Load test'],
    [1, null],
  ]);
  expect(await analysis.ask({ method: 'row', session: 0 })).toMatchObject({ id: ID, expected: 'Load test' });
  const { revision } = before;
  expect(await analysis.ask({ method: 'detail', revision, session: 0, names: 'display' })).toMatchObject({
    expected: 'Load test',
  });
  const step = await analysis.ask({ method: 'step', from: { session: null }, direction: 1 });
  expect(step).toMatchObject({ row: { id: OTHER }, number: 1, of: 1 });
  const order = { grouping: 'emitter', sorting: 'start', reversed: false, segment: 'all', query: '', zone: 0 } as const;
  const folded = { keys: [], others: false };
  const { arrangement, counts } = await analysis.ask({
    method: 'arrange',
    revision,
    order: { ...order, folded },
    keep: [],
  });
  expect(counts.silent).toBe(2);
  const lanes = await analysis.ask({ method: 'lanes', revision, arrangement, from: 0, count: 3, columns: [] });
  expect(lanes.headers.map(({ silent }) => silent)).toEqual([1]);
  expect([...lanes.flags].map((flags) => flags & FLAG_EXPECTED)).toEqual([0, FLAG_EXPECTED, 0]);
});

test('what is expected can change: the verdicts stay, in another revision', async () => {
  const bytes = Uint8Array.from(log.bytes);
  await analysis.ask({ method: 'expect', expected: [] });
  const before = await analysis.ask({ method: 'run', source: { kind: 'bytes', name: 'log', bytes } });
  expect(await analysis.ask({ method: 'expect', expected: [] })).toBeNull();
  const expected = [...log.report().sessions].flatMap((session) => expectedOf(session, 'Load test') ?? []);
  const after = await analysis.ask({ method: 'expect', expected });
  expect(after).toMatchObject({ silent: 2, expected: 2 });
  expect(after!.revision).toBeGreaterThan(before.revision);
  expect(await analysis.ask({ method: 'step', from: { session: null }, direction: 1 })).toBeNull();
  expect(await analysis.ask({ method: 'findExpected', expected: expected[1]! })).toBe(1);
});
