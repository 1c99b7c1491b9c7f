import { describe, expect, it } from 'vitest';
import { answering, ask, detailOf, eventsOf, firstOf, focusLanes, last, thePage } from './the-page.js';

const { churn, withPage } = await thePage();

describe('details', () => {
  it('say the verdict first, then lead to the evidence', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      const session = firstOf(churn, 'silent');
      const detail = await detailOf(churn, session);
      await expect.poll(() => page.textContent('.verdict')).toContain(detail.sentence);
      await page.click('.evidence vscode-link');
      expect(await last(page, 'open')).toMatchObject({ offset: detail.evidence[0]!.offset });
    }));

  it("show each event's JSON when it is opened, as text", () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.click('.events summary');
      const [row] = await eventsOf(churn, firstOf(churn, 'silent'));
      const { revision } = churn.timeline;
      const json = await ask(churn, { method: 'json', revision, offset: row!.offset, length: row!.length });
      await expect.poll(() => page.textContent('.json pre')).toBe(json);
      await page.click('.json vscode-link:has-text("Copy")');
      expect(await last(page, 'copy')).toEqual({ type: 'copy', text: json });
    }));

  it('show a page of events and more on demand', async () => {
    const [row] = await eventsOf(churn, 0);
    await withPage(
      answering(
        answering(churn, 'events', (_, { from }) =>
          Array.from({ length: Math.min(200, 450 - from) }, (_, i) => ({ ...row!, offset: from + i })),
        ),
        'detail',
        (detail) => ({ ...detail, eventCount: 450 }),
      ),
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('n');
        for (const count of [200, 400, 450]) {
          await expect.poll(() => page.locator('.events li').count()).toBe(count);
          if (count < 450) await page.click('.events-foot vscode-button');
        }
        expect(await page.locator('.events-foot vscode-button').count()).toBe(0);
      },
    );
  });

  it('say so in place when they cannot be had, and can be asked for again', () => {
    let gone = true;
    const log = answering(churn, 'detail', (detail) => {
      if (gone) throw new Error('The log has gone.');
      return detail;
    });
    return withPage(log, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await expect.poll(() => page.textContent('.detail .failure')).toContain('The log has gone.');
      gone = false;
      await page.click('.detail vscode-button:has-text("Try again")');
      await expect.poll(() => page.isVisible('.evidence')).toBe(true);
    });
  });

  it('treat what a log contains as text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const detailed = answering(churn, 'detail', (detail) => ({ ...detail, id: evil, sentence: evil, subtitle: evil }));
    const sought = answering(detailed, 'seek', (found) => found && { ...found, lane: { ...found.lane, id: evil } });
    const log = answering(sought, 'lanes', (lanes) => ({
      ...lanes,
      ids: lanes.ids.map(() => evil),
      labels: lanes.labels.map(() => evil),
    }));
    return withPage(log, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.mouse.move(400, 260);
      await expect.poll(() => page.textContent('.verdict')).toContain(evil);
      expect(await page.textContent('.tooltip')).toContain(evil);
      expect(await page.locator('img').count()).toBe(0);
    });
  });
});
