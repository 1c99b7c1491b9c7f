import { describe, expect, it } from 'vitest';
import {
  rowAt,
  type RowGeometry,
  rowHeight,
  rowsOn,
  rowTop,
  totalHeight,
} from '../../../../media/timeline/geometry/rows.js';

const PLAIN: RowGeometry = { count: 8, height: 20, openings: [] };
const OPENED: RowGeometry = {
  ...PLAIN,
  openings: [
    { row: 1, extra: 40 },
    { row: 7, extra: 18 },
  ],
};

describe('rows', () => {
  it.each([PLAIN, OPENED, { ...PLAIN, height: 0.25 }])('agree on tops, heights and what is at a height', (geometry) => {
    let y = 0;
    for (let row = 0; row < geometry.count; row++) {
      expect(rowTop(geometry, row)).toBe(y);
      expect(rowAt(geometry, y)).toBe(row);
      expect(rowAt(geometry, y + rowHeight(geometry, row) - 0.1)).toBe(row);
      y += rowHeight(geometry, row);
    }
    expect(totalHeight(geometry)).toBe(y);
    expect(rowAt(geometry, y)).toBe(-1);
    expect(rowAt(geometry, -1)).toBe(-1);
  });

  it('are as many on the screen as have room there', () => {
    expect(rowsOn(PLAIN, 0, 60)).toEqual({ first: 0, last: 2 });
    expect(rowsOn(PLAIN, 30, 60)).toEqual({ first: 1, last: 4 });
    expect(rowsOn(OPENED, 30, 60)).toEqual({ first: 1, last: 2 });
    expect(rowsOn(PLAIN, 0, 1000)).toEqual({ first: 0, last: 7 });
    expect(rowsOn({ ...PLAIN, count: 0 }, 0, 1000)).toEqual({ first: -1, last: -2 });
  });
});
