/**
 * Frames of the built page in Chromium without a GPU: what their drawing takes while hands pan, zoom and scroll, beside
 * a canvas on which every session is drawn every time. The sessions are synthetic; the page asks for them as in VS Code.
 */
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { buildPage, type Built, launch, openPage } from '../../timeline/open-page.js';
import { lanesOnly, syntheticSessions } from '../../timeline/sample-log.js';
import { countFrames, type Gesture, moveHands } from './in-page.js';
import { naiveFrames } from './naive.js';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000,1000000' } } });
const SIZES = values.sizes.split(',').map(Number);
const FIRST_PAINTS = 5;

const GESTURES: readonly { readonly name: string; readonly keys: string; readonly gesture: Gesture }[] = [
  { name: 'lanes: pan and zoom', keys: '', gesture: 'time' },
  { name: 'lanes: scroll', keys: '', gesture: 'scroll' },
  { name: 'all lanes: pan and zoom', keys: 'v', gesture: 'time' },
  { name: 'all lanes: higher and lower', keys: 'v', gesture: 'height' },
];

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function tell(count: number, name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p95, max] = [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 1)];
  const cells = [count.toLocaleString('en').padStart(9), name.padEnd(30), String(sorted.length).padStart(5)];
  console.log([...cells, ...[p50, p95, max].map((ms) => ms.toFixed(1).padStart(8))].join('  '));
}

async function shownPage(
  browser: Browser,
  built: Built,
  log: ReturnType<typeof lanesOnly>,
): Promise<{ page: Page; ms: number }> {
  const { page } = await openPage(browser, built, log, { auto: false, before: countFrames });
  await page.waitForSelector('.page');
  const ms = await page.evaluate(async () => {
    const began = performance.now();
    await window.host.showLog();
    while (document.querySelector('.page.blank') !== null) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  return { page, ms };
}

const [built, browser] = await Promise.all([buildPage(), launch()]);
console.log(
  `${'sessions'.padStart(9)}  ${'ms'.padEnd(30)}  ${'count'.padStart(5)}  ${'p50'.padStart(8)}  ${'p95'.padStart(8)}  ${'max'.padStart(8)}`,
);
for (const count of SIZES) {
  const source = syntheticSessions(count);
  const paints: number[] = [];
  for (let i = 0; i < FIRST_PAINTS; i++) {
    // Another analysis each time: nothing is sorted or counted yet.
    const { page, ms } = await shownPage(browser, built, lanesOnly({ ...source }));
    paints.push(ms);
    await page.close();
  }
  tell(count, 'first paint', paints);
  for (const { name, keys, gesture } of GESTURES) {
    const { page } = await shownPage(browser, built, lanesOnly(source));
    await page.focus('.lanes-focus');
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForTimeout(500);
    tell(count, name, await page.evaluate(moveHands, gesture));
    await page.close();
  }
  tell(count, 'naive canvas: pan and zoom', await naiveFrames(browser, source));
}
await browser.close();
