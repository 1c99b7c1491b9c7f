import { describe, expect, it } from 'vitest';
import { duration } from '../../../src/words/times.js';
import { clock, elapsed } from '../../../src/words/clocks.js';

/** 2026-11-23 07:04:56.579876 UTC */
const AT = 1_795_417_496_579_876;

describe('times in words', () => {
  it('writes a time of day down to the microsecond', () => {
    expect(clock(AT, 'utc', 0)).toBe('07:04:56');
    expect(clock(AT, 'utc', 3)).toBe('07:04:56.579');
    expect(clock(AT, 'utc', 6)).toBe('07:04:56.579876');
  });

  it('writes elapsed time before and after zero', () => {
    expect(elapsed(13_883_000, 3)).toBe('+13.883 s');
    expect(elapsed(0, 3)).toBe('+0.000 s');
    expect(elapsed(-1_500_000, 1)).toBe('−1.5 s');
    expect(elapsed(123_456_789, 0)).toBe('+2:03');
    expect(elapsed(3_723_000_000, 0)).toBe('+1:02:03');
  });

  it('writes durations a person can take in', () => {
    expect(duration(850)).toBe('850 µs');
    expect(duration(12_400)).toBe('12.4 ms');
    expect(duration(13_883_000)).toBe('13.9 s');
    expect(duration(59_990_000)).toBe('1 min 0 s');
    expect(duration(123_000_000)).toBe('2 min 3 s');
    expect(duration(3_720_000_000)).toBe('1 h 2 min');
    expect(duration(273_600_000_000)).toBe('3 d 4 h');
  });
});
