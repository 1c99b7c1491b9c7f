import { describe, expect, it } from 'vitest';
import { lineOn, type Rgb } from '../../../../media/timeline/drawing/color.js';

describe('lines on a ground', () => {
  it('keep their colour where it can be told from the ground', () => {
    expect(lineOn([33, 107, 189, 255], [230, 230, 230, 255])).toBe('rgb(230, 230, 230)');
  });

  it('become black or white where it cannot: the greys of Solarized on its blue', () => {
    const blue: Rgb = [38, 139, 210, 255];
    expect(lineOn(blue, [101, 123, 131, 255])).toBe('#000000');
    expect(lineOn([20, 70, 120, 255], [60, 90, 100, 255])).toBe('#ffffff');
  });
});
