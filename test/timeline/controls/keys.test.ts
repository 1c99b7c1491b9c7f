import { describe, expect, it } from 'vitest';
import { eventsOf, firstOf, focusLanes, kept, last, spoken, thePage } from '../the-page.js';

const { churn, withPage } = await thePage();

describe('keys', () => {
  it('lead through sessions and silent endings, each announced', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => spoken(page)).toContain(`Session ${churn.lanes[0]!.id}`);
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).toContain('ended silently');
      const first = await spoken(page);
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).not.toBe(first);
      await page.keyboard.press('N');
      await expect.poll(() => spoken(page)).toBe(first);
      await page.keyboard.press('Escape');
      expect(await last(page, 'selected')).toEqual({ type: 'selected', session: null });
    }));

  it('open the session with Enter, and the event stepped to', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.keyboard.press('Enter');
      const session = firstOf(churn, 'silent');
      await expect.poll(() => last(page, 'openSession')).toMatchObject({ session });
      await page.waitForSelector('.grid-canvas .time');
      await page.keyboard.press('.');
      await page.keyboard.press('.');
      await page.waitForSelector('.event-head');
      await page.keyboard.press('Enter');
      const row = (await eventsOf(churn, session))[1]!;
      await expect.poll(() => last(page, 'open')).toMatchObject({ offset: row.offset, length: row.length });
    }));

  it('type letters into the search field and nowhere else', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('/');
      await page.keyboard.type('nws?');
      expect(await last(page, 'selected')).toBeUndefined();
      expect(await page.locator('dialog.help').evaluate((help: HTMLDialogElement) => help.open)).toBe(false);
      await expect.poll(async () => (await kept(page)).query).toBe('nws?');
    }));

  it('are shown by ? and closed by Escape', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('?');
      expect(await page.isVisible('dialog.help')).toBe(true);
      await page.keyboard.press('Escape');
      expect(await page.isVisible('dialog.help')).toBe(false);
    }));

  it('fit the selection and the whole log', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.keyboard.press('f');
      const { view } = await kept(page);
      const session = firstOf(churn, 'silent');
      expect(view!.from).toBeLessThan(churn.timeline.origin + churn.lanes[session]!.start);
      expect(view!.to).toBeGreaterThan(churn.timeline.origin + churn.lanes[session]!.end);
      expect(view!.to - view!.from).toBeLessThan(churn.timeline.length / 3);
      await page.keyboard.press('0');
      expect((await kept(page)).view).toBeNull();
    }));
});
