import { describe, expect, it } from 'vitest';
import { syntheticLog } from './sample-log.js';
import { countOf, focusLanes, spoken, thePage } from './the-page.js';

const { churn, withPage } = await thePage();

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
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll('.toolbar vscode-dropdown')]
            .flatMap((element) => element.shadowRoot?.querySelector('.selected-value') ?? [])
            .filter((value) => value.scrollWidth > value.clientWidth)
            .map((value) => value.textContent),
        );
        expect(cut).toEqual([]);
        expect((await page.locator('.search').boundingBox())!.width).toBeGreaterThan(200);
      },
      { width },
    ),
  );

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
      const frames = await page.evaluate(async () => {
        let asked = 0;
        const request = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (callback) => {
          asked++;
          return request(callback);
        };
        await new Promise((resolve) => setTimeout(resolve, 500));
        return asked;
      });
      expect(frames).toBe(0);
    }));
});
