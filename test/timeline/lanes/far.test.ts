import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/analysis/lanes/protocol.js';
import { settle } from '../open-page.js';
import { colorsAround, isRed } from '../pixels.js';
import { lanesOnly, type SampleLog } from '../sample-log.js';
import { syntheticSessions } from '../synthetic-sessions.js';
import { AXIS, focusLanes, GUTTER, kept, lanesBox, spoken, thePage } from '../the-page.js';

const { withPage } = await thePage();

const MILLION = 1_000_000;
const SILENT = 654_322;

function loneSilentEnding(): { log: SampleLog; end: number; row: number } {
  const sessions = syntheticSessions(MILLION, ['destroyed', 'timeout']);
  sessions.outcome[SILENT] = OUTCOMES.indexOf('silent');
  // Every third session is of the other emitter, whose group comes behind a header and all of these.
  const before = SILENT - Math.ceil(SILENT / 3);
  return { log: lanesOnly(sessions), end: sessions.end[SILENT]!, row: 1 + before };
}

/** Where a time and a row are on the canvas of the lanes, CSS px. */
async function placeOf(page: Page, log: SampleLog, time: number, row: number): Promise<{ x: number; y: number }> {
  const { view, scroll, laneHeight } = await kept(page);
  const { origin, length } = log.timeline;
  const box = await lanesBox(page);
  const from = view === null ? -0.03 * length : view.from - origin;
  const span = view === null ? 1.06 * length : view.to - view.from;
  const rows = MILLION + 2;
  const height = laneHeight === null ? 20 : Math.max(laneHeight, (box.height - AXIS) / rows);
  return {
    x: GUTTER + ((time - from) / span) * (box.width - GUTTER),
    y: AXIS + (row + 0.5) * height - scroll,
  };
}

describe('one silent ending among a million', () => {
  it('is red in the overview, and in the lanes at every zoom', () => {
    const { log, end, row } = loneSilentEnding();
    return withPage(log, async (page) => {
      const red = async (canvas: string, x: number, y: number, reach = 2): Promise<boolean> =>
        (await colorsAround(page, canvas, x, y, reach)).some(isRed);
      const strip = (await page.locator('.strip-canvas').boundingBox())!;
      const { length } = log.timeline;
      expect(
        await red('.strip-canvas', ((end + 0.03 * length) / (1.06 * length)) * strip.width, strip.height - 7),
      ).toBe(true);

      await focusLanes(page);
      await page.keyboard.press('v');
      const box = await lanesBox(page);
      // From all of the log to a few lanes of some minutes: closer in time, then fewer lanes, by turns.
      for (let step = 0; step < 14; step++) {
        await settle(page);
        const { x, y } = await placeOf(page, log, end, row);
        await expect.poll(() => red('.lanes-canvas', x, y), { message: `step ${step}` }).toBe(true);
        await page.mouse.move(box.x + x, box.y + y);
        if (step % 2 === 1) await page.keyboard.down('Alt');
        for (let i = 0; i < 2; i++) await page.mouse.wheel(0, -350);
        await page.keyboard.up('Alt');
      }
      expect((await kept(page)).laneHeight).toBeNull();
      const { x, y } = await placeOf(page, log, end, row);
      await page.mouse.click(box.x + x - 12, box.y + y);
      await expect.poll(() => spoken(page)).toContain('ended silently');
    });
  }, 240_000);

  it('is what a click on its mark selects, however many share the pixel', () => {
    const { log, end, row } = loneSilentEnding();
    return withPage(log, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('v');
      const box = await lanesBox(page);
      const { x, y } = await placeOf(page, log, end, row);
      await expect.poll(async () => (await colorsAround(page, '.lanes-canvas', x, y, 2)).some(isRed)).toBe(true);
      await page.mouse.click(box.x + x, box.y + y);
      await expect.poll(() => spoken(page)).toContain('ended silently');
    });
  });
});
