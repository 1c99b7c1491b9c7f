import { expect, test } from 'vitest';
import * as byNode from '../../../../src/sources/forms/latin1.js';
import * as inBrowsers from '../../../../src/sources/forms/latin1.web.js';

test('a character for every byte, and back, in browsers as in Node', () => {
  const bytes = Uint8Array.from({ length: 70_001 }, (_, k) => k % 256);
  const text = inBrowsers.latin1(bytes);
  expect(text).toBe(byNode.latin1(bytes));
  expect(inBrowsers.bytesOf(text)).toEqual(bytes);
  expect(byNode.bytesOf(text)).toEqual(Buffer.from(bytes));
});
