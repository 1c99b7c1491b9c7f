import { expect, test } from 'vitest';
import { LaneViews } from '../../../../src/analysis/lanes/lane-views.js';
import type { LaneKey } from '../../../../src/analysis/lanes/protocol.js';
import { sourceOf } from './sample.js';

test('a session is found again by its id and which use of it, a stay by who came when', () => {
  const source = sourceOf([
    { id: '7', start: 0, end: 10, outcome: 'timeout' },
    { id: '7', start: 20, end: 30, outcome: 'timeout', instance: 2 },
    { id: '7', start: 20, end: 30, outcome: 'timeout', instance: 2, emitter: 1 },
    { id: 'Alice', start: 0, end: 10, outcome: 'destroyed', instance: 0 },
    { id: 'Alice', start: 20, end: 30, outcome: 'destroyed', instance: 0 },
  ]);
  const of = { emitter: 'janus-a' };
  const keep: LaneKey[] = [
    { ...of, id: '7', instance: 1 },
    { ...of, id: '7', instance: 2 },
    { emitter: 'janus-b', id: '7', instance: 2 },
    { ...of, name: 'Alice', start: source.origin + 20 },
    { ...of, id: '7', instance: 3 },
    { ...of, id: 'Alice', instance: 1 },
    { ...of, name: '7', start: source.origin },
  ];
  const { kept } = new LaneViews(source).answer({
    method: 'arrange',
    revision: 1,
    order: {
      ...{ query: '', segment: 'all', grouping: 'none', sorting: 'start', reversed: false },
      folded: { others: false, keys: [] },
    },
    keep,
  });
  expect(kept.map((found) => found?.lane.session ?? null)).toEqual([0, 1, 2, 4, null, null, null]);
});
