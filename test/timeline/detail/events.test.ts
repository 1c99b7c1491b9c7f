import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { logOf, recordedLog, type SampleLog } from '../sample-log.js';
import { answering, ask, asked, eventsOf, focusLanes, last, selectFirst, thePage } from '../the-page.js';

const { built, churn, withPage } = await thePage();
const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
const TOKEN = 'a-secret-of-somebody';
const BIG = '9007199254740993';
const odd = await logOf(
  built.worker,
  { emitter: 'j', type: 1, timestamp: 1795417760000001, session_id: 1, event: { name: 'created' } },
  `{"emitter":"j","type":2,"timestamp":1795417760000002,"session_id":1,"handle_id":${BIG},"event":{"name":"attached","plugin":"janus.plugin.echotest","token":"${TOKEN}"}}`,
  {
    emitter: 'j',
    type: 64,
    timestamp: 1795417760000003,
    session_id: 1,
    event: {
      plugin: 'janus.plugin.textroom',
      data: { text: 'long '.repeat(400), list: Array.from({ length: 900 }, (_, k) => k) },
    },
  },
);
afterAll(() => {
  rooms.dispose();
  odd.dispose();
});

const COUNT = 200_000;

/** The log with a first session of very many events. */
function manyEvents(log: SampleLog): SampleLog {
  return {
    ...log,
    async answer(request) {
      if (request.method === 'events') {
        const [row] = (await ask(log, { ...request, from: 0 })).rows;
        const rows = Array.from({ length: Math.min(200, COUNT - request.from) }, (_, k) => ({
          ...row!,
          offset: request.from + k,
          at: row!.at + request.from + k,
          summary: `handle · event ${request.from + k}`,
        }));
        return { total: COUNT, counts: [{ type: 2, count: COUNT }], unsearched: 0, rows };
      }
      const answer = await log.answer(request);
      return request.method === 'detail' ? { ...(answer as object), eventCount: COUNT } : answer;
    },
  };
}

const currentRow = (page: Page): Promise<string | null> => page.textContent('.grid-row[aria-selected="true"]');

describe('the event table', () => {
  it('is filtered by a text, with its count, and cleared', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      await page.waitForSelector('.grid-canvas .time');
      const field = page.getByRole('textbox', { name: 'Text in the events' });
      await field.fill('webrtcup');
      const count = page.locator('.event-text .search-count');
      await expect.poll(() => count.textContent()).toMatch(/^\d+ events?$/);
      expect(await page.textContent('.events h3')).toMatch(/^Events · \d+ of 207$/);
      // From the text on to what was found, by keyboard.
      await field.press('ArrowDown');
      await expect.poll(() => currentRow(page)).toContain('PeerConnection up');
      await field.fill('nowhere in this log');
      await expect.poll(() => count.textContent()).toBe('0 events');
      await field.press('Escape');
      await expect.poll(() => page.textContent('.events h3')).toBe('Events · 207');
      expect(await field.inputValue()).toBe('');
      // The session stays selected: Escape was for the text.
      expect(await page.locator('.verdict').count()).toBe(1);
      await field.fill('attached');
      await expect.poll(() => count.textContent()).not.toBe('');
      await page.getByRole('button', { name: 'Clear the text' }).click();
      await expect.poll(() => page.textContent('.events h3')).toBe('Events · 207');
    }));

  it('lists the session’s events with type, time and words', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      await page.waitForSelector('.grid-canvas .time');
      expect(await page.textContent('.events h3')).toBe('Events · 207');
      expect(await page.getAttribute('.event-grid', 'aria-rowcount')).toBe('208');
      const rows = page.locator('.grid-canvas .grid-row');
      expect(await rows.first().textContent()).toContain('session');
      expect(await rows.nth(1).textContent()).toContain('attached videoroom');
    }));

  it('holds 200,000 events in a few rows, and asks for the pages it shows', () =>
    withPage(manyEvents(rooms), async (page) => {
      await selectFirst(page);
      await page.waitForSelector('.grid-canvas .time');
      const grid = page.locator('.event-grid');
      await grid.scrollIntoViewIfNeeded();
      expect(await grid.getAttribute('aria-rowcount')).toBe(String(COUNT + 1));
      expect(await page.locator('.grid-row').count()).toBeLessThan(60);
      await grid.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
      await expect.poll(() => grid.textContent()).toMatch(/event 100,?\d\d\d/);
      await grid.focus();
      await page.keyboard.press('End');
      await expect.poll(() => currentRow(page)).toContain(`event ${COUNT - 1}`);
      expect(await grid.getAttribute('aria-activedescendant')).toMatch(new RegExp(`-${COUNT - 1}$`));
      const pages = (await asked(page)).flatMap((request) => (request.method === 'events' ? [request.from] : []));
      expect(pages.length).toBeLessThan(12);
      expect(pages).toContain(COUNT - 200);
      expect(await page.locator('.grid-row').count()).toBeLessThan(60);
    }));

  it('is walked through by keys, moves the time cursor, and opens the log', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      await page.waitForSelector('.grid-canvas .time');
      const rows = await eventsOf(rooms, 0);
      await page.focus('.event-grid');
      await page.keyboard.press('Home');
      for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.textContent('.event-head h4')).toContain(rows[3]!.summary);
      await page.keyboard.press('Enter');
      expect(await last(page, 'open')).toMatchObject({ offset: rows[3]!.offset, length: rows[3]!.length });
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('PageDown');
      await page.keyboard.press('Home');
      await expect.poll(() => page.textContent('.event-head h4')).toContain(rows[0]!.summary);
      // Step by step from anywhere on the page.
      await focusLanes(page);
      await page.keyboard.press('.');
      await expect.poll(() => page.textContent('.event-head h4')).toContain(rows[1]!.summary);
      await page.keyboard.press(',');
      await expect.poll(() => page.textContent('.event-head h4')).toContain(rows[0]!.summary);
    }));

  it('is filtered by type and by handle', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      const chip = page.locator('.chip', { hasText: 'JSEP' });
      await chip.click();
      await expect.poll(() => page.textContent('.events h3')).toBe('Events · 8 of 207');
      expect(await chip.getAttribute('aria-pressed')).toBe('true');
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('chip');
      expect(await page.locator('.grid-canvas .grid-row').count()).toBe(8);
      const handles = page.locator('.event-filter vscode-dropdown');
      await handles.click();
      await handles.locator('vscode-option').nth(1).click();
      await expect.poll(() => page.textContent('.events h3')).toBe('Events · 2 of 207');
      await chip.click();
      await expect.poll(() => page.textContent('.events h3')).toMatch(/^Events · \d\d of 207$/);
    }));

  it('says so in place when its events cannot be had, and asks again', () => {
    let gone = true;
    const log = answering(churn, 'events', (events) => {
      if (gone) throw new Error('The log has gone.');
      return events;
    });
    return withPage(log, async (page) => {
      await selectFirst(page);
      await expect.poll(() => page.textContent('.events .failure')).toContain('The log has gone.');
      gone = false;
      await page.click('.events .failure vscode-button');
      await page.waitForSelector('.grid-canvas .time');
      expect(await page.locator('.events .failure').count()).toBe(0);
    });
  });
});

