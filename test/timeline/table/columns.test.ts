import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { drawn } from '../drawn.js';
import { logOf, recordedLog } from '../sample-log.js';
import { focusLanes, kept, last, spoken, thePage } from '../the-page.js';

const ROOMS = 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl';
/** Ids of sessions, by the names of who was in them. */
const ALICE = '457324058324600';

const the = await thePage();
const rooms = await recordedLog(the.built.worker, ROOMS);
afterAll(() => rooms.dispose());

const cells = (page: Page, column: string): Promise<string[]> =>
  page.locator(`.table-row .cell.${column}`).allTextContents();
const heads = (page: Page): Promise<string[]> => page.locator('.head-label').allTextContents();
const headWidth = async (page: Page, column: string): Promise<number> =>
  (await page.locator(`.table-head .cell.${column}`).boundingBox())!.width;
async function openTable(page: Page): Promise<void> {
  await focusLanes(page);
  await page.keyboard.press('t');
  await page.waitForSelector('.table-row .cell.name');
}

describe('columns of the table', () => {
  it('tell who it was, where, from where, and how the PeerConnections ended', () =>
    the.withPage(
      rooms,
      async (page) => {
        await openTable(page);
        await expect.poll(() => cells(page, 'name')).toContain('alice-leaves-cleanly');
        expect(new Set(await cells(page, 'room'))).toEqual(new Set(['1234']));
        expect(await cells(page, 'address')).toContain('127.0.0.1');
        const row = page.locator('.table-row', { hasText: 'alice-leaves-cleanly' });
        expect(await row.locator('.cell.session').textContent()).toBe(ALICE);
        await expect.poll(() => row.locator('.cell.hangup').textContent()).toMatch(/[A-Z]/);
      },
      { width: 1800 },
    ));

  it('sort by what the analysis tells, by mouse and keyboard', () =>
    the.withPage(rooms, async (page) => {
      await openTable(page);
      await page.click('.table-head .cell.name .head-label');
      const sorted = ['alice-leaves-cleanly', 'bob-tab-crashed', 'carol-alive', 'dave-browser-killed'];
      await expect.poll(() => cells(page, 'name')).toEqual(sorted);
      await page.keyboard.press('Enter');
      await expect.poll(() => cells(page, 'name')).toEqual([...sorted].reverse());
      expect(await kept(page)).toMatchObject({ sorting: 'name', reversed: true });
    }));

  it('are chosen from a menu, by keyboard as well, and kept', () =>
    the.withPage(rooms, async (page) => {
      await openTable(page);
      const button = page.locator('.columns-button');
      await button.focus();
      await page.keyboard.press('Enter');
      const reason = page.getByRole('menuitemcheckbox', { name: 'Reason' });
      expect(await reason.getAttribute('aria-checked')).toBe('false');
      await page.getByRole('menuitemcheckbox', { name: 'Plugin' }).click();
      await reason.focus();
      await page.keyboard.press('Enter');
      expect(await reason.getAttribute('aria-checked')).toBe('true');
      await expect.poll(async () => (await cells(page, 'reason')).join(' ')).toContain('Its WebSocket closed');
      await page.keyboard.press('Escape');
      expect(await heads(page)).not.toContain('Plugin');
      const chosen = await heads(page);
      expect(await kept(page)).toMatchObject({ columns: expect.arrayContaining(['reason']) as unknown });
      await page.reload();
      await page.waitForSelector('.table-row .cell.reason');
      expect(await heads(page)).toEqual(chosen);
      await page.locator('.columns-button').click();
      await page.getByRole('menuitem', { name: 'As many as there is room for' }).click();
      expect(await heads(page)).toContain('Plugin');
    }));

  it('are made wider by mouse and keyboard, and get their width back', () =>
    the.withPage(rooms, async (page) => {
      await openTable(page);
      const before = await headWidth(page, 'name');
      const edge = page.locator('.table-head .cell.name .column-edge');
      const box = (await edge.boundingBox())!;
      await page.mouse.move(box.x + 4, box.y + 8);
      await page.mouse.down();
      await page.mouse.move(box.x + 84, box.y + 8, { steps: 4 });
      await page.mouse.up();
      expect(await headWidth(page, 'name')).toBeCloseTo(before + 80, -1);
      expect(await edge.getAttribute('aria-valuenow')).toBe(String(Math.round(await headWidth(page, 'name'))));
      await page.keyboard.press('ArrowLeft');
      expect(await headWidth(page, 'name')).toBeCloseTo(before + 64, -1);
      await page.keyboard.press('Delete');
      expect(await headWidth(page, 'name')).toBeCloseTo(before, -1);
    }));

  it('are copied as CSV, as they are shown', () =>
    the.withPage(rooms, async (page) => {
      await openTable(page);
      await page.locator('.columns-button').click();
      await page.getByRole('menuitem', { name: 'Copy table as CSV' }).click();
      await expect.poll(() => last(page, 'copy')).toBeTruthy();
      const { text } = (await last(page, 'copy'))!;
      const [head, ...lines] = text.trimEnd().split('\r\n');
      expect(head).toMatch(/^"Ending","Name","Session"/);
      expect(lines).toHaveLength(rooms.lanes.length);
      const alice = lines.find((line) => line.includes('alice-leaves-cleanly'))!;
      expect(alice).toContain(`"${ALICE}"`);
      expect(alice).toContain('"2026-11-23T07:11:55.370229+00:00"');
      expect(alice).toMatch(/,20\.117009\b/);
    }));

  it('are copied without formulas', async () => {
    const created = (id: number, at: number): object => ({
      ...{ emitter: '=1+1', type: 1, timestamp: 1_795_417_496_000_000 + at, session_id: id },
      event: { name: 'created' },
    });
    const log = await logOf(the.built.worker, created(12345678, 0), created(23456789, 10));
    await the.withPage(
      log,
      async (page) => {
        await openTable(page);
        await page.locator('.columns-button').click();
        await page.getByRole('menuitem', { name: 'Copy table as CSV' }).click();
        await expect.poll(async () => (await last(page, 'copy'))?.text).toContain(`"'=1+1"`);
      },
      { width: 2000 },
    );
    log.dispose();
  });

  it('fit a narrow panel, the id after the name', () =>
    the.withPage(
      rooms,
      async (page) => {
        await openTable(page);
        expect((await heads(page)).map((head) => head.trim())).toEqual(['Ending', 'Name', 'Session']);
        const table = page.locator('.session-table');
        expect(await table.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      },
      { width: 380 },
    ));
});

describe('names', () => {
  it('come first in the gutter, in what is spoken and in the heading; the id is cut before the name', () =>
    the.withPage(rooms, async (page) => {
      const { texts } = await drawn(page);
      expect(texts).toContain('carol-alive');
      expect(texts.some((text) => /^399\d*…$/.test(text))).toBe(true);
      await focusLanes(page);
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).toMatch(/^bob-tab-crashed, session 7681940620871562/);
      await expect.poll(() => page.textContent('.detail h2')).toMatch(/^bob-tab-crashed 7681940620871562/);
    }));

  it('follow the setting', () =>
    the.withPage(rooms, async (page) => {
      const prefer = (names: string): Promise<void> =>
        page.evaluate((names) => window.host.send({ type: 'preferences', names, zone: 'utc' }), names);
      await focusLanes(page);
      await page.keyboard.press('n');
      await prefer('opaqueId');
      await expect.poll(() => page.textContent('.detail h2')).toMatch(/^pub-bob-tab-crashed /);
      await prefer('id');
      await expect.poll(() => spoken(page)).toMatch(/^Session 7681940620871562/);
      expect((await drawn(page)).texts).not.toContain('carol-alive');
    }));
});
