import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { recordedLog } from '../sample-log.js';
import { selectFirst, thePage } from '../the-page.js';

const { built, withPage } = await thePage();
const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
afterAll(() => rooms.dispose());

/** What a chart says beside its axes, px on its canvas. */
interface Label {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From now on each canvas remembers the labels of its last drawing. */
const rememberLabels = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    const fillText = Reflect.get(prototype, 'fillText') as (...args: unknown[]) => void;
    const clearRect = Reflect.get(prototype, 'clearRect') as (...args: unknown[]) => void;
    const labels = new Map<HTMLCanvasElement, Label[]>();
    Reflect.set(window, 'labels', labels);
    Reflect.set(prototype, 'clearRect', function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      labels.set(this.canvas, []);
      clearRect.apply(this, args);
    });
    Reflect.set(
      prototype,
      'fillText',
      function (this: CanvasRenderingContext2D, text: string, x: number, y: number, ...more: unknown[]) {
        fillText.apply(this, [text, x, y, ...more]);
        const size = this.measureText(text);
        const { e, f } = this.getTransform();
        if (text !== '')
          labels.get(this.canvas)?.push({
            text,
            left: e + x - size.actualBoundingBoxLeft,
            right: e + x + size.actualBoundingBoxRight,
            top: f + y - size.actualBoundingBoxAscent,
            bottom: f + y + size.actualBoundingBoxDescent,
          });
      },
    );
  });

/** The labels of each chart. */
const chartLabels = (page: Page): Promise<Label[][]> =>
  page.evaluate(() => {
    const labels = Reflect.get(window, 'labels') as Map<HTMLCanvasElement, Label[]>;
    return [...document.querySelectorAll<HTMLCanvasElement>('.chart canvas')].map((canvas) => labels.get(canvas) ?? []);
  });

const meet = (a: Label, b: Label): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('media statistics', () => {
  it('are drawn and summed up in a table', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      await expect.poll(() => page.locator('.chart').count()).toBeGreaterThan(1);
      await page.locator('.chart canvas').first().scrollIntoViewIfNeeded();
      const drawn = await page
        .locator('.chart canvas')
        .first()
        .evaluate((canvas: HTMLCanvasElement) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          let blue = 0;
          for (let i = 0; i < data.length; i += 4) if (data[i + 2]! - data[i]! > 60) blue++;
          return blue;
        });
      expect(drawn).toBeGreaterThan(100);
      const figures = page.locator('.figures');
      expect(await figures.locator('thead').textContent()).toBe('minmedianmax');
      expect(await figures.locator('tbody tr').first().textContent()).toMatch(/^Bitrate \(in\).*kbit\/s$/);
      // Within the pane, which is no wider than 340 px.
      const [plot, pane] = [
        await page.locator('.chart .u-wrap').first().boundingBox(),
        await page.locator('.detail').boundingBox(),
      ];
      expect(plot!.x + plot!.width).toBeLessThanOrEqual(pane!.x + pane!.width);
      // The pointer reads values off; a click moves the time cursor of the canvas.
      await page
        .locator('.chart .u-over')
        .first()
        .hover({ position: { x: 120, y: 20 } });
      await expect.poll(() => page.locator('.chart figcaption').first().textContent()).toMatch(/\d\d:\d\d:\d\d\.\d{3}/);
      await page
        .locator('.chart .u-over')
        .first()
        .click({ position: { x: 120, y: 20 } });
      await expect.poll(() => page.locator('.plot-mark:not([hidden])').count()).toBeGreaterThan(1);
    }));

  it('are drawn of the medium that is chosen', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      const medium = page.locator('.statistics vscode-dropdown');
      await medium.waitFor();
      await medium.click();
      await medium.locator('vscode-option').filter({ hasText: 'audio' }).first().click();
      await expect.poll(() => medium.evaluate((list: HTMLElement & { value: string }) => list.value)).toBe('0');
      expect(await page.locator('.chart').count()).toBeGreaterThan(0);
    }));

  it('have labels that do not lie over each other', () =>
    withPage(rooms, async (page) => {
      await rememberLabels(page);
      await selectFirst(page);
      await expect.poll(async () => (await chartLabels(page)).length).toBeGreaterThan(1);
      await expect.poll(async () => (await chartLabels(page)).every((labels) => labels.length > 2)).toBe(true);
      for (const labels of await chartLabels(page))
        for (const [k, label] of labels.entries())
          expect(labels.slice(k + 1).filter((other) => meet(label, other))).toEqual([]);
    }));
});
