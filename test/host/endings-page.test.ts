import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './harness/host-test.js';

const previewIn = (page: Page): FrameLocator =>
  page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');

test('the page about how sessions end opens by its command, and from the page of a cause', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.open({ 'drops.jsonl': { corpus: '1.1.2/ws-drop-reclaim0/events.jsonl' } });
  await workbench.runCommand('Janus: How Sessions End');
  await expect.poll(async () => (await workbench.activeEditor()).name).toMatch(/how-sessions-end\.md/);
  await expect.poll(() => previewIn(page).locator('h1').innerText()).toMatch(/^How sessions end/);
  await workbench.screenshot('endings-page');
  await workbench.runCommand('View: Close All Editors');

  await workbench.openFile('drops.jsonl');
  await expect.poll(async () => (await workbench.problems()).length).toBe(21);
  await page.locator('.markers-panel a.monaco-link').first().click();
  await expect.poll(async () => (await workbench.activeEditor()).name).toMatch(/transport-gone\.md/);
  await workbench.screenshot('endings-page-from-cause');
});
