import { afterAll, describe, expect, it } from 'vitest';
import { settle } from './open-page.js';
import { drawn } from './drawn.js';
import { recordedLog, syntheticLog } from './sample-log.js';
import { countOf, cutWords, focusLanes, spoken, thePage } from './the-page.js';

const { built, churn, withPage } = await thePage();
const media = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-echotest/events.jsonl');
afterAll(() => media.dispose());

describe('sizes', () => {
  it('nothing is clipped at 400 px, and the menu holds what the toolbar has no room for', () =>
    withPage(
      churn,
      async (page) => {
        const beyond = await page.evaluate(
          () =>
            [...document.querySelectorAll('.toolbar *, .detail, .lanes')].filter((element) => {
              const box = element.getBoundingClientRect();
              return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
            }).length,
        );
        expect(beyond).toBe(0);
        expect(await page.isVisible('vscode-dropdown[aria-label="Group sessions"]')).toBe(false);
        await page.click('.menu-button');
        expect(await page.isVisible('vscode-dropdown[aria-label="Group sessions"]')).toBe(true);
        await page.keyboard.press('Escape');
        expect(await page.isVisible('vscode-dropdown[aria-label="Group sessions"]')).toBe(false);
      },
      { width: 400 },
    ));

  it.each([1100, 1140, 1180, 1300])('no word of the toolbar is cut off at %i px', (width) =>
    withPage(
      churn,
      async (page) => {
        expect(await cutWords(page)).toEqual([]);
        expect((await page.locator('.search').boundingBox())!.width).toBeGreaterThan(200);
      },
      { width },
    ),
  );

  it.each([701, 740, 760, 800, 960, 1139])('no tool is out of the panel at %i px', (width) =>
    withPage(
      churn,
      async (page) => {
        await expect.poll(() => countOf(page, 'all')).toBe('277');
        const right = (): Promise<number> =>
          page.evaluate(() =>
            Math.max(...[...document.querySelectorAll('.tools > *')].map((tool) => tool.getBoundingClientRect().right)),
          );
        await expect.poll(right).toBeLessThanOrEqual(width);
      },
      { width },
    ),
  );

  it.each([260, 300, 318])('every outcome is whole in the panel at %i px', (width) =>
    withPage(
      syntheticLog(10_000),
      async (page) => {
        await expect.poll(() => countOf(page, 'all')).toBe('10,000');
        const sizes = await page.evaluate(() =>
          [...document.querySelectorAll('.segment .segment-text')].map((text) => {
            const segment = text.closest('.segment')!.getBoundingClientRect();
            const { left, right } = text.getBoundingClientRect();
            return { inSegment: left >= segment.left && right <= segment.right, right: segment.right };
          }),
        );
        expect(sizes.length).toBe(5);
        for (const { inSegment, right } of sizes) {
          expect(inSegment).toBe(true);
          expect(right).toBeLessThanOrEqual(width);
        }
      },
      { width },
    ),
  );

  it('the count of silent endings in a group is whole in a narrow panel', () =>
    withPage(
      syntheticLog(10_000),
      async (page) => {
        await expect.poll(async () => (await drawn(page)).texts).toContain('666');
        expect((await drawn(page)).texts).not.toContain('666 silent');
        await page.setViewportSize({ width: 900, height: 800 });
        await expect.poll(async () => (await drawn(page)).texts).toContain('666 silent');
      },
      { width: 300 },
    ));

  it('no part makes another one another size in turn, whatever the width', () =>
    withPage(media, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('.verdict');
      // The page itself tells what the browser complains of, and that fails the test.
      for (const table of [false, true]) {
        if (table) await page.keyboard.press('t');
        for (const width of [760, 699, 701, 758, 762, 520, 519, 740, 760, 1140, 761]) {
          await page.setViewportSize({ width, height: 500 });
          await settle(page);
        }
        await focusLanes(page).catch(() => undefined);
      }
    }));

  it('the toolbar stays where it is in a panel too low for all', () =>
    withPage(
      churn,
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('n');
        await page.waitForSelector('.grid-canvas .time');
        await page.locator('.grid-canvas').evaluate((element) => element.scrollIntoView({ block: 'end' }));
        await page.focus('.detail');
        await page.keyboard.press('End');
        expect((await page.locator('.toolbar').boundingBox())!.y).toBe(0);
      },
      { width: 700, height: 160 },
    ));

  it.each([520, 1280])('no text of the keys stands over another at %i px', (width) =>
    withPage(
      churn,
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('?');
        const over = await page.evaluate(
          () =>
            [...document.querySelectorAll('.help dt')].filter((element) => element.scrollWidth > element.clientWidth)
              .length,
        );
        expect(over).toBe(0);
      },
      { width },
    ),
  );

  it('the details stand below in a narrow panel and can be resized by keys', () =>
    withPage(
      churn,
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('n');
        await page.waitForSelector('.detail h2');
        const [lanes, detail] = [
          await page.locator('.lanes').boundingBox(),
          await page.locator('.detail').boundingBox(),
        ];
        expect(detail!.y).toBeGreaterThanOrEqual(lanes!.y + lanes!.height);
        await page.focus('.splitter');
        await page.keyboard.press('ArrowUp');
        await expect
          .poll(async () => (await page.locator('.detail').boundingBox())!.height)
          .toBeGreaterThan(detail!.height);
      },
      { width: 400 },
    ));

  it('ten thousand sessions work as one does', () =>
    withPage(syntheticLog(10_000), async (page) => {
      expect(await countOf(page, 'all')).toBe('10,000');
      await focusLanes(page);
      await page.keyboard.press('End');
      await expect.poll(() => spoken(page)).toContain('Session');
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).toContain('ended silently');
      await page.fill('.search input', 'user-9990 ');
      await expect.poll(() => countOf(page, 'all')).toBe('1');
    }));

  it('nothing is drawn while nothing happens', () =>
    withPage(churn, async (page) => {
      await settle(page);
      expect(await page.evaluate(() => window.host.due())).toEqual({ answers: 0, frames: 0, timers: 0 });
    }));
});
