import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { AXIS, focusLanes, HEADER, lanesBox, last, rowMiddle, thePage } from '../the-page.js';

const { churn, withPage } = await thePage();

/** What VS Code finds on the way up from an element, as its webviews look for it. */
const contextOf = (page: Page, selector: string): Promise<Record<string, unknown>> =>
  page.evaluate((from) => {
    let found: Record<string, unknown> = {};
    for (let element = document.querySelector<HTMLElement>(from); element !== null; element = element.parentElement)
      if (element.dataset['vscodeContext'] !== undefined)
        found = { ...(JSON.parse(element.dataset['vscodeContext']) as object), ...found };
    return found;
  }, selector);

const SESSION = { preventDefaultContextMenuItems: true, webviewSection: 'session' };
const NOTHING = { preventDefaultContextMenuItems: true };

describe('the context menu', () => {
  it('is about the lane it was asked for, which becomes the selected one; elsewhere it is empty', () =>
    withPage(churn, async (page) => {
      await page.mouse.click(500, await rowMiddle(page, 3), { button: 'right' });
      expect(await last(page, 'selected')).toEqual({ type: 'selected', session: 2 });
      expect(await contextOf(page, '.lanes-canvas')).toEqual(SESSION);
      const box = await lanesBox(page);
      await page.mouse.click(box.x + 60, box.y + AXIS + HEADER / 2, { button: 'right' });
      expect(await contextOf(page, '.lanes-canvas')).toEqual(NOTHING);
      expect(await contextOf(page, '.toolbar')).toEqual(NOTHING);
    }));

  it('is about the selected session where a key asks for it', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.waitForSelector('.verdict');
      await page.evaluate(() =>
        document.activeElement?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, button: 0 })),
      );
      expect(await contextOf(page, '.lanes-focus')).toEqual(SESSION);
    }));

  it('is about the row of the table it was asked for', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('t');
      await page.locator('.table-row[data-session="4"]').click({ button: 'right' });
      await expect.poll(() => last(page, 'selected')).toEqual({ type: 'selected', session: 4 });
      expect(await contextOf(page, '.session-table')).toEqual(SESSION);
    }));

  it('keeps Cut, Copy and Paste where there is text', () =>
    withPage(churn, async (page) => {
      for (const place of ['.search', '.detail'])
        expect(await contextOf(page, place)).toEqual({ preventDefaultContextMenuItems: false });
    }));
});
