import { describe, expect, it } from 'vitest';
import { commandOf, KEY_GROUPS } from '../../../media/timeline/keys.js';
import { holdAt } from '../../../media/timeline/strip-view.js';
import { initialState, restoreState } from '../../../media/timeline/view-state.js';
import { timelineHtml } from '../../../src/editor/timeline-html.js';

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

describe('keys', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
    key,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...held,
  });

  const bindings = KEY_GROUPS.flatMap((group) => group.lines.flatMap((line) => line.bindings));

  it("with Ctrl or Meta are the editor's, and with Alt but the two of the history", () => {
    for (const { keys, command, alt } of bindings)
      for (const key of keys) {
        expect(commandOf(press(key, { altKey: alt }), true)).toBe(command);
        for (const held of ['ctrlKey', 'metaKey']) expect(commandOf(press(key, { [held]: true }), true)).toBeNull();
      }
    const withAlt = bindings.flatMap(({ keys }) => keys).map((key) => commandOf(press(key, { altKey: true }), true));
    expect(new Set(withAlt)).toEqual(new Set([null, 'back', 'forth']));
  });

  it('stand for one thing each', () => {
    const all = bindings.flatMap(({ keys, alt }) => keys.map((key) => `${alt}${key}`));
    expect(new Set(all).size).toBe(all.length);
  });

  it('that scroll or press count in the lanes alone', () => {
    for (const key of ['ArrowUp', 'PageDown', 'Home', 'Enter']) {
      expect(commandOf(press(key), true)).not.toBeNull();
      expect(commandOf(press(key), false)).toBeNull();
    }
    expect(commandOf(press('n'), false)).toBe('nextFlagged');
    expect(commandOf(press('N'), false)).toBe('previousFlagged');
  });
});

describe('overview strip', () => {
  it('is held by its edges, its middle, or where a new window begins', () => {
    expect(holdAt(101, 100, 300, 1000)).toBe('from');
    expect(holdAt(297, 100, 300, 1000)).toBe('to');
    expect(holdAt(200, 100, 300, 1000)).toBe('window');
    expect(holdAt(500, 100, 300, 1000)).toBe('new');
    expect(holdAt(500, 0, 1000, 1000)).toBe('new');
  });
});

describe('page shell', () => {
  const html = timelineHtml({
    nonce: 'abc',
    scriptUri: 'https://x/timeline.js',
    styleUri: 'https://x/timeline.css',
    cspSource: 'https://x',
    lang: 'en',
    log: 'file:///a"><script>',
  });

  it('allows its own script and style and nothing else', () => {
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'; style-src https://x 'nonce-abc';");
    expect(html).not.toContain('unsafe');
  });

  it('escapes what it is given', () => {
    expect(html).toContain('data-log="file:///a&quot;&gt;&lt;script&gt;"');
  });
});
