import { describe, expect, it } from 'vitest';
import { arrangeLanes, type Arrangement, headerAt, headerOf } from '../../../../src/analysis/lanes/arrangement.js';
import type { LaneOrder } from '../../../../src/analysis/lanes/requests.js';
import { sortedSessions } from '../../../../src/analysis/lanes/sorting.js';
import { rowStepped, silentRow } from '../../../../src/analysis/lanes/steps.js';
import { ROWS, SAMPLE, sourceOf } from './sample.js';

const ORDER: LaneOrder = {
  ...{ query: '', segment: 'all', grouping: 'none', sorting: 'start', reversed: false },
  folded: { others: false, keys: [] },
};

function arranged(order: Partial<LaneOrder>, source = SAMPLE, found: Uint8Array | null = null): Arrangement {
  const whole = { ...ORDER, ...order };
  return arrangeLanes(source, whole, sortedSessions(source, whole.sorting), found);
}

/** Rows as ids, headers as labels. */
function shown(order: Partial<LaneOrder>): string[] {
  const arrangement = arranged(order);
  return [...arrangement.rows].map((row) => (row < 0 ? `# ${headerOf(arrangement, ~row).label}` : SAMPLE.id(row)));
}

const headers = (order: Partial<LaneOrder>): string[] => shown(order).filter((row) => row.startsWith('#'));

describe('lanes', () => {
  it('shows every session in order of its start', () => {
    expect(shown({})).toEqual(['100', '9007199254740993', '300', '400', '500', '600']);
  });

  it('sorts by end (open ones last), duration, last event and kind of ending', () => {
    expect(shown({ sorting: 'end' })).toEqual(['300', '100', '600', '500', '9007199254740993', '400']);
    expect(shown({ sorting: 'duration' })[0]).toBe('400');
    expect(shown({ sorting: 'activity' })).toEqual(['300', '100', '600', '400', '500', '9007199254740993']);
    expect(shown({ sorting: 'ending' })).toEqual(['9007199254740993', '600', '500', '400', '300', '100']);
  });

  it('sorts large numbers as small ones, whatever their order', () => {
    const starts = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 5000) * 1_000_003 + (i % 2) / 2);
    const source = sourceOf(starts.map((start, i) => ({ id: String(i), start, end: start, outcome: 'destroyed' })));
    const sorted = [...sortedSessions(source, 'start')].map((k) => starts[k]!);
    expect(sorted).toEqual([...starts].sort((a, b) => a - b));
  });

  it('groups by emitter with counts', () => {
    const arrangement = arranged({ grouping: 'emitter' });
    expect([0, 1].map((h) => headerOf(arrangement, h))).toMatchObject([
      { label: 'janus-a', sessions: 4, silent: 1, row: 0, next: 5 },
      { label: 'janus-b', sessions: 2, silent: 1, row: 5, next: 8 },
    ]);
    expect(shown({ grouping: 'emitter' })).toEqual([
      ...['# janus-a', '100', '300', '400', '600'],
      ...['# janus-b', '9007199254740993', '500'],
    ]);
  });

  it('groups by transport, plugin, room and connection; those without come last', () => {
    expect(headers({ grouping: 'transport' })).toEqual([
      '# janus-a · WebSockets',
      '# janus-a · HTTP',
      '# janus-b · WebSockets',
    ]);
    expect(headers({ grouping: 'plugin' })).toEqual(['# videoroom', '# echotest', '# no handle']);
    expect(headers({ grouping: 'room' })).toEqual(['# Room 1234 · janus-a', '# Room 1234 · janus-b', '# No room']);
    expect(headers({ grouping: 'connection' })).toEqual([
      '# Connection b · janus-b',
      '# Connection a · janus-a',
      '# No connection of its own',
    ]);
  });

  it('folds a group but keeps its header and its count', () => {
    const arrangement = arranged({ grouping: 'emitter', folded: { others: false, keys: ['janus-a'] } });
    expect(arrangement.rows.length).toBe(4);
    expect(headerOf(arrangement, 0)).toMatchObject({ collapsed: true, sessions: 4, next: 1 });
    expect(arrangement.rowOf[0]).toBe(-1);
    expect(arrangement.shownCount).toBe(6);
    expect(shown({ grouping: 'emitter', folded: { others: true, keys: ['janus-b'] } })).toEqual([
      ...['# janus-a', '# janus-b', '9007199254740993', '500'],
    ]);
    expect(shown({ grouping: 'emitter', folded: { others: true, keys: [] } })).toEqual(['# janus-a', '# janus-b']);
  });

  it('shows one segment; "ended" means ended with a session event', () => {
    expect(shown({ segment: 'silent' })).toEqual(['9007199254740993', '600']);
    expect(shown({ segment: 'ended' })).toEqual(['100', '300']);
    expect(shown({ segment: 'open' })).toEqual(['400']);
    expect(shown({ segment: 'unknown' })).toEqual(['500']);
  });

  it('counts what each segment would show of the sessions found', () => {
    expect(arranged({}).counts).toEqual({ all: 6, silent: 2, open: 1, ended: 2, unknown: 1 });
    const found = Uint8Array.from(ROWS, ({ plugin }) => Number(plugin === 0));
    expect(arranged({ segment: 'open' }, SAMPLE, found).counts).toMatchObject({ all: 2, silent: 1, ended: 1 });
  });
});

describe('rows', () => {
  const arrangement = arranged({ grouping: 'emitter' });
  const id = (row: number): string => SAMPLE.id(arrangement.rows[row]!);

  it('know their group', () => {
    expect([0, 4, 5, 7].map((row) => headerAt(arrangement, row))).toEqual([0, 0, 1, 1]);
    expect(headerAt(arranged({}), 3)).toBe(-1);
  });

  it('are stepped through past headers, and not beyond the ends', () => {
    expect(id(rowStepped(arrangement, -1, 1))).toBe('100');
    expect(id(rowStepped(arrangement, 4, 1))).toBe('9007199254740993');
    expect(id(rowStepped(arrangement, 6, -1))).toBe('600');
    expect(id(rowStepped(arrangement, 1, -1))).toBe('100');
    expect(id(rowStepped(arrangement, 7, 100))).toBe('500');
    expect(id(rowStepped(arrangement, 7, 0))).toBe('500');
  });

  it('lead from one silent ending to the next and round', () => {
    const next = (row: number, direction: 1 | -1): number => silentRow(arrangement, row, direction);
    expect(next(-1, 1)).toBe(4);
    expect(next(4, 1)).toBe(6);
    expect(next(6, 1)).toBe(4);
    expect(next(-1, -1)).toBe(6);
    const calm = sourceOf([{ id: '1', start: 0, end: 1, outcome: 'open' }]);
    expect(silentRow(arranged({}, calm), -1, 1)).toBe(-1);
  });

  it('do not exist in an empty log', () => {
    const empty = arranged({ grouping: 'emitter' }, sourceOf([]));
    expect(empty.rows.length).toBe(0);
    expect(rowStepped(empty, -1, 1)).toBe(-1);
    expect(silentRow(empty, -1, 1)).toBe(-1);
  });
});
