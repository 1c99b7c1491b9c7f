import { describe, expect, it } from 'vitest';
import { initialState, restoreState } from '../../../../media/timeline/state/view-state.js';

describe('kept state', () => {
  it('comes back as it was', () => {
    const state = { ...initialState('file:///a'), query: 'alice', zone: 'utc' as const };
    expect(restoreState(JSON.parse(JSON.stringify(state)), 'file:///a')).toEqual(state);
  });

  it("is left aside when it is another log's or no state at all", () => {
    const other = initialState('file:///b');
    expect(restoreState({ ...other, query: 'x' }, 'file:///a')).toEqual(initialState('file:///a'));
    for (const broken of [undefined, null, 'text', { version: 2 }, { ...other, zone: 'mars' }]) {
      expect(restoreState(broken, 'file:///a')).toEqual(initialState('file:///a'));
    }
  });
});
