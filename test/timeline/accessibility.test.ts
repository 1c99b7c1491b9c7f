import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialState } from '../../media/timeline/state/view-state.js';
import { buildPage, type Built, launch, openPage, settle } from './open-page.js';
import { type RecordedLog, recordedLog } from './sample-log.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let built: Built;
let browser: Browser;
let log: RecordedLog;
let rooms: RecordedLog;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildPage(), launch()]);
  log = await recordedLog(built.worker, 'test/corpus/1.1.2/churn/events.jsonl');
  rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
});
afterAll(async () => {
  log.dispose();
  rooms.dispose();
  await browser.close();
});

/** What axe-core objects to, a line each. */
async function objections(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

describe('axe-core finds nothing to object to', () => {
  for (const theme of ['dark', 'light', 'contrast'] as const) {
    it.each([1280, 400])(`in ${theme} at %i px`, async (width) => {
      const { page } = await openPage(browser, built, log, { theme, width });
      await page.waitForSelector('.page:not(.blank)');
      await settle(page);
      expect(await objections(page)).toEqual([]);
      await page.focus('.lanes-focus');
      await page.keyboard.press('n');
      await page.keyboard.press('.');
      await page.waitForSelector('.tree');
      expect(await objections(page)).toEqual([]);
      await page.focus('.lanes-focus');
      await page.keyboard.press('?');
      expect(await objections(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.focus('.lanes-focus');
      await page.keyboard.press('t');
      await page.waitForSelector('.table-row .cell.session');
      expect(await objections(page)).toEqual([]);
      await page.fill('.search input', 'no such session');
      await page.waitForSelector('.notice h2');
      expect(await objections(page)).toEqual([]);
      await page.close();
    });

    it.each([1280, 300])(`in a room in ${theme} at %i px`, async (width) => {
      const before = `sessionStorage.setItem('webview-state', '${JSON.stringify({ ...initialState('file:///events.jsonl'), grouping: 'room' })}')`;
      const { page } = await openPage(browser, built, rooms, { theme, width, before });
      await page.waitForSelector('.page:not(.blank)');
      await page.focus('.lanes-focus');
      await page.keyboard.press('ArrowDown');
      await page.getByText('Who else was inside?').waitFor();
      expect(await objections(page)).toEqual([]);
      await page.getByText('Who else was inside?').click();
      await page.waitForSelector('.room-step');
      expect(await objections(page)).toEqual([]);
      await page.close();
    });

    it.each([1280, 400])(`in the details of a call in ${theme} at %i px`, async (width) => {
      const { page } = await openPage(browser, built, rooms, { theme, width });
      await page.waitForSelector('.page:not(.blank)');
      await page.focus('.lanes-focus');
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('.chart');
      await page.waitForSelector('.sdps');
      await page.evaluate(() => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>('.detail details')) details.open = true;
      });
      await page.keyboard.press('.');
      await page.keyboard.press('b');
      await page.waitForSelector('.tree');
      await page.waitForSelector('.bookmarks');
      expect(await objections(page)).toEqual([]);
      await page.close();
    });
  }
});

describe('a screen reader', () => {
  it('hears what fields are for', async () => {
    const { page } = await openPage(browser, built, log);
    await page.waitForSelector('.page:not(.blank)');
    await page.getByRole('combobox', { name: 'Search sessions' }).fill('1234');
    expect(await page.locator('.search input').evaluate((field) => (field as HTMLInputElement).value)).toBe('1234');
    await page.close();
  });

  it('hears each session that is selected, once, and which of how many it is', async () => {
    const { page } = await openPage(browser, built, rooms);
    await page.waitForSelector('.page:not(.blank)');
    const lanes = page.getByRole('listbox', { name: 'Sessions' });
    const active = (): Promise<string | null> => lanes.getAttribute('aria-activedescendant');
    const live = page.locator('.lanes [aria-live]');
    await lanes.press('Home');
    const first = page.getByRole('option', { name: /^alice-leaves-cleanly, session 457324058324600/ });
    await first.waitFor();
    // The heading of the group is a row as well.
    expect(await first.getAttribute('aria-posinset')).toBe('2');
    expect(await first.getAttribute('aria-setsize')).toBe('5');
    const before = await active();
    expect(await first.getAttribute('id')).toBe(before);
    await lanes.press('ArrowDown');
    await page.getByRole('option', { name: /^bob-tab-crashed/ }).waitFor();
    // Another element, not another text of the same: that is what every screen reader tells.
    expect(await active()).not.toBe(before);
    expect(await live.textContent()).toBe('No session selected');

    // The table tells its rows itself.
    await lanes.press('t');
    const table = page.getByRole('treegrid', { name: 'Sessions' });
    await table.press('ArrowDown');
    await page.getByRole('row', { name: /carol-alive/, selected: true }).waitFor();
    expect(await live.textContent()).toBe('No session selected');
    // What is selected from elsewhere is told from elsewhere.
    await page.locator('.detail').press('n');
    await expect.poll(() => live.textContent()).toContain('dave-browser-killed');
    await page.close();
  });
});
