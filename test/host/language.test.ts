import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { test } from './harness/host-test.js';
import { speakInWindows } from './harness/language.js';

const previewIn = (page: Page): FrameLocator =>
  page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');

let backToEnglish: () => void;
beforeAll(() => {
  backToEnglish = speakInWindows('zh-cn');
});
afterAll(() => {
  backToEnglish();
});

test('VS Code in Chinese has commands, findings, views, timeline and pages in Chinese', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open({ 'drops.jsonl': { corpus: '1.1.2/ws-drop-reclaim0/events.jsonl' } });
  await workbench.openFile('drops.jsonl');
  const item = async (): Promise<string | undefined> =>
    (await workbench.statusBarItems()).find(({ text }) => text.includes('个会话'))?.text;
  await expect.poll(item).toMatch(/\d+ 个会话，21 个静默/);

  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
  for (const { message } of await workbench.problems()) expect(message).toMatch(/会话事件/);

  await page.locator('.editor-actions .action-label[aria-label^="打开时间线"]').click();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/静默\s*21/);
  await workbench.screenshot('chinese');

  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Janus: 会话如何结束');
  await expect.poll(() => previewIn(page).locator('h1').innerText()).toMatch(/^会话如何结束/);
  await workbench.screenshot('chinese-page');
});
