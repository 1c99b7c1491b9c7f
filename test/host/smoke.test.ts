import { expect } from 'vitest';
import { test } from './harness/host-test.js';

test('the packaged extension is installed, becomes active and its commands run', async ({ workbench }) => {
  await workbench.open();
  await workbench.runCommand('Janus: Show Output');
  // "Activating…" first, where the machine is busy.
  const running = (): Promise<string | null> => workbench.runningExtension('Janus Event Inspector');
  await expect.poll(running).toMatch(/Activation: \d+ms/);
  // For people to see: how long it took depends on what else the machine does.
  console.log(await running());
  await workbench.screenshot('running-extensions');
});

test('a file opens, in the theme asked for', async ({ workbench }) => {
  await workbench.open(undefined, { 'workbench.colorTheme': 'Default High Contrast' });
  await workbench.openFile('dropped-websockets.json');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ name: 'dropped-websockets.json', line: 1 });
  await workbench.themed('Default High Contrast');
  await workbench.screenshot('a-log-in-high-contrast');
});

test('a window without a Janus log shows nothing of the extension', async ({ workbench }) => {
  await workbench.open({ 'settings.json': '{ "compilerOptions": {} }\n' });
  await workbench.openFile('settings.json');
  expect(await workbench.runningExtension('Janus Event Inspector')).toMatch(/Activation/);
  await workbench.openFile('settings.json');
  expect((await workbench.statusBarItems()).filter(({ accessible }) => accessible.includes('Janus'))).toEqual([]);
  expect(await workbench.page.locator('.pane-header', { hasText: 'Janus' }).count()).toBe(0);
  expect(await workbench.page.locator('.editor-actions', { hasText: 'Janus' }).count()).toBe(0);
});
