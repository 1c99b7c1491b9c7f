/**
 * Frames of the built page in Chromium without a GPU: what their drawing takes while hands pan, zoom and scroll, beside
 * a canvas on which every session is drawn every time. The sessions are synthetic, and answered for by the analysis' own
 * code in a thread of its own. The first paint begins where the analysis ends, with its report: what is made of that for
 * the lanes belongs to it, and so do the messages between the threads, but none between processes.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { buildPage, type Built, launch, openPage } from '../../timeline/open-page.js';
import { emptyLog } from '../../timeline/sample-log.js';
import { syntheticSessions } from '../../timeline/synthetic-sessions.js';
import { answerFor, countFrames, firstPaint, type Gesture, moveHands } from './in-page.js';
import { naiveFrames } from './naive.js';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000,1000000' } } });
const SIZES = values.sizes.split(',').map(Number);
const FIRST_PAINTS = 5;
const HERE = new URL('.', process.env['BENCH_TIMELINE']);

/** The thread that answers, as a script. */
async function analysisThread(): Promise<string> {
  const entry = fileURLToPath(new URL('analysis-thread.ts', HERE));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
}

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

/** The page over so many sessions, and after how many ms it showed them. */
async function shownPage(
  browser: Browser,
  built: Built,
  thread: string,
  count: number,
): Promise<{ page: Page; ms: number }> {
  const { page } = await openPage(browser, built, emptyLog(), { auto: false, anyScript: true, before: countFrames });
  await page.waitForSelector('.page');
  await page.evaluate(answerFor, [thread, count] as const);
  return { page, ms: await page.evaluate(firstPaint) };
}

const [built, browser, thread] = await Promise.all([buildPage(), launch(), analysisThread()]);
console.log(
  `${'sessions'.padStart(9)}  ${'ms'.padEnd(30)}  ${'count'.padStart(5)}  ${'p50'.padStart(8)}  ${'p95'.padStart(8)}  ${'max'.padStart(8)}`,
);
for (const count of SIZES) {
  const paints: number[] = [];
  for (let i = 0; i < FIRST_PAINTS; i++) {
    const { page, ms } = await shownPage(browser, built, thread, count);
    paints.push(ms);
    await page.close();
  }
  tell(count, 'first paint', paints);
  for (const { name, keys, gesture } of GESTURES) {
    const { page } = await shownPage(browser, built, thread, count);
    await page.focus('.lanes-focus');
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForTimeout(500);
    tell(count, name, await page.evaluate(moveHands, gesture));
    await page.close();
  }
  tell(count, 'naive canvas: pan and zoom', await naiveFrames(browser, syntheticSessions(count)));
}
await browser.close();