describe('an event', () => {
  const showEvent = async (page: Page, steps: number): Promise<void> => {
    await selectFirst(page);
    await page.waitForSelector('.grid-canvas .time');
    await page.focus('.event-grid');
    await page.keyboard.press('Home');
    for (let k = 1; k < steps; k++) await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.tree');
  };
  const copied = async (page: Page, what: string): Promise<string> => {
    await page.click(`.event-view vscode-link:text-is("${what}")`);
    return (await last(page, 'copy'))!.text;
  };

  it('is a tree whose ids are exact and whose parts can be copied', () =>
    withPage(odd, async (page) => {
      await showEvent(page, 2);
      expect(await page.textContent('.tree')).toContain(`handle_id:${BIG}`);
      await page.locator('.tree-row', { hasText: 'handle_id' }).click();
      expect(await copied(page, 'value')).toBe(BIG);
      expect(await copied(page, 'path')).toBe('.handle_id');
      expect(await copied(page, 'event')).toContain(`\n  "handle_id": ${BIG},\n`);
    }));

  it('covers credentials until asked, in the tree and in every copy', () =>
    withPage(odd, async (page) => {
      await showEvent(page, 2);
      expect(await page.textContent('.detail')).not.toContain(TOKEN);
      await page.locator('.tree-row', { hasText: 'covered credential' }).click();
      for (const what of ['value', 'event', 'raw']) expect(await copied(page, what)).not.toContain(TOKEN);
      await page.click('vscode-button:has-text("Reveal credentials")');
      expect(await page.textContent('.tree')).toContain(TOKEN);
      for (const what of ['value', 'event', 'raw']) expect(await copied(page, what)).toContain(TOKEN);
      expect(await copied(page, 'value')).toBe(TOKEN);
    }));

  it('cuts long strings and long lists until asked', () =>
    withPage(odd, async (page) => {
      await showEvent(page, 3);
      const rows = page.locator('.tree-row');
      await page.locator('.tree-row', { hasText: 'data:' }).press('ArrowRight');
      const long = page.locator('.tree-row', { hasText: 'show all 2,000 characters' });
      await long.click();
      expect(await page.textContent('.tree')).toContain('long '.repeat(400));
      await page.locator('.tree-row', { hasText: 'list:' }).click();
      expect(await rows.count()).toBeLessThan(230);
      await page.locator('.tree-row', { hasText: '700 more' }).click();
      expect(await rows.count()).toBeGreaterThan(900);
    }));

  it('is walked through by keys as trees are', () =>
    withPage(odd, async (page) => {
      await showEvent(page, 2);
      await page.locator('.tree-row').first().focus();
      const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement!.textContent);
      await page.keyboard.press('End');
      expect(await focused()).toContain('token');
      await page.keyboard.press('ArrowLeft');
      expect(await focused()).toContain('event:');
      const before = await page.locator('.tree-row').count();
      await page.keyboard.press('ArrowLeft');
      expect(await page.locator('.tree-row').count()).toBe(before - 3);
      expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-expanded'))).toBe('false');
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowRight');
      expect(await focused()).toContain('name:');
      await page.keyboard.press('Control+c');
      expect((await last(page, 'copy'))!.text).toBe('attached');
    }));
});
