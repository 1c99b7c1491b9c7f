import { afterAll, describe, expect, it } from 'vitest';
import { recordedLog } from '../sample-log.js';
import { answering, detailOf, firstOf, focusLanes, kept, last, posted, selectFirst, thePage } from '../the-page.js';

const { built, churn, withPage } = await thePage();
const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
afterAll(() => rooms.dispose());

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
      await page.click('vscode-link:has-text("Copy verdict")');
      const copied = await last(page, 'copy');
      for (const text of [detail.id, detail.headline, detail.sentence, 'As billed: never ended'])
        expect(copied!.text).toContain(text);
      await page.click('vscode-link:has-text("Show only")');
      expect(await last(page, 'showEvents')).toEqual({ type: 'showEvents', session });
    }));

  it('tell what each handle’s PeerConnection went through, with links into the log', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      const handle = page.locator('.handles > li').first();
      await expect.poll(() => handle.textContent()).toContain('Selected pair');
      const text = (await handle.textContent())!;
      for (const part of ['ICE', 'gathering', 'DTLS', 'connected', 'PeerConnection', 'audio (mid 0)', 'receiving'])
        expect(text).toContain(part);
      await handle.locator('dd details > summary').filter({ hasText: 'remote' }).click();
      await expect.poll(() => handle.locator('.candidates li').count()).toBeGreaterThan(2);
      await handle.locator('vscode-link:has-text("gathering")').click();
      const opened = (await last(page, 'open'))!;
      const { revision } = rooms.timeline;
      const json = await rooms.answer({ method: 'json', revision, offset: opened.offset, length: opened.length });
      expect(json).toContain('"ice":"gathering"');
    }));

  it('sum up each offer and answer, and show and copy the whole SDP', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      const offer = page.locator('.sdps > li').first();
      await offer.locator('summary').first().click();
      await expect.poll(() => offer.textContent()).toContain('opus/48000/2');
      const text = (await offer.textContent())!;
      for (const part of ['offer', 'from the client', 'audio (mid 0)', 'VP8/90000', 'Bundle', 'mids 0 1'])
        expect(text).toContain(part);
      await offer.locator('summary').filter({ hasText: /^SDP$/ }).click();
      await expect.poll(() => offer.locator('pre').textContent()).toMatch(/^v=0\r\n/);
      await offer.locator('vscode-link:has-text("Copy SDP")').click();
      expect((await last(page, 'copy'))!.text).toBe(await offer.locator('pre').textContent());
    }));

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

  it('say of each part in its place that it cannot be had', () =>
    withPage(
      {
        ...rooms,
        answer: (request) =>
          ['events', 'webrtc', 'statistics'].includes(request.method)
            ? Promise.reject(new Error('The log has gone.'))
            : rooms.answer(request),
      },
      async (page) => {
        await selectFirst(page);
        await expect.poll(() => page.locator('.failure').count()).toBe(3);
        expect(await page.isVisible('.evidence')).toBe(true);
      },
    ));

  it('treat what a log contains as text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const detailed = answering(rooms, 'detail', (detail) => ({
      ...detail,
      id: evil,
      sentence: evil,
      subtitle: evil,
      handles: detail.handles.map((handle) => ({ ...handle, plugin: evil, opaqueId: evil })),
    }));
    const listed = answering(detailed, 'events', (events) => ({
      ...events,
      rows: events.rows.map((row) => ({ ...row, summary: evil })),
    }));
    const sought = answering(listed, 'seek', (found) => found && { ...found, lane: { ...found.lane, id: evil } });
    const log = answering(sought, 'lanes', (lanes) => ({
      ...lanes,
      ids: lanes.ids.map(() => evil),
      labels: lanes.labels.map(() => evil),
    }));
    return withPage(log, async (page) => {
      await selectFirst(page);
      await page.mouse.move(400, 260);
      await expect.poll(() => page.textContent('.verdict')).toContain(evil);
      await expect.poll(() => page.textContent('.grid-canvas')).toContain(evil);
      expect(await page.locator('img').count()).toBe(0);
    });
  });

  it('stay where they are when the log is read on', () => {
    let sentence: string | null = null;
    const log = answering(rooms, 'detail', (detail) => (sentence === null ? detail : { ...detail, sentence }));
    return withPage(log, async (page) => {
      await selectFirst(page);
      await page.locator('.chip', { hasText: 'WebRTC' }).click();
      await expect.poll(() => page.textContent('.events h3')).toBe('Events · 60 of 207');
      await page.focus('.event-grid');
      await page.keyboard.press('End');
      await page.waitForSelector('.tree');
      const grid = page.locator('.event-grid');
      const scrolled = await grid.evaluate((element) => element.scrollTop);
      expect(scrolled).toBeGreaterThan(0);
      sentence = 'There is news.';
      await page.evaluate(() => window.host.showLog());
      await expect.poll(() => page.textContent('.verdict')).toContain(sentence);
      expect(await grid.evaluate((element) => element.scrollTop)).toBe(scrolled);
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('event-grid');
      expect(await page.textContent('.events h3')).toBe('Events · 60 of 207');
      expect(await page.locator('.tree').count()).toBe(1);
      await expect.poll(() => page.locator('.chart').count()).toBeGreaterThan(1);
      await expect.poll(() => page.locator('.sdps').count()).toBe(1);
    });
  });

  it('keep bookmarks: set, listed, gone to, removed, and there again after a reload', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.waitForSelector('.grid-canvas .time');
      const { id } = (await kept(page)).selected!;
      await page.keyboard.press('.');
      await page.waitForSelector('.tree');
      await page.keyboard.press('b');
      await expect.poll(() => page.locator('.bookmarks li').count()).toBe(1);
      expect(await page.locator('.bookmarked').count()).toBe(1);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.verdict').count()).toBe(0);
      await kept(page);
      await page.reload();
      await page.waitForSelector('.bookmarks li');
      await page.click('.bookmarks vscode-link');
      await expect.poll(() => page.textContent('.detail h2')).toContain(id);
      await page.click('.bookmarks vscode-button');
      await expect.poll(() => page.locator('.bookmarks').count()).toBe(0);
      expect((await posted(page)).filter(({ type }) => type === 'problem')).toEqual([]);
    }));
});
