import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { LivesStory } from '../../unit/lives/lives-story.js';
import { OTHER, SECOND } from '../../unit/story.js';
import { logOf } from '../sample-log.js';
import { selectFirst, thePage } from '../the-page.js';

const { built, withPage } = await thePage();
const lines = (story: LivesStory): string[] => new TextDecoder().decode(story.bytes).trim().split('\n');

const CALLEE = '88';
const videocall = await logOf(
  built.worker,
  ...lines(
    new LivesStory()
      .started(0)
      .attached(SECOND, 'videocall')
      .told(SECOND + 10, 'videocall', { event: 'registered', username: 'anna' })
      .attached(2 * SECOND, 'videocall', CALLEE, OTHER)
      .told(2 * SECOND + 10, 'videocall', { event: 'registered', username: 'ben' }, CALLEE, OTHER)
      .description(3 * SECOND, 'remote', 'offer', '5')
      .told(3 * SECOND + 10, 'videocall', { event: 'calling' })
      .description(3 * SECOND + 20, 'local', 'offer', '5', CALLEE, OTHER)
      .description(4 * SECOND, 'remote', 'answer', '6', CALLEE, OTHER)
      .told(4 * SECOND + 10, 'videocall', { event: 'accepted' }, CALLEE, OTHER)
      .description(4 * SECOND + 20, 'local', 'answer', '6')
      .webrtc(4 * SECOND + 900, 6, { connection: 'webrtcup' })
      .told(9 * SECOND, 'videocall', { event: 'hangup', reason: 'Explicit hangup' })
      .told(9 * SECOND + 100, 'videocall', { event: 'hangup', reason: 'Remote hangup' }, CALLEE, OTHER),
  ),
);
const CALL = { 'call-id': 'abc' };
const sip = await logOf(
  built.worker,
  ...lines(
    new LivesStory()
      .started(0)
      .attached(SECOND, 'sip')
      .told(2 * SECOND, 'sip', { event: 'calling', callee: 'sip:ben@example.com', ...CALL })
      .told(2 * SECOND + 10, 'sip', { event: 'sip-out', sip: 'INVITE sip:ben@example.com SIP/2.0\r\nVia: x\r\n' })
      .told(2 * SECOND + 20, 'sip', { event: 'sip-in', sip: 'SIP/2.0 180 Ringing\r\n' })
      .told(2 * SECOND + 30, 'sip', { event: 'proceeding', code: 180, ...CALL })
      .told(5 * SECOND, 'sip', { event: 'sip-in', sip: 'SIP/2.0 486 Busy Here\r\n' })
      .told(5 * SECOND + 10, 'sip', { event: 'hangup', code: 486, reason: 'Busy Here', ...CALL }),
  ),
);
afterAll(() => {
  videocall.dispose();
  sip.dispose();
});

const steps = (page: Page): Promise<string[]> =>
  page.locator('.ladder .step').evaluateAll((all) => all.map((step) => step.textContent.replace(/\s+/g, ' ').trim()));

describe('the ladder of a call', () => {
  it('has both sides of a video call, paired, with what ended it', () =>
    withPage(videocall, async (page) => {
      await selectFirst(page);
      // Who called holds the call.
      await page.locator('.detail .lives').getByText('anna').first().click();
      await page.locator('.detail .lives').getByText('anna → ben').first().click();
      await expect
        .poll(() => steps(page))
        .toEqual([
          'From anna to Janus: SDP offer',
          'From anna to Janus: calling',
          'From Janus to ben: SDP offer',
          'From ben to Janus: SDP answer',
          'From ben to Janus: accepted',
          'From Janus to anna: SDP answer',
          'anna: webrtcup',
          'From Janus to anna: hangup Explicit hangup',
          'From Janus to ben: hangup Remote hangup',
        ]);
    }));

  it('has the SIP messages of a call, with codes and reasons', () =>
    withPage(sip, async (page) => {
      await selectFirst(page);
      await page.locator('.detail .lives').getByText('Call', { exact: false }).first().click();
      const peer = 'sip:ben@example.com';
      await expect
        .poll(() => steps(page))
        .toEqual([
          `From Client to Janus: calling ${peer}`,
          `From Janus to ${peer}: INVITE ${peer}`,
          `From ${peer} to Janus: SIP/2.0 180 Ringing`,
          'From Janus to Client: proceeding 180',
          `From ${peer} to Janus: SIP/2.0 486 Busy Here`,
          'From Janus to Client: hangup 486 Busy Here',
        ]);
    }));
});
