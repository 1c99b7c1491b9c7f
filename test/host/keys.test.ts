import { expect } from 'vitest';
import { z } from 'zod';
import { test } from './harness/host-test.js';

const Bindings = z.array(z.object({ key: z.string(), command: z.string() }));

test('our keys are nobody else’s', async ({ workbench }) => {
  await workbench.open();
  // Once a command of ours runs, our keys are among the others, too.
  await workbench.runCommand('Janus: Show Output');
  await workbench.runCommand('Preferences: Open Default Keyboard Shortcuts (JSON)');
  await workbench.page.locator('.editor-group-container.active .monaco-editor .view-line').nth(3).click();
  // The text of the list comes after its tab, and anew when an extension brings keys: what was selected is not any more.
  const copied = async (): Promise<string> => {
    await workbench.pressKey('Control+a');
    await workbench.pressKey('Control+c');
    return workbench.page.evaluate(() => navigator.clipboard.readText());
  };
  await expect.poll(async () => (await copied()).length).toBeGreaterThan(50_000);
  // The list of bindings, without the comments before and behind it.
  const text = (await workbench.page.evaluate(() => navigator.clipboard.readText())).replace(/^\s*\/\/.*$/gm, '');
  const bindings = Bindings.parse(JSON.parse(text));
  for (const [key, command] of [
    ['alt+j', 'janusEvents.nextFlagged'],
    ['shift+alt+j', 'janusEvents.previousFlagged'],
  ]) {
    const bound = bindings.filter((binding) => binding.key === key).map((binding) => binding.command);
    expect(new Set(bound)).toEqual(new Set([command]));
  }
});
