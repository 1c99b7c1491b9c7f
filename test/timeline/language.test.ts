/** The page in another language: nothing that is said is left in English. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../../src/words/language.js';
import { bundles } from '../setup/texts.mjs';
import { type RecordedLog, recordedLog } from './sample-log.js';
import { cutWords, focusLanes, thePage } from './the-page.js';

const { built, withPage } = await thePage();

/** Texts and names of what is visible, but for keys, and the table of events, which says what Janus says. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const all = new Set<string>();
    const look = (node: Node): void => {
      if (node instanceof Element) {
        if (!node.checkVisibility() || node.matches('script, style, kbd, .grid-canvas')) return;
        for (const name of ['title', 'aria-label', 'placeholder']) all.add(node.getAttribute(name)?.trim() ?? '');
        for (const child of node.shadowRoot?.childNodes ?? []) look(child);
      }
      if (node.nodeType === Node.TEXT_NODE) all.add(node.textContent?.trim() ?? '');
      for (const child of node.childNodes) look(child);
    };
    look(document.body);
    return [...all].filter((text) => text !== '');
  });

/** Recognises the English texts that have a translation; not words that Janus uses as well, such as "destroyed". */
function englishIn(texts: Readonly<Record<string, string>>): (text: string) => boolean {
  const patterns = Object.entries(texts)
    .filter(([english, own]) => english !== own)
    .flatMap(([english]) => english.split('|'))
    .filter((form) => /[A-Za-z]{3}/.test(form.replace(/\{\d\}/g, '')) && !/^[a-z]+$/.test(form))
    .map((form) => form.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{\d\}/g, '.+'));
  const english = new RegExp(`^(?:${patterns.join('|')})$`, 's');
  return (text) => english.test(text);
}

describe.each(bundles())('in $language', ({ language, texts }) => {
  const speech = { language, texts };
  const isEnglish = englishIn(texts);
  let rooms: RecordedLog;
  let churn: RecordedLog;

  beforeAll(async () => {
    // What the worker is told, as it is by the extension.
    speak(speech);
    rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
    churn = await recordedLog(built.worker, 'test/corpus/1.1.2/churn/events.jsonl');
  });
  afterAll(() => {
    rooms.dispose();
    churn.dispose();
    speak(null);
  });

  const nothingEnglish = async (page: Page): Promise<void> => {
    const all = await said(page);
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(isEnglish)).toEqual([]);
  };

  it('the log as a whole, the keys and the table', () =>
    withPage(
      churn,
      async (page) => {
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        await page.locator('.detail .figure').first().waitFor();
        await nothingEnglish(page);
        await focusLanes(page);
        await page.keyboard.press('?');
        await page.locator('dialog').waitFor();
        await nothingEnglish(page);
        await page.keyboard.press('Escape');
        await page.keyboard.press('t');
        await page.getByRole('treegrid').waitFor();
        await nothingEnglish(page);
      },
      { speech },
    ));

  it('a session with its verdict, its handles and their media', () =>
    withPage(
      rooms,
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('n');
        await page.keyboard.press(' ');
        await page.locator('.verdict').waitFor();
        await page.locator('.grid-canvas .time').first().waitFor();
        await page.locator('.statistics, canvas.chart, .uplot').first().waitFor();
        await nothingEnglish(page);
      },
      { speech, height: 1000 },
    ));

  it('no word of the toolbar is cut off', () =>
    withPage(
      churn,
      async (page) => {
        expect(await cutWords(page)).toEqual([]);
      },
      { speech, width: 1140 },
    ));
});
