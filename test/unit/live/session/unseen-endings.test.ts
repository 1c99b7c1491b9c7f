import { beforeEach, expect, test } from 'vitest';
import { UnseenEndings } from '../../../../src/live/session/unseen-endings.js';

let endings: UnseenEndings;
beforeEach(() => {
  endings = new UnseenEndings();
});

test('those that were there before are none; those that come are, until somebody looks', () => {
  expect(endings.counted(7, false)).toBe(0);
  expect(endings.counted(8, false)).toBe(1);
  expect(endings.counted(10, false)).toBe(3);
  expect(endings.counted(10, true)).toBe(0);
  expect(endings.counted(10, false)).toBe(0);
  expect(endings.counted(11, false)).toBe(1);
});

test('those that come while somebody looks are none', () => {
  expect(endings.counted(0, false)).toBe(0);
  expect(endings.counted(2, true)).toBe(0);
  expect(endings.counted(2, false)).toBe(0);
});

test('a verdict that is taken back is none, nor is the next one hidden by it', () => {
  endings.counted(0, false);
  expect(endings.counted(2, false)).toBe(2);
  expect(endings.counted(1, false)).toBe(1);
  expect(endings.counted(1, true)).toBe(0);
  expect(endings.counted(0, false)).toBe(0);
  expect(endings.counted(1, false)).toBe(1);
});
