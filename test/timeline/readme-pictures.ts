/** Makes the pictures of media/readme anew: `npm run readme-pictures`. */
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, it } from 'vitest';
import type { Shot } from './gif-page.js';
import { buildPage, bundle, launch, openPage, settle } from './open-page.js';
import { recordedLog } from './sample-log.js';

const FOLDER = 'media/readme';
const FRAME_MS = 100;
/** How long a person needs to see what a key has done, frames. */
const LOOK = 9;

const [built, gif, browser] = await Promise.all([buildPage(), bundle('test/timeline/gif-page.ts'), launch()]);
const busy = await recordedLog(built.worker, 'test/corpus/1.1.2/churn/events.jsonl');
const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
afterAll(async () => {
  for (const log of [busy, rooms]) log.dispose();
  await browser.close();
});

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await settle(page);
  }
}

it('lanes opened, light', async () => {
  const { page } = await openPage(browser, built, rooms, { theme: 'light', width: 1200, height: 620, scale: 1.5 });
  await page.waitForSelector('.page:not(.blank)');
  await page.focus('.lanes-focus');
  await press(page, 'ArrowDown', 'Space', 'ArrowDown', 'Space', 'n', 'Space');
  await page.screenshot({ path: `${FOLDER}/opened-light.png` });
  await page.close();
});

it('from one silent session to its events, animated', async () => {
  const { page } = await openPage(browser, built, busy, { width: 1080, height: 620 });
  const shots: Shot[] = [];
  const shoot = async (frames: number): Promise<void> => {
    const png = (await page.screenshot()).toString('base64');
    shots.push({ png, ms: frames * FRAME_MS });
  };
  await page.waitForSelector('.page:not(.blank)');
  await page.focus('.lanes-focus');
  await settle(page);
  await shoot(LOOK);
  for (const key of ['n', 'n']) {
    await press(page, key);
    await shoot(LOOK);
  }
  for (let i = 0; i < 9; i++) {
    await press(page, 'w');
    await shoot(i === 8 ? LOOK : 1);
  }
  for (let i = 0; i < 4; i++) {
    await press(page, '.');
    await shoot(LOOK - 2);
  }
  const maker = await browser.newPage();
  await maker.addScriptTag({ content: gif.js });
  const made = await maker.evaluate((all) => window.gifOf(all), shots);
  writeFileSync(`${FOLDER}/stepping.gif`, Buffer.from(made, 'base64'));
  await maker.close();
  await page.close();
});
