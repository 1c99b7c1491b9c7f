import { expect, test } from 'vitest';
import { EventRate } from '../../../../src/live/session/event-rate.js';

test('events that come before the first count are in the rate', () => {
  const rate = new EventRate();
  rate.begin(0, 0);
  expect(rate.perSecond).toBe(0);
  rate.count(1000, 120);
  expect(rate.perSecond).toBe(120);
  rate.count(2000, 120);
  expect(rate.perSecond).toBe(60);
});

test('the rate is of the last five seconds', () => {
  const rate = new EventRate();
  rate.begin(0, 1000);
  rate.count(1000, 1500);
  for (let second = 2; second <= 5; second++) rate.count(second * 1000, 1500);
  expect(rate.perSecond).toBe(100);
  rate.count(6000, 1500);
  expect(rate.perSecond).toBe(0);
  rate.end();
  expect(rate.perSecond).toBe(0);
});
