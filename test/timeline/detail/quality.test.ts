import { afterAll, describe, expect, it } from 'vitest';
import { mediaLines } from '../media-log.js';
import { logOf } from '../sample-log.js';
import { countOf, focusLanes, selectFirst, spoken, thePage } from '../the-page.js';

const { built, withPage } = await thePage();
const media = await logOf(built.worker, ...mediaLines());
afterAll(() => media.dispose());

/** Sorts by quality as the drop-down does, and waits until the lanes say it. */
async function sortByQuality(page: Parameters<Parameters<typeof withPage>[1]>[0]): Promise<void> {
  await page.locator('#arrangement vscode-dropdown').nth(1).click();
  await page.getByText('Sort: quality', { exact: true }).click();
  await focusLanes(page);
  await page.keyboard.press('Home');
  await expect.poll(() => spoken(page)).toContain('Quality');
}

describe('quality', () => {
  it('of a connection is told with its reasons and what is not told, and drawn over time', () =>
    withPage(media, async (page) => {
      await selectFirst(page);
      await page.locator('.detail .lives').getByText('PeerConnection').click();
      await page.locator('.media-quality').waitFor();
      const text = async (): Promise<string> => (await page.textContent('.media-quality')) ?? '';
      expect(await text()).toContain('Audio to Janus');
      expect(await text()).toContain('0 % of the packets lost');
      expect(await text()).toContain('Loss: not told');
      await page.locator('.detail .chart').first().waitFor();
      await page.locator('.detail table.figures').waitFor();
    }));

  it('sorts lanes, the worst first, and says so in words', () =>
    withPage(media, async (page) => {
      await sortByQuality(page);
      expect(await spoken(page)).toMatch(/Quality 1\.\d of 5, bad/);
    }));

  it('of the log is told in figures, and the worst lead to their sessions', () =>
    withPage(media, async (page) => {
      const worst = page.locator('.detail section', { hasText: 'The worst' }).locator('.figure');
      await expect.poll(() => worst.count()).toBe(2);
      await worst.first().click();
      await expect.poll(() => countOf(page, 'all')).toBe('1');
    }));
});
