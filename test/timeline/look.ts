/** Takes pictures of the page for people to look at: `npx vite-node`-free, run through esbuild. See shots in FOLDER. */
import { mkdirSync } from 'node:fs';
import { buildPage, launch, openPage, settle } from './open-page.js';
import { emptyLog, recordedLog, type SampleLog, syntheticLog } from './sample-log.js';
import type { ThemeName } from './themes.js';

const folder = process.argv[2] ?? 'out';
mkdirSync(folder, { recursive: true });
const corpus = `${process.cwd()}/test/corpus`;
const built = await buildPage();
const read = (path: string): ReturnType<typeof recordedLog> => recordedLog(built.worker, `${corpus}/${path}`);
const churn = await read(`1.1.2/churn/events.jsonl`);
const rooms = await read(`1.1.2/webrtc-videoroom/events.jsonl`);
const cut = await read(`1.1.2/head-cut/events.jsonl`);
const crash = await read(`1.1.2/kill9-restart/events.jsonl`);
const only = process.argv[3];

const browser = await launch();
const shot = async (
  name: string,
  log: SampleLog,
  options: Parameters<typeof openPage>[3],
  act?: (page: Awaited<ReturnType<typeof openPage>>['page']) => Promise<void>,
): Promise<void> => {
  if (only !== undefined && !name.includes(only)) return;
  const { page, complaints } = await openPage(browser, built, log, options);
  await settle(page);
  await act?.(page);
  await settle(page, 300);
  await page.screenshot({ path: `${folder}/${name}.png` });
  if (complaints.length > 0) console.log(name, complaints);
  const problems = await page.evaluate(() => window.host.posted.filter((message) => message.type === 'problem'));
  if (problems.length > 0) console.log(name, problems);
  await page.close();
};
const press =
  (...keys: string[]) =>
  async (page: Awaited<ReturnType<typeof openPage>>['page']): Promise<void> => {
    await page.focus('.lanes-focus').catch(() => undefined);
    for (const key of keys) await page.keyboard.press(key);
  };

for (const theme of ['dark', 'light', 'contrast'] as ThemeName[]) {
  await shot(`${theme}-1280`, churn, { theme }, press('n'));
  await shot(`${theme}-1280-zoomed`, churn, { theme }, press('n', 'n', 'n', 'w', 'w', 'w', 'w'));
  await shot(`${theme}-800`, churn, { theme, width: 800 }, press('n'));
  await shot(`${theme}-400`, churn, { theme, width: 400 }, press('n'));
}
await shot('dark-1280-table', churn, {}, press('n', 't'));
await shot('light-400-table', churn, { theme: 'light', width: 400 }, press('n', 't'));
await shot('dark-none', churn, {});
await shot('light-none', churn, { theme: 'light' });
await shot('dark-rooms', rooms, {}, press('ArrowDown', 'f'));
await shot('light-rooms', rooms, { theme: 'light' }, press('ArrowDown', 'f'));
for (const theme of ['dark', 'light', 'contrast'] as ThemeName[])
  await shot(`${theme}-opened`, rooms, { theme }, press('ArrowDown', ' ', 'ArrowDown', ' ', 'ArrowDown', ' ', 'f'));
await shot('dark-cut', cut, {}, press('ArrowDown'));
await shot('dark-crash', crash, {}, press('n', '.', '.'));
await shot('dark-help', churn, {}, press('?'));
await shot('dark-400-none', churn, { width: 400 });
await shot('dark-400-menu', churn, { width: 400 }, async (page) => page.click('.menu-button'));
await shot('dark-empty', emptyLog(), {});
await shot('dark-no-match', churn, {}, async (page) => {
  await page.fill('.search input', 'nobody');
});
await shot('dark-loading', churn, { auto: false }, async (page) =>
  page.evaluate(() => window.host.send({ type: 'loading', name: 'events.jsonl', percent: 43 })),
);
await shot('dark-failed', churn, { auto: false }, async (page) =>
  page.evaluate(() =>
    window.host.send({ type: 'failed', name: 'events.jsonl', message: 'The file has been deleted.' }),
  ),
);
await shot('dark-10k', syntheticLog(10_000), {}, press('n'));
await shot('dark-10k-zoomed', syntheticLog(10_000), {}, press('n', 'n', 'f'));
await shot('dark-tooltip', churn, {}, async (page) => {
  await press('n', 'f')(page);
  await page.mouse.move(500, 200);
});
await shot('dark-hidpi', churn, { scale: 2, width: 900, height: 500 }, press('n', 'f'));
await shot('forced', churn, { forcedColors: true, theme: 'contrast' }, press('n'));
await shot('dark-group', churn, {}, async (page) => {
  await page.evaluate(() => undefined);
  await page.click('vscode-dropdown[aria-label="Group sessions"]');
});
await shot('dark-json', churn, {}, async (page) => {
  await press('n')(page);
  await page.waitForSelector('.grid-canvas .time');
  await page.keyboard.press('.');
  await page.waitForSelector('.tree');
  await page.locator('.event-view').scrollIntoViewIfNeeded();
});
await browser.close();
for (const log of [churn, rooms, cut, crash]) log.dispose();
