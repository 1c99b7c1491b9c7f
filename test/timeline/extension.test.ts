import { describe, expect, it } from 'vitest';
import { openPage } from './open-page.js';
import { emptyLog } from './sample-log.js';
import { asked, CHURN, countOf, focusLanes, kept, last, posted, spoken, thePage } from './the-page.js';

const { browser, built, churn, withPage } = await thePage();

describe('the extension', () => {
  it('reveals a session: selected, in view, through any filter, without an echo', () =>
    withPage(churn, async (page) => {
      await page.fill('.search input', 'no such session');
      await expect.poll(() => page.isVisible('.notice')).toBe(true);
      const session = churn.timeline.count - 1;
      await page.evaluate((index) => window.host.send({ type: 'reveal', session: index, focus: true }), session);
      await expect.poll(() => spoken(page)).toContain(churn.lanes[session]!.id);
      expect((await kept(page)).scroll).toBeGreaterThan(1000);
      expect(await last(page, 'selected')).toBeUndefined();
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('lanes-focus');
    }));

  it('is told of a malformed message, which changes nothing', async () => {
    const { page } = await openPage(browser, built, churn);
    await page.waitForSelector('.page:not(.blank)');
    const broken = [
      { type: 'log', log: { revision: 'one' } },
      { type: 'nonsense' },
      'text',
      { type: 'reveal', session: 'x', focus: true },
    ];
    for (const message of broken) await page.evaluate((each) => window.host.send(each), message);
    await expect.poll(async () => (await posted(page)).filter((message) => message.type === 'problem').length).toBe(4);
    expect(await countOf(page, 'all')).toBe('277');
    await page.close();
  });

  it('may send a newer analysis: view, selection and filters stay', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      for (const key of ['n', 'w', 'w']) await page.keyboard.press(key);
      const before = await kept(page);
      await churn.read({ kind: 'file', path: CHURN });
      await page.evaluate(() => window.host.showLog());
      expect(await kept(page)).toEqual(before);
      const { revision } = await churn.log();
      expect((await asked(page)).at(-1)?.revision).toBe(revision);
    }));

  it('tells how far it is and what went wrong', () =>
    withPage(
      churn,
      async (page) => {
        await page.evaluate(() => window.host.send({ type: 'loading', name: 'events.jsonl', percent: 43.7 }));
        await expect.poll(() => page.textContent('.notice')).toContain('43 %');
        await page.evaluate(() =>
          window.host.send({ type: 'failed', name: 'events.jsonl', message: 'It was deleted.' }),
        );
        await expect.poll(() => page.textContent('.notice')).toContain('It was deleted.');
      },
      { auto: false },
    ));

  it('may send a log without sessions', () =>
    withPage(emptyLog(), async (page) => {
      expect(await page.textContent('.notice h2')).toBe('No sessions');
      await focusLanes(page);
      for (const key of ['ArrowDown', 'n', 'f', '0', 'w', 'End', 'PageUp', 'c', 'C']) await page.keyboard.press(key);
    }));
});
