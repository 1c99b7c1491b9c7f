import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { LivesStory } from '../../unit/lives/lives-story.js';
import { SECOND } from '../../unit/story.js';
import { drawn } from '../drawn.js';
import { logOf, type RecordedLog } from '../sample-log.js';
import { focusLanes, GUTTER, lanesBox, rowMiddle, spoken, thePage } from '../the-page.js';

const { built, withPage } = await thePage();

const joined = (id: number, display: string, room: unknown = 1234): object => ({
  event: 'joined',
  ...{ room, id, private_id: id, display },
});
const left = (id: number, event = 'leaving', room: unknown = 1234): object => ({ event, room, id });
const SESSIONS = ['4154149308648162', '5454130804111041', '6454130804111042', '7454130804111043'] as const;

/** Anna comes twice and is in two rooms, Bob is kicked, Carla stays, Dora was there before. */
function rooms(): LivesStory {
  const story = new LivesStory().started(0);
  for (const [k, session] of SESSIONS.entries()) story.attached(SECOND + k, 'videoroom', `77${k}`, session);
  return story
    .attached(SECOND + 50, 'videoroom', '88', '8454130804111044')
    .told(2 * SECOND, 'videoroom', joined(1, 'Anna'), '770', SESSIONS[0])
    .told(2 * SECOND + 5, 'videoroom', { event: 'configured', room: 1234, id: 4 }, '773', SESSIONS[3])
    .told(3 * SECOND, 'videoroom', joined(2, 'Bob "the builder"'), '771', SESSIONS[1])
    .told(4 * SECOND, 'videoroom', joined(3, 'Carla'), '772', SESSIONS[2])
    .told(4 * SECOND + 5, 'videoroom', joined(9, 'Anna', 'side room'), '88', '8454130804111044')
    .told(5 * SECOND, 'videoroom', left(2, 'kicked'), '')
    .told(6 * SECOND, 'videoroom', left(1), '')
    .told(8 * SECOND, 'videoroom', joined(1, 'Anna'), '770', SESSIONS[0])
    .told(9 * SECOND, 'videoroom', left(1), '')
    .told(10 * SECOND, 'videoroom', { event: 'published', room: 1234, id: 3 }, '772', SESSIONS[2])
    .told(11 * SECOND, 'videoroom', { videoroom: 'talking', room: 1234, id: 3 }, '772', SESSIONS[2])
    .told(12 * SECOND, 'videoroom', { videoroom: 'stopped-talking', room: 1234, id: 3 }, '772', SESSIONS[2])
    .told(14 * SECOND, 'videoroom', { event: 'configured', room: 1234, id: 3 }, '772', SESSIONS[2]);
}

const lines = (story: LivesStory): string[] => new TextDecoder().decode(story.bytes).trim().split('\n');

async function byRoom(page: Page): Promise<void> {
  const dropdown = page.locator('vscode-dropdown[aria-label="Group sessions"]');
  await dropdown.evaluate((element) => {
    (element as HTMLElement & { value: string }).value = 'room';
    element.dispatchEvent(new Event('change'));
  });
  await expect.poll(async () => (await drawn(page)).texts.join('|')).toContain('Room 1234');
}

/** Where a time is on the canvas, in page px, while all of the log is shown. */
async function xAt(page: Page, log: RecordedLog, at: number): Promise<number> {
  const box = await lanesBox(page);
  const { length } = log.timeline;
  const width = box.width - GUTTER;
  return box.x + GUTTER + ((at + 0.03 * length) / (1.06 * length)) * width;
}

