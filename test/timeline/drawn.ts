/** What is drawn, as the page's own picture tells it: its texts and boxes. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { last } from './the-page.js';

export interface Drawn {
  /** All texts, in the order they were drawn. */
  texts: string[];
  /** Filled rectangles, px of the lanes' canvas. */
  boxes: { x: number; y: number; width: number; height: number }[];
}

/** Height of the overview on top of the picture, px. */
const STRIP = 58;

export async function drawn(page: Page): Promise<Drawn> {
  await page.evaluate(() => {
    window.host.posted = window.host.posted.filter(({ type }) => type !== 'copy');
    window.host.send({ type: 'picture', wish: { format: 'svg', to: 'clipboard' } });
  });
  await expect.poll(() => last(page, 'copy')).toBeDefined();
  const svg = (await last(page, 'copy'))!.text;
  return page.evaluate(
    ({ source, strip }) => {
      const document = new DOMParser().parseFromString(source, 'image/svg+xml');
      const size = (element: Element, name: string): number => Number(element.getAttribute(name));
      return {
        texts: [...document.querySelectorAll('text')].map((text) => text.textContent),
        boxes: [...document.querySelectorAll('rect:not([fill=none])')].map((rect) => ({
          x: size(rect, 'x'),
          y: size(rect, 'y') - strip,
          width: size(rect, 'width'),
          height: size(rect, 'height'),
        })),
      };
    },
    { source: svg, strip: STRIP },
  );
}
