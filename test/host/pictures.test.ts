import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { test } from './harness/host-test.js';
import { save } from './harness/save-dialog.js';
import type { Workbench } from './harness/workbench.js';

const LOG = '1.1.2/churn/events.jsonl';

async function saved(workbench: Workbench, as: string, suggested: string): Promise<Buffer> {
  const proposed = new RegExp(`/${suggested}$`);
  return readFileSync(await save(workbench, { suggested: proposed, as, told: new RegExp(`Saved ${as}\\.`) }));
}

test('the timeline is saved as PNG and as SVG, and copied', async ({ workbench }) => {
  await workbench.open({ 'busy.jsonl': { corpus: LOG } });
  await workbench.openFile('busy.jsonl');
  await workbench.clickOpenTimeline();
  const frame = await workbench.timelineFrame();
  await expect.poll(() => frame.locator('.segments').innerText()).toMatch(/All\s*277/);

  // By command, with the hands in the log.
  await workbench.runCommand('Janus: Save Timeline as PNG…');
  const png = await saved(workbench, 'picture.png', 'busy.jsonl.png');
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
  const svg = (await saved(workbench, 'picture.svg', 'busy.jsonl.svg')).toString();
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
  const svg = await saved(workbench, 'first.svg', 'busy.jsonl.svg');
  expect(svg.toString()).toContain('>77 silent</text>');
});
