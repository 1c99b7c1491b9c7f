import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SilentNews } from '../../../../src/live/session/silent-news.js';

let told: number[];
let wanted: boolean;
let news: SilentNews;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  wanted = true;
  news = new SilentNews((count) => {
    if (wanted) told.push(count);
    return wanted;
  });
});

afterEach(() => {
  news.dispose();
  vi.useRealTimers();
});

test('what was there at first is no news; the first that comes is told at once', () => {
  news.counted(7);
  vi.advanceTimersByTime(120_000);
  expect(told).toEqual([]);
  news.counted(8);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1]);
});

test('the next ones wait until a minute has passed, and are told together', () => {
  news.counted(0);
  news.counted(1);
  vi.advanceTimersByTime(1);
  for (const silent of [2, 3]) {
    news.counted(silent);
    vi.advanceTimersByTime(20_000);
  }
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual([1, 2]);
  vi.advanceTimersByTime(600_000);
  expect(told).toEqual([1, 2]);
});

test('a count that falls, as for a log begun anew, starts over', () => {
  news.counted(5);
  news.counted(0);
  news.counted(2);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([2]);
});

test('one that is taken back before it is told is not told', () => {
  news.counted(0);
  news.counted(1);
  vi.advanceTimersByTime(1);
  news.counted(2);
  news.counted(1);
  vi.advanceTimersByTime(600_000);
  expect(told).toEqual([1]);
});

test('where nobody wants to know nothing waits for the next, and what went by stays untold', () => {
  wanted = false;
  news.counted(0);
  news.counted(3);
  vi.advanceTimersByTime(1);
  wanted = true;
  news.counted(4);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1]);
});

test('disposed of, it tells nothing any more', () => {
  news.counted(0);
  news.counted(1);
  news.dispose();
  vi.advanceTimersByTime(600_000);
  expect(told).toEqual([]);
});
