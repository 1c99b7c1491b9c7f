import { describe, expect, it } from 'vitest';
import { commandOf, KEY_GROUPS } from '../../../../media/timeline/controls/keys.js';

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
