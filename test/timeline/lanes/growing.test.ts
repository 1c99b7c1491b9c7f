import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { recordedLog, type RecordedLog } from '../sample-log.js';
import { CHURN, focusLanes, kept, spoken, thePage } from '../the-page.js';

const { built, withPage } = await thePage();
const folder = mkdtempSync(join(tmpdir(), 'janus-events-growing-'));
afterAll(() => rmSync(folder, { recursive: true }));
const lines = readFileSync(CHURN, 'utf8').trimEnd().split('\n');

/** A log of the first half of a recorded one, which grows by the rest. */
async function growingLog(name: string): Promise<{ log: RecordedLog; grow: (page: Page) => Promise<void> }> {
  const path = join(folder, name);
  writeFileSync(path, `${lines.slice(0, lines.length / 2).join('\n')}\n`);
  const log = await recordedLog(built.worker, path);
  return {
    log,
    async grow(page) {
      writeFileSync(path, `${lines.join('\n')}\n`);
      await log.read({ kind: 'file', path });
      await page.evaluate(() => window.host.showLog());
    },
  };
}

const resume = (page: Page): Promise<boolean> => page.isVisible('.resume');
const endOf = async (log: RecordedLog): Promise<number> => {
  const { origin, length } = await log.log();
  return origin + length;
};

describe('a log that grows', () => {
  it('is shown whole while all of it is looked at', async () => {
    const { log, grow } = await growingLog('whole.jsonl');
    await withPage(log, async (page) => {
      await grow(page);
      await expect.poll(() => page.textContent('.segment.all b')).toBe('277');
      expect((await kept(page)).view).toBeNull();
      expect(await resume(page)).toBe(false);
    });
    log.dispose();
  });

  it('is followed where its end is looked at, with the selection as it was', async () => {
    const { log, grow } = await growingLog('end.jsonl');
    await withPage(log, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).toContain('ended silently');
      const selected = await spoken(page);
      for (const key of ['w', 'w', 'w']) await page.keyboard.press(key);
      for (let i = 0; i < 30; i++) await page.keyboard.press('d');
      const before = (await kept(page)).view!;
      expect(before.to).toBeGreaterThan(await endOf(log));
      await grow(page);
      await expect.poll(async () => (await kept(page)).view!.to).toBeGreaterThan(await endOf(log));
      const after = (await kept(page)).view!;
      expect(after.to - after.from).toBeCloseTo(before.to - before.from, -3);
      expect(await spoken(page)).toBe(selected);
      expect(await resume(page)).toBe(false);
    });
    log.dispose();
  });

  it('leaves alone who looks elsewhere, and leads back to its end', async () => {
    const { log, grow } = await growingLog('elsewhere.jsonl');
    await withPage(log, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).toContain('ended silently');
      await page.keyboard.press('f');
      const before = await kept(page);
      await grow(page);
      await expect.poll(() => page.textContent('.segment.all b')).toBe('277');
      expect(await kept(page)).toEqual(before);
      expect(await resume(page)).toBe(true);
      await page.click('.resume');
      await expect.poll(() => resume(page)).toBe(false);
      expect((await kept(page)).view!.to).toBeGreaterThan(await endOf(log));
    });
    log.dispose();
  });
});
