import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Notices } from '../../../src/live/notices.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function noticing(): { notices: Notices; told: string[] } {
  const told: string[] = [];
  return { notices: new Notices((message) => told.push(message)), told };
}

describe('notices', () => {
  test('of a kind are told once a minute, with how many there were', () => {
    const { notices, told } = noticing();
    for (const n of [1, 2, 3]) notices.say(`refused ${n}`, 'refused');
    vi.advanceTimersByTime(60_000);
    notices.say('refused 4', 'refused');
    expect(told).toEqual(['refused 1', 'refused 4 (2 more of these since the last notice.)']);
  });

  test('that were counted and not told are told at the end, once', () => {
    const { notices, told } = noticing();
    for (const n of [1, 2, 3]) notices.say(`refused ${n}`, 'refused');
    notices.say('another');
    notices.end();
    notices.end();
    expect(told).toEqual(['refused 1', 'another', 'refused 1 (2 more of these since the last notice.)']);
  });

  test('and when so many kinds come that this one is forgotten', () => {
    const { notices, told } = noticing();
    for (const n of [1, 2]) notices.say(`refused ${n}`, 'refused');
    for (let n = 0; n < 256; n++) {
      if (n % 64 === 0) vi.advanceTimersByTime(60_000);
      notices.say(`kind ${n}`);
    }
    expect(told).toContain('refused 1 (1 more of these since the last notice.)');
  });

  test('that are all different are told up to a number, and then how many there were', () => {
    const { notices, told } = noticing();
    for (let n = 0; n < 100; n++) notices.say(`a topic ${n}`);
    expect(told).toHaveLength(64);
    vi.advanceTimersByTime(60_000);
    notices.say('a topic');
    expect(told.slice(64)).toEqual(['36 more notices came too fast to be told.', 'a topic']);
    for (let n = 0; n < 64; n++) notices.say(`another ${n}`);
    notices.end();
    expect(told.at(-1)).toBe('1 more notice came too fast to be told.');
  });
});
