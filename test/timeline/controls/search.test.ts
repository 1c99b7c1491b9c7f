import { describe, expect, it } from 'vitest';
import { countOf, focusLanes, kept, last, thePage } from '../the-page.js';

const { churn, withPage } = await thePage();
const FIELD = '.search input';
const ALL = String(churn.timeline.count);

describe('the search', () => {
  it('proposes keys and their values, which the keyboard takes', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('/');
      await page.keyboard.type('plu');
      await page.waitForSelector('.completions:not([hidden])');
      expect(await page.getAttribute(FIELD, 'aria-expanded')).toBe('true');
      await page.keyboard.press('ArrowDown');
      const marked = await page.getAttribute(FIELD, 'aria-activedescendant');
      expect(await page.textContent(`#${marked} .completion-text`)).toBe('plugin:');
      await page.keyboard.press('Tab');
      await expect.poll(() => page.textContent('.completions:not([hidden]) .completion-text')).toContain('echotest');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await page.inputValue(FIELD)).toMatch(/^plugin:\w+$/);
      // "plugin:" alone was looked for on the way, and finds none.
      await expect.poll(() => countOf(page, 'all')).not.toMatch(new RegExp(`^(0|${ALL})$`));
      const found = await countOf(page, 'all');
      await expect.poll(() => page.textContent('.search-count')).toBe(`${found} found`);
      await page.keyboard.press('Enter');
      expect(await page.locator('.lanes-focus').evaluate((lanes) => lanes === document.activeElement)).toBe(true);
    }));

  it('keeps what the keyboard has marked while the list becomes shorter, and as long as it is there', () =>
    withPage(churn, async (page) => {
      const items = (): Promise<number> => page.locator('.completions:not([hidden]) li').count();
      await focusLanes(page);
      await page.keyboard.press('/');
      await page.keyboard.type('p');
      await expect.poll(items).toBeGreaterThan(1);
      const all = await items();
      await page.keyboard.press('ArrowUp');
      const marked = async (): Promise<string | null> =>
        page.locator('.completions [aria-selected="true"] .completion-text').textContent({ timeout: 1000 });
      const last = (await marked())!;
      await page.keyboard.type(last.slice(1, 2));
      await expect.poll(items).toBeLessThan(all);
      expect(await marked()).toBe(last);
      await page.keyboard.type('§');
      await expect.poll(() => page.getAttribute(FIELD, 'aria-activedescendant')).toBeNull();
    }));

  it('says at once what it does not understand, and goes on showing what it showed', () =>
    withPage(churn, async (page) => {
      await page.fill(FIELD, 'echotest');
      await expect.poll(() => countOf(page, 'all')).not.toBe(ALL);
      const before = await countOf(page, 'all');
      await page.fill(FIELD, 'echotest rom:1234');
      await expect.poll(() => page.textContent('.search-problem')).toContain('There is no operator "rom"');
      expect(await page.getAttribute(FIELD, 'aria-invalid')).toBe('true');
      expect(await countOf(page, 'all')).toBe(before);
      await page.fill(FIELD, 'dur:long');
      await expect.poll(() => page.textContent('.search-problem')).toContain('a duration as 30s');
      await page.fill(FIELD, 'room:');
      await expect.poll(() => page.isHidden('.search-problem')).toBe(true);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.textContent('.search-problem')).toContain('"room:" needs a value');
    }));

  it('is cleared by its button, and by Escape once its list is closed', () =>
    withPage(churn, async (page) => {
      await page.fill(FIELD, 'echotest');
      await expect.poll(() => countOf(page, 'all')).not.toBe(ALL);
      await page.click('.search [aria-label="Clear the search"]');
      await expect.poll(() => countOf(page, 'all')).toBe(ALL);
      expect(await page.inputValue(FIELD)).toBe('');
      await page.fill(FIELD, 'tran');
      await page.waitForSelector('.completions:not([hidden])');
      await page.keyboard.press('Escape');
      expect(await page.isHidden('.completions')).toBe(true);
      expect(await page.inputValue(FIELD)).toBe('tran');
      await page.keyboard.press('Escape');
      expect(await page.inputValue(FIELD)).toBe('');
      await expect.poll(async () => (await kept(page)).query).toBe('');
    }));

  it('is for what goes on at the cursor with X, which takes the place of another time', () =>
    withPage(churn, async (page) => {
      await page.fill(FIELD, 'echotest at:2026-11-23');
      await expect.poll(() => countOf(page, 'all')).not.toBe(ALL);
      await focusLanes(page);
      await page.keyboard.press('x');
      await expect.poll(() => page.inputValue(FIELD)).toMatch(/^echotest at:2026-11-23T07:0\d:\d\d\.\d{3}$/);
      await expect.poll(async () => Number(await countOf(page, 'all'))).toBeGreaterThan(0);
    }));

  it('takes the filters that are saved in the editor, and a time to go to', () =>
    withPage(churn, async (page) => {
      await page.fill(FIELD, 'echotest');
      await page.click('.search [aria-label="Filters: apply, save, remove"]');
      await expect.poll(() => last(page, 'filters')).toMatchObject({ query: 'echotest' });
      await page.evaluate(() => window.host.send({ type: 'filter', query: 'videoroom' }));
      await expect.poll(() => page.inputValue(FIELD)).toBe('videoroom');
      await focusLanes(page);
      await page.keyboard.press('g');
      await expect.poll(() => last(page, 'askTime')).toBeDefined();
      for (let k = 0; k < 8; k++) await page.keyboard.press('w');
      await page.evaluate(() => window.host.send({ type: 'time', text: '07:07' }));
      const at = Date.UTC(2026, 10, 23, 7, 7) * 1000;
      await expect
        .poll(async () => {
          const { view } = await kept(page);
          return view !== null && view.from <= at && at <= view.to;
        })
        .toBe(true);
    }));

  it('leads to what it understands', () =>
    withPage(churn, async (page) => {
      await page.click('.search [aria-label="What can be searched for"]');
      await expect.poll(() => last(page, 'explainSearch')).toBeDefined();
    }));
});
