/** Takes pictures of the workbench in every theme, wide and narrow, for people to look at: `npm run looks`. */
import { expect } from 'vitest';
import { test } from './harness/host-test.js';
import type { Theme } from './harness/settings.js';

const THEMES: Theme[] = [
  'Default Light Modern',
  'Default Dark Modern',
  'Default High Contrast',
  'Default High Contrast Light',
];

test.for(THEMES)('a picture of the workbench: %s', async (theme, { workbench }) => {
  const name = theme.replace(/\W+/g, '-').toLowerCase();
  await workbench.page.setViewportSize({ width: 1680, height: 1000 });
  await workbench.open(undefined, { 'workbench.colorTheme': theme });
  await workbench.openFile('busy-server.jsonl');
  await workbench.tree('Janus Sessions');
  await workbench.clickStatusBarItem('Janus: 277');
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/Silent\s*77/);
  await frame.locator('.lanes-focus').focus();
  await workbench.pressKey('Alt+j');
  await expect.poll(() => frame.locator('.evidence li').count()).toBeGreaterThan(1);
  await workbench.screenshot(`look-${name}`);
  await workbench.page.mouse.move(800, 400);
  await workbench.page.locator('.statusbar-item a', { hasText: 'Janus: 277' }).hover();
  await expect.poll(() => workbench.page.locator('.workbench-hover').innerText()).toContain('Ended silently');
  await workbench.page.setViewportSize({ width: 1000, height: 760 });
  await expect.poll(() => frame.evaluate(() => document.documentElement.clientWidth)).toBeLessThan(500);
  await workbench.screenshot(`look-narrow-${name}`);
});
