import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from './harness/host-test.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/churn/events.jsonl';

/** Answers VS Code's own dialog for saving, and waits for the file. */
async function saveAs(workbench: Workbench, name: string, suggested: string): Promise<Buffer> {
  const path = join(workbench.folder, name);
  const { input } = workbench.quickInput;
  await expect.poll(() => input.inputValue()).toBe(join(workbench.folder, suggested));
  await input.fill(path);
  await workbench.pressKey('Enter');
  await expect.poll(() => existsSync(path)).toBe(true);
  await expect.poll(() => workbench.notifications()).toContain(`Saved ${name}.`);
  return readFileSync(path);
}

test('the timeline is saved as PNG and as SVG, and copied', async ({ workbench }) => {
  await workbench.open({ 'busy.jsonl': { corpus: LOG } });
  await workbench.openFile('busy.jsonl');
  await workbench.clickOpenTimeline();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*277/);

  // By command, with the hands in the log.
  await workbench.runCommand('Janus: Save Timeline as PNG…');
  const png = await saveAs(workbench, 'picture.png', 'busy.jsonl.png');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const size = await frame.evaluate(() => {
    const [strip, lanes] = ['.strip-canvas', '.lanes-canvas'].map((name) =>
      document.querySelector(name)!.getBoundingClientRect(),
    );
    return [lanes!.width * devicePixelRatio, (strip!.height + lanes!.height) * devicePixelRatio].map(Math.round);
  });
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(size);

  // By the timeline's menu and keys alone.
  await frame.locator('.lanes-focus').focus();
  for (const key of ['p', 'ArrowUp', 'Enter']) await workbench.pressKey(key);
  const svg = (await saveAs(workbench, 'picture.svg', 'busy.jsonl.svg')).toString();
  expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
  expect(svg).toContain('>7667251482035859</text>');
  expect(svg).toContain('>77 silent</text>');

  await workbench.runCommand('Janus: Copy Timeline as PNG');
  await expect
    .poll(async () => (await workbench.statusBarItems()).map(({ text }) => text))
    .toContain('Picture of the timeline copied');
});

test('a picture asked for without a timeline opens one first', async ({ workbench }) => {
  await workbench.open({ 'busy.jsonl': { corpus: LOG } });
  await workbench.openFile('busy.jsonl');
  await expect.poll(async () => (await workbench.statusBarItems()).map(({ text }) => text).join()).toContain('277');
  await workbench.runCommand('Janus: Save Timeline as SVG…');
  const svg = await saveAs(workbench, 'first.svg', 'busy.jsonl.svg');
  expect(svg.toString()).toContain('>77 silent</text>');
});
