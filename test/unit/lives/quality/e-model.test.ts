import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delayImpairment, equipmentImpairment, mosOf, speechScore } from '../../../../src/lives/quality/e-model.js';

describe('E-model', () => {
  test.each([
    // R and MOS of G.107, Annex B, formula B-4: 90, 80, 70, 60, 50.
    [90, 4.34],
    [80, 4.02],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
    [0, 1],
    [-20, 1],
    [120, 4.5],
  ])('a rating of %d is a MOS of %d', (rating, mos) => {
    expect(mosOf(rating)).toBeCloseTo(mos, 2);
  });

  test('delay costs nothing up to 100 ms, and much beyond 250 ms', () => {
    expect(delayImpairment(100)).toBe(0);
    expect(delayImpairment(150)).toBeLessThan(1);
    expect(delayImpairment(400)).toBeGreaterThan(20);
  });

  test('G.711 with concealment loses nothing without loss, and half at a loss of its robustness', () => {
    expect(equipmentImpairment('pcmu', 0)).toBe(0);
    expect(equipmentImpairment('pcmu', 25.1)).toBeCloseTo(47.5);
    expect(equipmentImpairment('G729', 0)).toBe(11);
  });

  test('any figures make a score from 1 to 4.5, and more loss or delay never a better one', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const ms = fc.option(fc.double({ min: 0, max: 30_000, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(share, share, ms, ms, fc.string(), (a, b, rtt, jitter, codec) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const score = speechScore({ codec, loss: less, rtt, jitter });
        expect(score).toBeGreaterThanOrEqual(1);
        expect(score).toBeLessThanOrEqual(4.5);
        expect(speechScore({ codec, loss: more, rtt, jitter })).toBeLessThanOrEqual(score + 1e-9);
        expect(speechScore({ codec, loss: less, rtt: (rtt ?? 0) + 500, jitter })).toBeLessThanOrEqual(score + 1e-9);
      }),
    );
  });
});
