import { describe, expect, it } from 'vitest';
import { recordedLog } from '../sample-log.js';
import {
  AXIS,
  focusLanes,
  GUTTER,
  HEADER,
  kept,
  LANE,
  lanesBox,
  last,
  rowMiddle,
  spoken,
  thePage,
} from '../the-page.js';

const { built, churn, withPage } = await thePage();

describe('hands', () => {
  it('zoom with the wheel at the pointer: the time under it stays', () =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      const share = 0.4;
      const x = box.x + GUTTER + (box.width - GUTTER) * share;
      await page.mouse.move(x, box.y + 200);
      await page.mouse.wheel(0, -600);
      const { view } = await kept(page);
      const { timeline } = churn;
      const before = timeline.origin - timeline.length * 0.03 + timeline.length * 1.06 * share;
      const after = view!.from + (view!.to - view!.from) * share;
      expect(view!.to - view!.from).toBeLessThan(timeline.length * 0.9);
      // Within two pixels' time.
      expect(Math.abs(after - before)).toBeLessThan((timeline.length * 1.06 * 2) / (box.width - GUTTER));
    }));

  it('scroll with the wheel over the ids, and pan with Shift', () =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      await page.mouse.move(box.x + 60, box.y + 200);
      await page.mouse.wheel(0, 300);
      expect(await kept(page)).toMatchObject({ scroll: 300, view: null });
      await page.mouse.move(box.x + 500, box.y + 200);
      await page.mouse.wheel(0, -900);
      const { view } = await kept(page);
      await page.keyboard.down('Shift');
      await page.mouse.wheel(0, 100);
      await page.keyboard.up('Shift');
      const panned = (await kept(page)).view;
      expect(panned!.from).toBeGreaterThan(view!.from);
      expect(panned!.to - panned!.from).toBeCloseTo(view!.to - view!.from, 0);
    }));

  it('select with a click, which opens nothing; a double click opens the log', () =>
    withPage(churn, async (page) => {
      const y = await rowMiddle(page, 3);
      await page.mouse.click(500, y);
      expect(await last(page, 'selected')).toEqual({ type: 'selected', session: 2 });
      expect(await last(page, 'openSession')).toBeUndefined();
      expect(await last(page, 'open')).toBeUndefined();
      await page.mouse.dblclick(500, y);
      expect(await last(page, 'openSession')).toMatchObject({ session: 2 });
    }));

  it('pan by dragging without selecting', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      for (let i = 0; i < 4; i++) await page.keyboard.press('w');
      const before = (await kept(page)).view;
      const box = await lanesBox(page);
      await page.mouse.move(box.x + 600, box.y + 200);
      await page.mouse.down();
      await page.mouse.move(box.x + 450, box.y + 120, { steps: 4 });
      await page.mouse.up();
      const after = await kept(page);
      expect(after.view!.from).toBeGreaterThan(before!.from);
      expect(after.scroll).toBe(80);
      expect(await last(page, 'selected')).toBeUndefined();
    }));

  it('fold a group at its header', () =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      await page.mouse.click(box.x + 60, box.y + AXIS + HEADER / 2);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => spoken(page)).toBe('No session selected');
      await page.mouse.click(box.x + 60, box.y + AXIS + HEADER / 2);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => spoken(page)).toContain('Session');
    }));

  it('drag the window of the overview, and mark a new one', () =>
    withPage(churn, async (page) => {
      await page.mouse.move(400, 60);
      await page.mouse.down();
      await page.mouse.move(600, 60, { steps: 4 });
      await page.mouse.up();
      const marked = (await kept(page)).view!;
      expect(marked.to - marked.from).toBeLessThan(churn.timeline.length * 0.2);
      await page.mouse.move(500, 60);
      await page.mouse.down();
      await page.mouse.move(700, 60, { steps: 4 });
      await page.mouse.up();
      const moved = (await kept(page)).view!;
      expect(moved.from).toBeGreaterThan(marked.from);
      expect(moved.to - moved.from).toBeCloseTo(marked.to - marked.from, 0);
    }));

  it('are told of a handle on its own line, and of nothing while a key has opened something else', async () => {
    const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
    try {
      await withPage(rooms, async (page) => {
        await focusLanes(page);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press(' ');
        const tooltip = page.locator('.tooltip');
        const y = (await rowMiddle(page, 1)) + LANE;
        await expect
          .poll(async () => {
            await page.mouse.move(500, y + 1);
            await page.mouse.move(500, y);
            return tooltip.textContent();
          })
          .toMatch(/^videoroom 1460580189681029Known aspub-alice-leaves-cleanlyAttached/);
        await page.keyboard.press('?');
        expect(await tooltip.isVisible()).toBe(false);
      });
    } finally {
      rooms.dispose();
    }
  });
});
