import { expect } from 'vitest';
import { test } from './harness/host-test.js';

test('the packaged extension is installed and its commands run', async ({ workbench }) => {
  await workbench.open();
  await workbench.runCommand('Janus: Show Log');
  await expect.poll(() => workbench.runningExtension('Janus Event Inspector')).toMatch(/^Activation: \d+ms$/);
  await workbench.screenshot('running-extensions');
});

test('a file opens, in the theme asked for', async ({ workbench }) => {
  await workbench.open();
  await workbench.openFile('dropped-websockets.json');
  await expect.poll(() => workbench.activeEditor()).toMatchObject({ name: 'dropped-websockets.json', line: 1 });
  await workbench.setTheme('Default High Contrast');
  await workbench.screenshot('a-log-in-high-contrast');
});

test('a window without a Janus log does not start the extension', async ({ workbench }) => {
  await workbench.open({ 'settings.json': '{ "compilerOptions": {} }\n' });
  await workbench.openFile('settings.json');
  expect(await workbench.runningExtension('JSON Language Features')).toMatch(/Activation/);
  expect(await workbench.runningExtension('Janus Event Inspector')).toBeNull();
});
