import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { number } from '../../../src/words/numbers.js';
import { firstOf, focusLanes, kept, last, posted, spoken, thePage, type ThePage } from '../the-page.js';
import { settle } from '../open-page.js';

let the: ThePage;
beforeAll(async () => {
  the = await thePage();
});

const openTable = async (page: Page): Promise<void> => {
  await focusLanes(page);
  await page.keyboard.press('t');
  await page.waitForSelector('.table-row .cell.session');
};
const cells = (page: Page, column: string): Promise<string[]> =>
  page.locator(`.table-row .cell.${column}`).allTextContents();
const selectedId = (page: Page): Promise<string | null> =>
  page.locator('.table-row[aria-selected="true"] .cell.session').textContent();
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.className ?? '');

describe('the table of sessions', () => {
  it('shows the rows of the lanes, in their order, and takes the keyboard', () =>
    the.withPage(the.churn, async (page) => {
      await openTable(page);
      expect(await focused(page)).toContain('session-table');
      const shown = await cells(page, 'session');
      expect(shown.length).toBeGreaterThan(10);
      expect(shown).toEqual(the.churn.lanes.slice(0, shown.length).map(({ id }) => id));
      const table = page.getByRole('treegrid', { name: 'Sessions' });
      expect(await table.getAttribute('aria-rowcount')).toBe(String(277 + 1 + 1));
      expect(await page.locator('.table-row.header').getAttribute('aria-expanded')).toBe('true');
    }));

  it('shares the selection with the lanes, both ways', () =>
    the.withPage(the.churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      const silent = the.churn.lanes[firstOf(the.churn, 'silent')]!;
      await expect.poll(() => spoken(page)).toContain(silent.id);
      await openTable(page);
      expect(await selectedId(page)).toBe(silent.id);
      await page.keyboard.press('ArrowDown');
      await settle(page);
      const next = await selectedId(page);
      expect(next).not.toBe(silent.id);
      const active = await page.locator('.session-table').getAttribute('aria-activedescendant');
      expect(await page.locator(`#${active!} .cell.session`).textContent()).toBe(next);
      await page.keyboard.press('t');
      expect(await focused(page)).toBe('lanes-focus');
      expect(await spoken(page)).toContain(next);
    }));

  it('scrolls to what is selected and opens it in the log', () =>
    the.withPage(the.churn, async (page) => {
      await openTable(page);
      await page.keyboard.press('End');
      await settle(page);
      const lastLane = the.churn.lanes.at(-1)!;
      expect(await selectedId(page)).toBe(lastLane.id);
      await page.keyboard.press('Enter');
      expect(await last(page, 'openSession')).toMatchObject({ session: lastLane.session });
      await page.locator('.table-row .cell.session').first().click();
      await settle(page);
      expect((await last(page, 'selected'))?.session).not.toBe(lastLane.session);
      expect((await posted(page)).filter(({ type }) => type === 'openSession')).toHaveLength(1);
    }));

  it('sorts by its heads, and the other way at a second click; the arrangement is kept', () =>
    the.withPage(the.churn, async (page) => {
      await openTable(page);
      const head = page.locator('.table-head .cell.duration');
      await head.locator('button').click();
      await settle(page);
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      const lengths = the.churn.lanes.map(({ start, end }) => end - start).sort((a, b) => a - b);
      const longest = the.churn.lanes.find(({ start, end }) => end - start === lengths.at(-1))!;
      expect((await cells(page, 'session'))[0]).toBe(longest.id);
      await head.locator('button').click();
      await settle(page);
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      const shortest = the.churn.lanes.find(({ start, end }) => end - start === lengths[0])!;
      expect((await cells(page, 'session'))[0]).toBe(shortest.id);
      expect(await kept(page)).toMatchObject({ sorting: 'duration', reversed: true, table: true });
      // By keyboard the head stays where it is, for the next press.
      await page.locator('.table-head .cell.start button').focus();
      await page.keyboard.press('Enter');
      await settle(page);
      expect(await page.locator('.table-head .cell.start').getAttribute('aria-sort')).toBe('ascending');
      expect(await page.locator('.table-head .cell.start button:focus').count()).toBe(1);
    }));

  it('shows what search and segments leave', () =>
    the.withPage(the.churn, async (page) => {
      await openTable(page);
      await page.click('.segment.silent');
      await settle(page);
      expect(await page.locator('.session-table').getAttribute('aria-rowcount')).toBe(String(77 + 2));
      expect(new Set(await cells(page, 'ending'))).toEqual(new Set([' Ended silently']));
      expect(await page.locator('.table-row.header').textContent()).toContain(`${number(77)} silent`);
    }));

  it.each([400, 1280])('has room for what it shows at %i px', (width) =>
    the.withPage(
      the.churn,
      async (page) => {
        await openTable(page);
        const cut = await page.$$eval('.table-row .cell.session, .table-row .cell.ending', (all) =>
          all.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
        );
        expect(cut.filter((text) => text.length <= 16)).toEqual([]);
      },
      { width },
    ),
  );
});
