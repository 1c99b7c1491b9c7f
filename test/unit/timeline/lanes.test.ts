import { describe, expect, it } from 'vitest';
import { density } from '../../../media/timeline/density.js';
import { type LaneOptions, layOutLanes, segmentCounts } from '../../../media/timeline/lanes.js';
import {
  flaggedRow,
  groupAt,
  rowAt,
  rowHeight,
  rowStepped,
  rowTop,
  totalHeight,
} from '../../../media/timeline/rows.js';
import { overviewOf, SAMPLE } from './overview.js';

const OPTIONS: LaneOptions = {
  found: null,
  segment: 'all',
  grouping: 'none',
  sorting: 'start',
  collapsed: new Set(),
  laneHeight: 20,
  headerHeight: 24,
};

/** Rows as ids, headers as labels. */
function shown(options: Partial<LaneOptions>): string[] {
  const lanes = layOutLanes(SAMPLE, { ...OPTIONS, ...options });
  return [...lanes.rows].map((row) => (row < 0 ? `# ${lanes.groups[~row]!.label}` : SAMPLE.ids[row]!));
}

describe('lanes', () => {
  it('shows every session in order of its start', () => {
    expect(shown({})).toEqual(['100', '9007199254740993', '300', '400', '500', '600']);
  });

  it('sorts by end (open ones last), duration and kind of ending', () => {
    expect(shown({ sorting: 'end' })).toEqual(['300', '100', '600', '500', '9007199254740993', '400']);
    expect(shown({ sorting: 'duration' })[0]).toBe('400');
    expect(shown({ sorting: 'ending' })).toEqual(['9007199254740993', '600', '500', '400', '300', '100']);
  });

  it('groups by emitter with counts', () => {
    const lanes = layOutLanes(SAMPLE, { ...OPTIONS, grouping: 'emitter' });
    expect(lanes.groups.map(({ label, sessions, silent }) => ({ label, sessions, silent }))).toEqual([
      { label: 'janus-a', sessions: 4, silent: 1 },
      { label: 'janus-b', sessions: 2, silent: 1 },
    ]);
    expect(shown({ grouping: 'emitter' })).toEqual([
      '# janus-a',
      '100',
      '300',
      '400',
      '600',
      '# janus-b',
      '9007199254740993',
      '500',
    ]);
  });

  it('groups by transport and by plugin', () => {
    expect(shown({ grouping: 'transport' }).filter((row) => row.startsWith('#'))).toEqual([
      '# janus-a · WebSockets',
      '# janus-a · HTTP',
      '# janus-b · WebSockets',
    ]);
    expect(shown({ grouping: 'plugin' }).filter((row) => row.startsWith('#'))).toEqual([
      '# videoroom',
      '# echotest',
      '# no handle',
    ]);
  });

  it('folds a group but keeps its header and its count', () => {
    const lanes = layOutLanes(SAMPLE, { ...OPTIONS, grouping: 'emitter', collapsed: new Set(['janus-a']) });
    expect(lanes.rows.length).toBe(4);
    expect(lanes.groups[0]).toMatchObject({ collapsed: true, sessions: 4 });
    expect(lanes.rowOf[0]).toBe(-1);
    expect(lanes.shownCount).toBe(6);
  });

  it('shows one segment; "ended" means ended with a session event', () => {
    expect(shown({ segment: 'silent' })).toEqual(['9007199254740993', '600']);
    expect(shown({ segment: 'ended' })).toEqual(['100', '300']);
    expect(shown({ segment: 'open' })).toEqual(['400']);
    expect(shown({ segment: 'unknown' })).toEqual(['500']);
  });

  it('counts what each segment would show of the sessions found', () => {
    expect(segmentCounts(SAMPLE, null)).toEqual({ all: 6, silent: 2, open: 1, ended: 2, unknown: 1 });
    expect(segmentCounts(SAMPLE, Uint8Array.from([1, 1, 0, 0, 0, 0]))).toMatchObject({ all: 2, silent: 1, ended: 1 });
  });
});

describe('rows', () => {
  const lanes = layOutLanes(SAMPLE, { ...OPTIONS, grouping: 'emitter' });

  it('agree on tops, heights and what is at a height', () => {
    let y = 0;
    for (let row = 0; row < lanes.rows.length; row++) {
      expect(rowTop(lanes, row)).toBe(y);
      expect(rowAt(lanes, y)).toBe(row);
      expect(rowAt(lanes, y + rowHeight(lanes, row) - 1)).toBe(row);
      y += rowHeight(lanes, row);
    }
    expect(totalHeight(lanes)).toBe(y);
    expect(rowAt(lanes, y)).toBe(-1);
    expect(rowAt(lanes, -1)).toBe(-1);
  });

  it('know their group', () => {
    expect(groupAt(lanes, 0)).toBe(0);
    expect(groupAt(lanes, 4)).toBe(0);
    expect(groupAt(lanes, 5)).toBe(1);
    expect(groupAt(lanes, 7)).toBe(1);
  });

  it('are stepped through past headers, and not beyond the ends', () => {
    const id = (row: number): string => SAMPLE.ids[lanes.rows[row]!]!;
    expect(id(rowStepped(lanes, null, 1))).toBe('100');
    expect(id(rowStepped(lanes, 5, 1))).toBe('9007199254740993');
    expect(id(rowStepped(lanes, 1, -1))).toBe('600');
    expect(id(rowStepped(lanes, 0, -1))).toBe('100');
    expect(id(rowStepped(lanes, 4, 100))).toBe('500');
  });

  it('lead from one silent ending to the next and round', () => {
    const next = (selected: number | null, direction: 1 | -1): number =>
      lanes.rows[flaggedRow(lanes, SAMPLE, selected, direction)]!;
    expect(next(null, 1)).toBe(5);
    expect(next(5, 1)).toBe(1);
    expect(next(1, 1)).toBe(5);
    expect(next(null, -1)).toBe(1);
    const calm = overviewOf([{ id: '1', start: 0, end: 1, outcome: 'open' }]);
    expect(flaggedRow(layOutLanes(calm, OPTIONS), calm, null, 1)).toBe(-1);
  });

  it('do not exist in an empty log', () => {
    const empty = layOutLanes(overviewOf([]), { ...OPTIONS, grouping: 'emitter' });
    expect(rowAt(empty, 0)).toBe(-1);
    expect(rowStepped(empty, null, 1)).toBe(-1);
    expect(totalHeight(empty)).toBe(0);
  });
});

describe('density', () => {
  const all = new Uint8Array(SAMPLE.count).fill(1);

  it('counts the sessions open in each column, open ones to the end of the log', () => {
    const { open, peak } = density(SAMPLE, all, 0, 1000, 100);
    expect(open[0]).toBe(1);
    expect(open[5]).toBe(5);
    expect(peak).toBe(5);
    expect(open[20]).toBe(2);
    expect(open[99]).toBe(1);
  });

  it('never averages a silent ending away', () => {
    const { silent } = density(SAMPLE, all, 0, 1000, 2);
    expect([...silent]).toEqual([2, 0]);
    expect(density(SAMPLE, all, 0, 1000, 100).silent[40]).toBe(1);
  });

  it('leaves out what is filtered out', () => {
    expect(density(SAMPLE, new Uint8Array(SAMPLE.count), 0, 1000, 10).peak).toBe(0);
  });
});
