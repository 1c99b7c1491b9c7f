import { expect } from 'vitest';
import { test } from './harness/host-test.js';

test('the packaged extension is installed, starts in no time and its commands run', async ({ workbench }) => {
  // The quickest of three windows: what else the machine does is not what is measured.
  const times: number[] = [];
  for (let window = 0; window < 3; window++) {
    await workbench.open();
    await workbench.runCommand('Janus: Show Output');
    const activation = await workbench.runningExtension('Janus Event Inspector');
    times.push(Number(/Activation: (\d+)ms/.exec(activation ?? '')?.[1]));
  }
  console.log(`Activation took ${times.join(', ')} ms`);
  expect(Math.min(...times)).toBeLessThan(50);
  await workbench.screenshot('running-extensions');
});

test('a file opens, in the theme asked for', async ({ workbench }) => {
  await workbench.open();
  await workbench.openFile('dropped-websockets.json');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ name: 'dropped-websockets.json', line: 1 });
  await workbench.setTheme('Default High Contrast');
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
