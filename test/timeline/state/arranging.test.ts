import { describe, expect, it } from 'vitest';
import { countOf, focusLanes, kept, spoken, thePage } from '../the-page.js';

const { churn, withPage } = await thePage();

describe('arranging', () => {
  it('search narrows the lanes and the counts; clearing brings all back', () =>
    withPage(churn, async (page) => {
      await page.fill('.search input', 'echotest');
      await expect.poll(() => countOf(page, 'all')).not.toBe('277');
      await page.fill('.search input', 'no such session');
      await expect.poll(() => page.textContent('.notice h2')).toBe('No session matches');
      await page.click('.notice vscode-button');
      await expect.poll(() => countOf(page, 'all')).toBe('277');
      expect(await page.isHidden('.notice')).toBe(true);
    }));

  it('a search that leaves the selected session out takes its details away; without the search it is there again', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.waitForSelector('.verdict');
      const selected = await page.textContent('.detail h2');
      expect(selected).toMatch(/\d{16}/);
      await page.fill('.search input', 'no such session');
      await expect.poll(() => page.textContent('.detail h2')).toBe('events.jsonl');
      await page.click('.notice vscode-button');
      await expect.poll(() => page.textContent('.detail h2')).toBe(selected);
    }));

  it('a segment shows its sessions alone', () =>
    withPage(churn, async (page) => {
      await page.click('.segment.silent');
      await focusLanes(page);
      for (const id of churn.lanes
        .filter(({ outcome }) => outcome === 'silent')
        .map((lane) => lane.id)
        .slice(0, 3)) {
        await page.keyboard.press('ArrowDown');
        await expect.poll(() => spoken(page)).toContain(id);
      }
    }));

  it('groups and sorts by the dropdowns', () =>
    withPage(churn, async (page) => {
      await page.click('vscode-dropdown[aria-label="Group sessions"]');
      await page.click('vscode-option[value="plugin"]');
      await page.click('vscode-dropdown[aria-label="Sort sessions"]');
      await page.click('vscode-option[value="duration"]');
      expect(await kept(page)).toMatchObject({ grouping: 'plugin', sorting: 'duration' });
    }));

  it('is all there again after the panel was hidden', () =>
    withPage(churn, async (page) => {
      await page.click('.segment.silent');
      await page.fill('.search input', 'videoroom');
      await focusLanes(page);
      await page.keyboard.press('n');
      for (const key of ['n', 'w', 'w']) await page.keyboard.press(key);
      const before = await kept(page);
      const selected = await spoken(page);
      expect(before).toMatchObject({ query: 'videoroom', segment: 'silent' });
      await page.reload();
      await page.waitForSelector('.page:not(.blank)');
      expect(await kept(page)).toEqual(before);
      await expect.poll(() => spoken(page)).toBe(selected);
      expect(await page.inputValue('.search input')).toBe('videoroom');
      await expect.poll(() => page.textContent('.detail h2')).toContain(before.selected!.id);
    }));
});
