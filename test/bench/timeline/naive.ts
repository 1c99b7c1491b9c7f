/** The obvious way: a rectangle for every session, every time. */
import type { Browser } from 'playwright-core';
import type { LaneSource } from '../../../src/analysis/lanes/source.js';

const FRAMES = 40;
const CHUNK = 50_000;

/** ms that each frame took, panned and zoomed as in the page, all lanes on the screen. */
export async function naiveFrames(browser: Browser, { start, end, length, count }: LaneSource): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.setContent('<canvas width="1060" height="680"></canvas>');
  await page.evaluate(() => Object.assign(window, { bars: [] }));
  for (let from = 0; from < count; from += CHUNK) {
    const bars = Array.from(start.subarray(from, from + CHUNK), (at, i) => [at, end[from + i]!]);
    await page.evaluate((more) => (window as unknown as { bars: number[][] }).bars.push(...more), bars);
  }
  const frames = await page.evaluate(
    async ([frameCount, whole]) => {
      const { bars } = window as unknown as { bars: [number, number][] };
      const canvas = document.querySelector('canvas')!;
      const context = canvas.getContext('2d')!;
      const { width, height } = canvas;
      const times: number[] = [];
      for (let frame = 0; frame < frameCount; frame++) {
        const span = whole * 0.93 ** (frame % 20);
        const from = (whole - span) * 0.6;
        const began = performance.now();
        context.fillStyle = '#1f1f1f';
        context.fillRect(0, 0, width, height);
        context.fillStyle = '#3d5873';
        bars.forEach(([at, to], row) => {
          const x = ((at - from) / span) * width;
          context.fillRect(x, (row / bars.length) * height, Math.max(1, ((to - at) / span) * width), 1);
        });
        context.getImageData(0, 0, 1, 1);
        times.push(performance.now() - began);
        await new Promise(requestAnimationFrame);
      }
      return times;
    },
    [FRAMES, length] as const,
  );
  await page.close();
  return frames;
}
