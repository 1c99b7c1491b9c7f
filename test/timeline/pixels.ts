/** What is drawn: colours read back from a canvas of the page. */
import type { Page } from 'playwright-core';

export type Color = [red: number, green: number, blue: number];

/** Colours of the pixels within `reach` px of a place on a canvas (CSS px, one device pixel each). */
export function colorsAround(page: Page, canvas: string, x: number, y: number, reach: number): Promise<Color[]> {
  return page.locator(canvas).evaluate(
    (element: HTMLCanvasElement, at) => {
      const size = at.reach * 2 + 1;
      const { data } = element
        .getContext('2d')!
        .getImageData(Math.round(at.x) - at.reach, Math.round(at.y) - at.reach, size, size);
      const colors: [number, number, number][] = [];
      for (let i = 0; i < data.length; i += 4) colors.push([data[i]!, data[i + 1]!, data[i + 2]!]);
      return colors;
    },
    { x, y, reach },
  );
}

/** Much redder than anything else on the page. */
export function isRed([red, green, blue]: Color): boolean {
  return red > 180 && red - green > 80 && red - blue > 80;
}
