import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn } from '../drawn.js';
import { focusLanes, kept, last, lanesBox, rowMiddle, selectFirst, thePage } from '../the-page.js';

const the = await thePage();
const ZONED = / UTC$/;

const tell = (page: Page, zone: string): Promise<void> =>
  page.evaluate((chosen) => window.host.send({ type: 'preferences', names: 'display', zone: chosen }), zone);

describe('the clock of all panes', () => {
  it('is told by the extension, and is in axis, tooltip, details and table with date and zone', () =>
    the.withPage(the.churn, async (page) => {
      await tell(page, 'utc');
      await expect.poll(async () => (await kept(page)).zone).toBe('utc');
      expect((await drawn(page)).texts).toContain('Nov 23, 2026 · UTC');
      await selectFirst(page);
      const when = page.locator('.facts dt', { hasText: 'When' }).locator('xpath=following-sibling::dd[1]');
      expect(await when.textContent()).toMatch(/^2026-11-23 [\d:.]+ – [\d:.]+ UTC$/);
      const box = await lanesBox(page);
      await page.mouse.move(box.x + 60, await rowMiddle(page, 1));
      await expect.poll(() => page.locator('.tooltip dd').first().textContent()).toMatch(ZONED);
      await tell(page, 'elapsed');
      await expect.poll(() => when.textContent()).toMatch(/^\+[\d.]+ s – \+[\d:.]+/);
      await focusLanes(page);
      await page.keyboard.press('t');
      await expect.poll(() => page.locator('.table-row .cell.start').first().textContent()).toMatch(/^\+/);
      await tell(page, 'utc');
      await expect.poll(() => page.locator('.table-head .cell.start .head-label').textContent()).toMatch(/^Start UTC/);
      expect(await page.locator('.table-row .cell.start').first().textContent()).toMatch(/^2026-11-23 \d\d:/);
    }));

  it('is chosen in the toolbar for every pane', () =>
    the.withPage(the.churn, async (page) => {
      await page.locator('vscode-dropdown[aria-label="Time zone"]').focus();
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => last(page, 'clock')).toEqual({ type: 'clock', zone: 'utc' });
    }));

  it('has its zone in a narrow panel', () =>
    the.withPage(
      the.churn,
      async (page) => {
        await tell(page, 'utc');
        await expect.poll(async () => (await drawn(page)).texts).toContain('Nov 23 · UTC');
      },
      { width: 420 },
    ));
});
