import { describe, expect, it } from 'vitest';
import { holdAt } from '../../../../media/timeline/overview/strip-view.js';

describe('overview strip', () => {
  it('is held by its edges, its middle, or where a new window begins', () => {
    expect(holdAt(101, 100, 300, 1000)).toBe('from');
    expect(holdAt(297, 100, 300, 1000)).toBe('to');
    expect(holdAt(200, 100, 300, 1000)).toBe('window');
    expect(holdAt(500, 100, 300, 1000)).toBe('new');
    expect(holdAt(500, 0, 1000, 1000)).toBe('new');
  });
});