describe('rooms', async () => {
  const log = await logOf(built.worker, ...lines(rooms()));
  afterAll(() => log.dispose());

  it('shows a lane for each stay with its name first, and how many were inside', () =>
    withPage(log, async (page) => {
      await byRoom(page);
      await expect.poll(async () => (await drawn(page)).texts).toContain('5 stays · peak 4');
      const { texts } = await drawn(page);
      for (const text of ['Anna', 'Bob "the builder"', 'Carla', '4', '1 stay · peak 1']) expect(texts).toContain(text);
      expect(texts.filter((text) => text === 'Anna')).toHaveLength(3);
    }));

  it('lists who is inside at the time that is clicked in the header, and steps from change to change', () =>
    withPage(log, async (page) => {
      await byRoom(page);
      const inside = (): Promise<string[]> => page.locator('.detail .lives .what').allTextContents();
      await page.mouse.click(await xAt(page, log, 4.5 * SECOND), await rowMiddle(page, 0));
      await expect.poll(inside).toEqual(['Anna', '4', 'Bob "the builder"', 'Carla']);
      expect(await page.textContent('.room-count')).toContain('4 inside');
      await page.getByText('Next change').click();
      await expect.poll(inside).toEqual(['Anna', '4', 'Carla']);
      await page.getByText('Change before').click();
      await page.getByText('Change before').click();
      await expect.poll(inside).toEqual(['Anna', '4', 'Bob "the builder"']);
    }));

  it('tells of a person how it ended, and leads to the session and the room', () =>
    withPage(log, async (page) => {
      await byRoom(page);
      await focusLanes(page);
      for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.textContent('.detail .verdict')).toContain('The participant was kicked.');
      expect(await spoken(page)).toContain('Bob "the builder", kicked, 2.00 s');
      await page.getByText('Who else was inside?').click();
      await expect.poll(() => page.textContent('.detail h2')).toBe('Room 1234');
      await page.getByText('‹ Participant Bob').click();
      await expect.poll(() => page.textContent('.detail h2')).toContain('Participant Bob');
      await page.locator('.detail .lives').getByText('Session').click();
      await expect.poll(() => page.textContent('.detail h2')).toBe(`Bob "the builder" ${SESSIONS[1]}`);
      await page.locator('.detail .lives').getByText('Participant Bob').click();
      await expect.poll(() => page.textContent('.detail .verdict')).toContain('The participant was kicked.');
    }));

  it('shows nothing of a room before its answer, then gives the way back the keyboard', () =>
    withPage(log, async (page) => {
      await byRoom(page);
      await focusLanes(page);
      for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.textContent('.detail h2')).toContain('Participant Bob');
      await page.evaluate(() => (window.host.mood = 'silent'));
      await page.getByText('Who else was inside?').click();
      expect(await page.textContent('.detail h2')).toContain('Participant Bob');
      expect(await page.locator('.room-step').count()).toBe(0);
      await page.evaluate(() => (window.host.mood = 'answer'));
      await page.getByText('Who else was inside?').click();
      await page.waitForSelector('.room-step');
      expect(await page.textContent('.detail h2')).toBe('Room 1234');
      expect(await page.locator('.trail vscode-link').evaluate((link) => link === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.textContent('.detail h2')).toContain('Participant Bob');
    }));

  it('says who was there before the log and who is still inside', () =>
    withPage(log, async (page) => {
      await byRoom(page);
      await focusLanes(page);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => spoken(page)).toContain('4, still inside, at least');
      await expect.poll(() => page.textContent('.detail .facts')).toContain('before');
    }));
});

describe('viewers', async () => {
  const story = new LivesStory()
    .started(0)
    .attached(SECOND, 'streaming')
    .told(2 * SECOND, 'streaming', { status: 'starting', id: 3 })
    .connected(2 * SECOND + 10)
    .told(3 * SECOND, 'streaming', { status: 'started', id: 3 })
    .told(5 * SECOND, 'streaming', { status: 'stopping', id: 3 });
  const log = await logOf(built.worker, ...lines(story));
  afterAll(() => log.dispose());

  it('stand under their mountpoint', () =>
    withPage(log, async (page) => {
      const dropdown = page.locator('vscode-dropdown[aria-label="Group sessions"]');
      await dropdown.evaluate((element) => {
        (element as HTMLElement & { value: string }).value = 'room';
        element.dispatchEvent(new Event('change'));
      });
      await expect.poll(async () => (await drawn(page)).texts.join('|')).toContain('Mountpoint 3 · janus');
      await expect.poll(async () => (await drawn(page)).texts).toContain('1 stay · peak 1');
    }));
});
