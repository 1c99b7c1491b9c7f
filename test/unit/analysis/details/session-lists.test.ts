import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { ROWS_PER_PAGE, type SessionRow } from '../../../../src/analysis/requests/api.js';
import { manySessions } from '../many-sessions.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-lists-'));
const SESSIONS = 1_000;
/** Every eighth. */
const SILENT = SESSIONS / 8;
const analysis = new LogAnswers(() => Date.now() + 86_400_000);

beforeAll(async () => {
  const path = join(folder, 'log.jsonl');
  writeFileSync(path, manySessions(SESSIONS));
  await analysis.ask({ method: 'run', source: { kind: 'file', path } });
});
afterAll(() => {
  analysis.dispose();
  rmSync(folder, { recursive: true });
});

const idOf = (k: number): string => String(1_000_000_000_000 + k * 7919);

async function all(emitter: string | null): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  for (;;) {
    const page = await analysis.ask({ method: 'page', emitter, from: rows.length });
    expect(page.length).toBeLessThanOrEqual(ROWS_PER_PAGE);
    if (page.length === 0) return rows;
    rows.push(...page);
  }
}

describe('lists of sessions', () => {
  test('come page by page, the silent ones apart from the others', async () => {
    expect(await analysis.ask({ method: 'groups' })).toEqual([
      { emitter: null, count: SILENT },
      { emitter: 'janus', count: SESSIONS - SILENT },
    ]);
    expect((await all(null)).map(({ id }) => id)).toEqual(Array.from({ length: SILENT }, (_, k) => idOf(k * 8)));
    expect(await all('janus')).toHaveLength(SESSIONS - SILENT);
    expect(await analysis.ask({ method: 'page', emitter: 'another', from: 0 })).toEqual([]);
  });

  test('say where a session stands in them', async () => {
    for (const session of [0, 1, 8, 500, 999]) {
      const row = await analysis.ask({ method: 'row', session });
      const { emitter, position } = await analysis.ask({ method: 'position', session });
      expect(await analysis.ask({ method: 'page', emitter, from: position }).then(([first]) => first)).toEqual(row);
    }
  });

  test('find a session by what it is in every reading', async () => {
    const { emitter, id, instance, index } = await analysis.ask({ method: 'row', session: 777 });
    expect(await analysis.ask({ method: 'find', key: { emitter, id, instance } })).toBe(index);
    expect(await analysis.ask({ method: 'find', key: { emitter, id, instance: 2 } })).toBeNull();
    expect(await analysis.ask({ method: 'find', key: { emitter: 'another', id, instance } })).toBeNull();
  });
});

describe('steps from one silent ending to the next', () => {
  test('go around the ends, from a session or from none', async () => {
    const number = async (session: number | null, direction: 1 | -1): Promise<number | undefined> =>
      (await analysis.ask({ method: 'step', from: { session }, direction }))?.number;
    expect(await number(null, 1)).toBe(1);
    expect(await number(null, -1)).toBe(SILENT);
    expect(await number(0, 1)).toBe(2);
    expect(await number(0, -1)).toBe(SILENT);
    expect(await number(992, 1)).toBe(1);
    // From a session that has its session event.
    expect(await number(9, 1)).toBe(3);
    expect(await number(9, -1)).toBe(2);
  });

  test('go on from a place in the text', async () => {
    const { row } = (await analysis.ask({ method: 'step', from: { session: 0 }, direction: 1 }))!;
    const line = row.target.line - 1;
    const at = async (character: number, direction: 1 | -1): Promise<number | undefined> =>
      (await analysis.ask({ method: 'step', from: { line, character }, direction }))?.number;
    expect(await at(0, 1)).toBe(3);
    expect(await at(0, -1)).toBe(1);
    expect(await at(5, -1)).toBe(2);
    expect((await analysis.ask({ method: 'step', from: { line: 0, character: 0 }, direction: 1 }))?.number).toBe(1);
    expect((await analysis.ask({ method: 'step', from: { line: 1e6, character: 0 }, direction: 1 }))?.number).toBe(1);
  });
});

describe('the search for sessions', () => {
  test('finds all words, in ids, names and verdicts, silent sessions first', async () => {
    expect((await analysis.ask({ method: 'search', text: idOf(999), zone: 0 })).rows.map(({ index }) => index)).toEqual(
      [999],
    );
    const { rows, more } = await analysis.ask({ method: 'search', text: '  ', zone: 0 });
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      ...Array<string>(SILENT).fill('silent'),
      ...Array<string>(ROWS_PER_PAGE - SILENT).fill('destroyed'),
    ]);
    expect(more).toBe(true);
    expect((await analysis.ask({ method: 'search', text: 'Transport-Gone janus', zone: 0 })).rows).toHaveLength(SILENT);
    expect(await analysis.ask({ method: 'search', text: 'transport-gone elsewhere', zone: 0 })).toMatchObject({
      rows: [],
      more: false,
      problem: null,
    });
    expect((await analysis.ask({ method: 'search', text: `${idOf(8)} silently`, zone: 0 })).rows).toHaveLength(1);
  });

  test('finds in the list what it finds in the timeline: causes, verdicts, times of day', async () => {
    const { revision } = await analysis.ask({ method: 'timelineLog' });
    const order = { segment: 'all', grouping: 'none', sorting: 'start', reversed: false } as const;
    const folded = { others: false, keys: [] };
    for (const query of [
      'transport-gone',
      'destroyed',
      'certain',
      idOf(8),
      'elsewhere',
      '12:00',
      ':',
      'ended:untold',
      'plugin:echotest',
    ]) {
      const { rows, more } = await analysis.ask({ method: 'search', text: query, zone: 0 });
      const arranged = { ...order, query, folded };
      const { shown } = await analysis.ask({ method: 'arrange', revision, order: arranged, keep: [] });
      expect(more ? shown > ROWS_PER_PAGE : shown === rows.length).toBe(true);
    }
  });
});
