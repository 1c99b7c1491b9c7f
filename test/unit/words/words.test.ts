/** How numbers, counts, spans and sizes are said, in English and in a language with other rules. */
import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, test } from 'vitest';
import { speak, speech } from '../../../src/words/language.js';
import { number, plural, size } from '../../../src/words/numbers.js';
import { list, sentences } from '../../../src/words/sentences.js';
import { duration } from '../../../src/words/times.js';

afterEach(() => {
  speak(null);
});

const sessions = (count: number): string => plural(count, l10n.t('{0} session|{0} sessions'));

describe('in English', () => {
  test.each([
    [0, '0 sessions'],
    [1, '1 session'],
    [1234, '1,234 sessions'],
  ])('%i', (count, words) => {
    expect(sessions(count)).toBe(words);
  });

  test('what is put into a text stays as it is, whatever stands in it', () => {
    expect(plural(2, '{0} at {1}|{0} ats {1}', '{0}$&')).toBe('2 ats {0}$&');
    expect(l10n.t('{0} on {1}', '{1}', 'b')).toBe('{1} on b');
  });

  test.each([
    [999, '999 bytes'],
    [1, '1 byte'],
    [310_000, '310 kB'],
    [52_430_000, '52.4 MB'],
    [999_960_000, '1 GB'],
  ])('%i bytes', (bytes, words) => {
    expect(size(bytes)).toBe(words);
  });

  test.each([
    [-0.3, '0 µs'],
    [245_000_000, '4 min 5 s'],
    [108_000_000_000, '1 d 6 h'],
  ])('a span of %f µs', (us, words) => {
    expect(duration(us)).toBe(words);
  });
});

describe('in another language', () => {
  test('a count has as many plurals as the language, in their order', () => {
    speak({ language: 'pl', texts: { '{0} session|{0} sessions': '{0} sesja|{0} sesje|{0} sesji|{0} sesji' } });
    expect([1, 2, 5, 22].map(sessions)).toEqual(['1 sesja', '2 sesje', '5 sesji', '22 sesje']);
  });

  test('a language with one plural has one form', () => {
    speak({ language: 'zh-cn', texts: { '{0} session|{0} sessions': '{0} 个会话' } });
    expect([1, 2000].map(sessions)).toEqual(['1 个会话', '2,000 个会话']);
  });

  test('what has no translation is English, with English plurals', () => {
    speak({ language: 'zh-cn', texts: {} });
    expect([1, 2].map(sessions)).toEqual(['1 session', '2 sessions']);
  });

  test('numbers, and what stands between sentences and words, are of the language', () => {
    speak({ language: 'de', texts: { '{0} {1}': '{0}{1}', '{0}, {1}': '{0}、{1}' } });
    expect(number(1234.5, 2)).toBe('1.234,50');
    expect(sentences('a。', 'b。')).toBe('a。b。');
    expect(list(['a', 'b', 'c'])).toBe('a、b、c');
  });

  test('counts in English are written as Unicode has them', () => {
    const format = new Intl.NumberFormat('en');
    for (const value of [
      0,
      1,
      12,
      999,
      1000,
      1234,
      99_999,
      100_000,
      1_234_567,
      Number.MAX_SAFE_INTEGER,
      -1,
      -1234,
      0.5,
      999.5,
      1234.25,
      1_234_567.125,
      0.0004,
      1.23456,
      1e21,
      Infinity,
      NaN,
    ])
      expect(number(value)).toBe(format.format(value));
    for (const digits of [0, 1, 2, 5]) {
      const fixed = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
      for (const value of [
        0, -0, 0.05, 0.5, 1.005, 2.675, 9.995, 99.95, 999.95, 999.5, 1234.5678, 1e-7, -1.5, 123_456.75,
      ])
        expect(number(value, digits)).toBe(fixed.format(value));
    }
    expect([0, 1, 2, 1000].map((count) => plural(count, '{0} log|{0} logs'))).toEqual([
      '0 logs',
      '1 log',
      '2 logs',
      '1,000 logs',
    ]);
  });

  test('is told to a thread or a page as it is spoken', () => {
    const spoken = { language: 'zh-cn', texts: {} };
    speak(spoken);
    expect(speech()).toBe(spoken);
    speak(null);
    expect(speech()).toBeNull();
  });
});
