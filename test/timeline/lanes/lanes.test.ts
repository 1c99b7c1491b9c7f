import { describe, expect, it } from 'vitest';
import { drawn } from '../drawn.js';
import { settle } from '../open-page.js';
import { colorsAround, isRed } from '../pixels.js';
import type { SampleLog } from '../sample-log.js';
import {
  AXIS,
  countOf,
  firstOf,
  focusLanes,
  GUTTER,
  HEADER,
  LANE,
  lanesBox,
  asked,
  last,
  spoken,
  thePage,
} from '../the-page.js';

const { churn, withPage } = await thePage();

describe('a log on the page', () => {
  it('shows the counts of each segment', () =>
    withPage(churn, async (page) => {
      expect(await countOf(page, 'all')).toBe('277');
      expect(await countOf(page, 'silent')).toBe('77');
      expect(await countOf(page, 'open')).toBe('21');
      expect(await countOf(page, 'ended')).toBe('179');
    }));

  it('draws the title of a group over the line at which lanes begin: it may be longer than that', () =>
    withPage(churn, async (page) => {
      await page.click('vscode-dropdown[aria-label="Group sessions"]');
      await page.click('vscode-option[value="plugin"]');
      await expect.poll(async () => (await drawn(page)).texts).toContainEqual(expect.stringMatching(/^\d+ sessions/));
      const order = await page.evaluate(
        ({ source, x }) => {
          const shapes = [...new DOMParser().parseFromString(source, 'image/svg+xml').querySelectorAll('text, rect')];
          const isLine = (shape: Element): boolean =>
            shape.getAttribute('x') === String(x) && shape.getAttribute('width') === '1';
          const isCount = (shape: Element): boolean => /^\d+ sessions/.test(shape.textContent);
          return { line: shapes.findLastIndex(isLine), firstTitle: shapes.findIndex(isCount) };
        },
        { source: (await last(page, 'copy'))!.text, x: GUTTER - 1 },
      );
      expect(order.line).toBeGreaterThan(0);
      expect(order.line).toBeLessThan(order.firstTitle);
    }));

  it('is shown before anything arrives that its picture does not need', () => {
    const needed = ['arrange', 'density', 'lanes'];
    const log: SampleLog = {
      ...churn,
      answer: (request) => (needed.includes(request.method) ? churn.answer(request) : new Promise(() => undefined)),
    };
    return withPage(log, async (page) => {
      const box = await lanesBox(page);
      const { timeline } = churn;
      const session = firstOf(churn, 'silent');
      const share = (churn.lanes[session]!.end + timeline.length * 0.03) / (timeline.length * 1.06);
      const x = GUTTER + share * (box.width - GUTTER);
      const y = AXIS + HEADER + session * LANE + LANE / 2;
      expect((await colorsAround(page, '.lanes-canvas', x, y, 3)).some(isRed)).toBe(true);
      await expect
        .poll(async () => (await asked(page)).map(({ method }) => method))
        .toEqual(expect.arrayContaining(['raster', 'gaps', 'tracks']));
    });
  });

  it('asks for what is inside the visible lanes, and for no others', () =>
    withPage(churn, async (page) => {
      const inside = (await asked(page)).flatMap((request) => (request.method === 'tracks' ? request.sessions : []));
      expect(inside.length).toBeGreaterThan(20);
      expect(inside.length).toBeLessThan(60);
      expect(new Set(inside).size).toBe(inside.length);
    }));

  it('draws a red diamond where a silent session ends, in every theme', async () => {
    for (const theme of ['dark', 'light', 'contrast'] as const) {
      await withPage(
        churn,
        async (page) => {
          const { timeline } = churn;
          const box = await lanesBox(page);
          const length = timeline.length * 1.06;
          const session = firstOf(churn, 'silent');
          const x = GUTTER + ((churn.lanes[session]!.end + timeline.length * 0.03) / length) * (box.width - GUTTER);
          const y = AXIS + HEADER + session * LANE + LANE / 2;
          const colors = await colorsAround(page, '.lanes-canvas', x, y, 3);
          expect(colors.some(isRed), `${theme}: ${JSON.stringify(colors.slice(0, 3))}`).toBe(true);
          // A session that was destroyed has no red at its end.
          const calm = firstOf(churn, 'destroyed');
          const calmX = GUTTER + ((churn.lanes[calm]!.end + timeline.length * 0.03) / length) * (box.width - GUTTER);
          const calmColors = await colorsAround(
            page,
            '.lanes-canvas',
            calmX,
            AXIS + HEADER + calm * LANE + LANE / 2,
            3,
          );
          expect(calmColors.some(isRed)).toBe(false);
        },
        { theme },
      );
    }
  });

  it('keeps a theme change from resetting anything', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await expect.poll(() => spoken(page)).toContain('ended silently');
      const before = await spoken(page);
      await page.evaluate(() => {
        document.documentElement.style.setProperty('--vscode-editor-background', '#ffffff');
        document.body.className = 'vscode-light';
      });
      await settle(page);
      await expect.poll(() => spoken(page)).toBe(before);
      const box = await lanesBox(page);
      const [ground] = await colorsAround(page, '.lanes-canvas', box.width - 30, AXIS + HEADER + LANE / 2, 0);
      expect(ground).toEqual([255, 255, 255]);
    }));
});
