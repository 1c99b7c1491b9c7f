import { afterAll, describe, expect, it } from 'vitest';
import { LivesStory } from '../../unit/lives/lives-story.js';
import { OTHER, SECOND } from '../../unit/story.js';
import { logOf } from '../sample-log.js';
import { countOf, firstOf, selectFirst, thePage } from '../the-page.js';

const { built, churn, withPage } = await thePage();

const figures = '.detail .figure';

describe('with nothing selected', () => {
  it('tells the log in figures, each of which shows its sessions and takes that back', () =>
    withPage(churn, async (page) => {
      const gone = page.locator(figures, { hasText: 'Connection gone, no session event' }).first();
      await gone.waitFor();
      const count = Number(await gone.locator('b').textContent());
      expect(count).toBeGreaterThan(0);
      await gone.click();
      await expect.poll(() => countOf(page, 'all')).toBe(String(count));
      expect(await page.locator('.search input').evaluate((field: HTMLInputElement) => field.value)).toBe(
        'ended:transport-gone',
      );
      expect(await gone.getAttribute('aria-pressed')).toBe('true');
      expect(await gone.evaluate((element) => element === document.activeElement)).toBe(true);
      await gone.click();
      await expect.poll(() => countOf(page, 'all')).toBe(String(churn.timeline.count));
    }));

  it('has what the shapes mean in a fold, and in the help', () =>
    withPage(churn, async (page) => {
      await page.getByText('What the shapes mean').click();
      await page.locator('.detail').getByText('Ended silently, without one').waitFor();
      await page.keyboard.press('?');
      await page.locator('dialog').getByText('Ended silently, without one').waitFor();
    }));

  it('comes back when the selection is given up', () =>
    withPage(churn, async (page) => {
      await page.locator(figures).first().waitFor();
      await page.evaluate(
        (session) => window.host.send({ type: 'reveal', session, focus: true }),
        firstOf(churn, 'silent'),
      );
      await page.waitForSelector('.verdict');
      await page.keyboard.press('Escape');
      await page.locator(figures).first().waitFor();
    }));
});

describe('the figures of a log', async () => {
  const lines = (story: LivesStory): string[] => new TextDecoder().decode(story.bytes).trim().split('\n');
  const calls = await logOf(
    built.worker,
    ...lines(
      new LivesStory()
        .started(0)
        .attached(SECOND, 'echotest')
        .connected(2 * SECOND)
        .webrtc(2 * SECOND + 5, 4, {
          'selected-pair': '[2001:db8::1]:4000 [host,udp] <-> 2001:db8::2:5000 [relay,tcp]',
        })
        .hungUp(9 * SECOND, 'DTLS alert')
        .attached(SECOND, 'echotest', '88', OTHER)
        .description(2 * SECOND, 'remote', 'offer', '1', '88', OTHER)
        .webrtc(2 * SECOND + 10, 1, { ice: 'gathering' }, '88', OTHER)
        .webrtc(2 * SECOND + 20, 1, { ice: 'connecting' }, '88', OTHER)
        .webrtc(9 * SECOND, 1, { ice: 'failed' }, '88', OTHER)
        .hungUp(14 * SECOND, 'ICE failed', '88', OTHER),
    ),
  );
  const masked = await logOf(
    built.worker,
    ...lines(
      new LivesStory()
        .started(0)
        .attached(SECOND, 'videoroom')
        .description(2 * SECOND, 'remote', 'offer'),
    ),
  );
  afterAll(() => {
    calls.dispose();
    masked.dispose();
  });

  it('say how connections came up, where others stopped, and how they ended', () =>
    withPage(calls, async (page) => {
      const stopped = page.locator(figures, { hasText: 'ICE found no way between the two sides' });
      await stopped.waitFor();
      await page.locator(figures, { hasText: 'DTLS alert: closed by the peer' }).waitFor();
      await stopped.click();
      await expect.poll(() => countOf(page, 'all')).toBe('1');
    }));

  it('say over which way they went, and find those', () =>
    withPage(calls, async (page) => {
      for (const way of ['Relayed by TURN', 'Over TCP', 'Over IPv6'])
        await expect.poll(() => page.locator(figures, { hasText: way }).locator('b').textContent()).toBe('1');
      expect(await page.locator('.shares').textContent()).toContain('2001:db8:0:0::/64100 %100 %100 %');
      expect(await page.locator(figures, { hasText: 'Direct' }).count()).toBe(0);
      await page.locator(figures, { hasText: 'Relayed by TURN' }).click();
      await expect.poll(() => countOf(page, 'all')).toBe('1');
    }));

  it('lead to the way up of a PeerConnection and where it stopped', () =>
    withPage(calls, async (page) => {
      await page.locator(figures, { hasText: 'ICE found no way between the two sides' }).click();
      await expect.poll(() => countOf(page, 'all')).toBe('1');
      await selectFirst(page);
      await page.locator('.detail .lives').getByText('PeerConnection').click();
      const steps = (): Promise<string[]> => page.locator('.detail .way .what').allTextContents();
      await expect
        .poll(steps)
        .toEqual([
          'Handle attached',
          'Offer from the peer',
          'ICE gathering',
          'ICE connecting',
          'ICE failed',
          'Hung up: ICE failed',
        ]);
      expect(await page.textContent('.detail .verdict')).toContain('Never came up');
    }));

  it('say what is not in the log, and how to have it, and never 0', () =>
    withPage(masked, async (page) => {
      await page.locator(figures).first().waitFor();
      const text = (await page.textContent('.overview-figures')) ?? '';
      expect(text).toContain('People insidenot in this log');
      expect(text).toContain('PeerConnectionsnot in this log');
      expect(text).toContain('The log holds no webrtc events');
    }));
});
