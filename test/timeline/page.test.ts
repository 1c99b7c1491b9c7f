import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromTimeline } from '../../src/analysis/timeline.js';
import { buildPage, type Built, launch, openPage, type OpenOptions, settle } from './open-page.js';
import { colorsAround, isRed } from './pixels.js';
import { emptyLog, recordedLog, type SampleLog, syntheticLog } from './sample-log.js';

const CHURN = 'test/corpus/1.1.2/churn/events.jsonl';
/** Left edge of the lanes and height of the axis, px; the ids' column is this wide from 520 px of lanes on. */
const GUTTER = 218;
const AXIS = 24;
const HEADER = 24;
const LANE = 20;

let built: Built;
let browser: Browser;
let churn: SampleLog;

beforeAll(async () => {
  [built, browser, churn] = await Promise.all([buildPage(), launch(), recordedLog(CHURN)]);
});
afterAll(() => browser.close());

/** Opens the page, does something with it, closes it; whatever the console complained of fails the test. */
async function withPage(log: SampleLog, act: (page: Page) => Promise<void>, options: OpenOptions = {}): Promise<void> {
  const { page, complaints } = await openPage(browser, built, log, options);
  try {
    if (options.auto !== false) await page.waitForSelector('.page:not(.blank)');
    await settle(page);
    await act(page);
    expect(complaints).toEqual([]);
    expect((await posted(page)).filter((message) => message.type === 'problem')).toEqual([]);
  } finally {
    await page.close();
  }
}

const posted = (page: Page): Promise<FromTimeline[]> => page.evaluate(() => window.host.posted);

async function last<T extends FromTimeline['type']>(
  page: Page,
  type: T,
): Promise<Extract<FromTimeline, { type: T }> | undefined> {
  const all = await posted(page);
  return all.findLast((message): message is Extract<FromTimeline, { type: T }> => message.type === type);
}

interface Kept {
  view: { from: number; to: number } | null;
  scroll: number;
  query: string;
  segment: string;
  grouping: string;
  selected: { id: string } | null;
  zone: string;
}
async function kept(page: Page): Promise<Kept> {
  await settle(page, 300);
  return page.evaluate(() => window.host.state as never);
}

const lanesBox = async (page: Page): Promise<{ x: number; y: number; width: number; height: number }> =>
  (await page.locator('.lanes-canvas').boundingBox())!;

/** Middle of a row, in page px, while nothing is scrolled and nothing folded; row 0 is the first header. */
async function rowMiddle(page: Page, row: number): Promise<number> {
  const box = await lanesBox(page);
  return box.y + AXIS + HEADER + (row - 1) * LANE + LANE / 2;
}

const spoken = (page: Page): Promise<string | null> => page.textContent('#current-session');
const focusLanes = (page: Page): Promise<void> => page.focus('.lanes-focus');
const countOf = async (page: Page, segment: string): Promise<string | null> =>
  page.textContent(`.segment.${segment} b`);

describe('a log on the page', () => {
  it('shows the counts of each segment', () =>
    withPage(churn, async (page) => {
      expect(await countOf(page, 'all')).toBe('277');
      expect(await countOf(page, 'silent')).toBe('77');
      expect(await countOf(page, 'open')).toBe('21');
      expect(await countOf(page, 'ended')).toBe('179');
    }));

  it('asks for what is inside the visible lanes, and for no others', () =>
    withPage(churn, async (page) => {
      const asked = (await posted(page)).flatMap((message) =>
        message.type === 'request' && message.request.method === 'tracks' ? message.request.sessions : [],
      );
      expect(asked.length).toBeGreaterThan(20);
      expect(asked.length).toBeLessThan(60);
      expect(new Set(asked).size).toBe(asked.length);
    }));

  it('draws a red diamond where a silent session ends, in every theme', async () => {
    for (const theme of ['dark', 'light', 'contrast'] as const) {
      await withPage(
        churn,
        async (page) => {
          const { overview } = churn;
          const box = await lanesBox(page);
          const length = overview.length * 1.06;
          const session = overview.outcome.indexOf(2);
          const x = GUTTER + ((overview.end[session]! + overview.length * 0.03) / length) * (box.width - GUTTER);
          const y = AXIS + HEADER + session * LANE + LANE / 2;
          const colors = await colorsAround(page, '.lanes-canvas', x, y, 3);
          expect(colors.some(isRed), `${theme}: ${JSON.stringify(colors.slice(0, 3))}`).toBe(true);
          // A session that was destroyed has no red at its end.
          const calm = overview.outcome.indexOf(0);
          const calmX = GUTTER + ((overview.end[calm]! + overview.length * 0.03) / length) * (box.width - GUTTER);
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
      const before = await spoken(page);
      await page.evaluate(() => {
        document.documentElement.style.setProperty('--vscode-editor-background', '#ffffff');
        document.body.className = 'vscode-light';
      });
      await settle(page);
      expect(await spoken(page)).toBe(before);
      const box = await lanesBox(page);
      const [ground] = await colorsAround(page, '.lanes-canvas', box.width - 30, AXIS + HEADER + LANE / 2, 0);
      expect(ground).toEqual([255, 255, 255]);
    }));
});

describe('hands', () => {
  it('zoom with the wheel at the pointer: the time under it stays', () =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      const share = 0.4;
      const x = box.x + GUTTER + (box.width - GUTTER) * share;
      await page.mouse.move(x, box.y + 200);
      await page.mouse.wheel(0, -600);
      const { view } = await kept(page);
      const { overview } = churn;
      const before = overview.origin - overview.length * 0.03 + overview.length * 1.06 * share;
      const after = view!.from + (view!.to - view!.from) * share;
      expect(view!.to - view!.from).toBeLessThan(overview.length * 0.9);
      // Within two pixels' time.
      expect(Math.abs(after - before)).toBeLessThan((overview.length * 1.06 * 2) / (box.width - GUTTER));
    }));

  it('scroll with the wheel over the ids, and pan with Shift', () =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      await page.mouse.move(box.x + 60, box.y + 200);
      await page.mouse.wheel(0, 300);
      expect(await kept(page)).toMatchObject({ scroll: 300, view: null });
      await page.mouse.move(box.x + 500, box.y + 200);
      await page.mouse.wheel(0, -900);
      const { view } = await kept(page);
      await page.keyboard.down('Shift');
      await page.mouse.wheel(0, 100);
      await page.keyboard.up('Shift');
      const panned = (await kept(page)).view;
      expect(panned!.from).toBeGreaterThan(view!.from);
      expect(panned!.to - panned!.from).toBeCloseTo(view!.to - view!.from, 0);
    }));

  it('select with a click, which opens nothing; a double click opens the log', () =>
    withPage(churn, async (page) => {
      const y = await rowMiddle(page, 3);
      await page.mouse.click(500, y);
      expect(await last(page, 'selected')).toEqual({ type: 'selected', session: 2 });
      expect(await last(page, 'openSession')).toBeUndefined();
      expect(await last(page, 'open')).toBeUndefined();
      await page.mouse.dblclick(500, y);
      expect(await last(page, 'openSession')).toMatchObject({ session: 2 });
    }));

  it('pan by dragging without selecting', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      for (let i = 0; i < 4; i++) await page.keyboard.press('w');
      const before = (await kept(page)).view;
      const box = await lanesBox(page);
      await page.mouse.move(box.x + 600, box.y + 200);
      await page.mouse.down();
      await page.mouse.move(box.x + 450, box.y + 120, { steps: 4 });
      await page.mouse.up();
      const after = await kept(page);
      expect(after.view!.from).toBeGreaterThan(before!.from);
      expect(after.scroll).toBe(80);
      expect(await last(page, 'selected')).toBeUndefined();
    }));

  it('fold a group at its header', () =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      await page.mouse.click(box.x + 60, box.y + AXIS + HEADER / 2);
      await page.keyboard.press('ArrowDown');
      expect(await spoken(page)).toBe('No session selected');
      await page.mouse.click(box.x + 60, box.y + AXIS + HEADER / 2);
      await page.keyboard.press('ArrowDown');
      expect(await spoken(page)).toContain('Session');
    }));

  it('drag the window of the overview, and mark a new one', () =>
    withPage(churn, async (page) => {
      await page.mouse.move(400, 60);
      await page.mouse.down();
      await page.mouse.move(600, 60, { steps: 4 });
      await page.mouse.up();
      const marked = (await kept(page)).view!;
      expect(marked.to - marked.from).toBeLessThan(churn.overview.length * 0.2);
      await page.mouse.move(500, 60);
      await page.mouse.down();
      await page.mouse.move(700, 60, { steps: 4 });
      await page.mouse.up();
      const moved = (await kept(page)).view!;
      expect(moved.from).toBeGreaterThan(marked.from);
      expect(moved.to - moved.from).toBeCloseTo(marked.to - marked.from, 0);
    }));
});

describe('keys', () => {
  it('lead through sessions and silent endings, each announced', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('ArrowDown');
      expect(await spoken(page)).toContain(`Session ${churn.overview.ids[0]!}`);
      await page.keyboard.press('n');
      expect(await spoken(page)).toContain('ended silently');
      const first = await spoken(page);
      await page.keyboard.press('n');
      expect(await spoken(page)).not.toBe(first);
      await page.keyboard.press('N');
      expect(await spoken(page)).toBe(first);
      await page.keyboard.press('Escape');
      expect(await last(page, 'selected')).toEqual({ type: 'selected', session: null });
    }));

  it('open the session with Enter, and the event stepped to', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.keyboard.press('Enter');
      const session = churn.overview.outcome.indexOf(2);
      expect(await last(page, 'openSession')).toMatchObject({ session });
      await page.waitForSelector('.events li');
      await page.keyboard.press('.');
      await page.keyboard.press('.');
      await page.keyboard.press('Enter');
      const row = churn.events[session]![1]!;
      expect(await last(page, 'open')).toMatchObject({ offset: row.offset, length: row.length });
    }));

  it('type letters into the search field and nowhere else', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('/');
      await page.keyboard.type('nws?');
      expect(await last(page, 'selected')).toBeUndefined();
      expect(await page.locator('dialog.help').evaluate((help: HTMLDialogElement) => help.open)).toBe(false);
      expect((await kept(page)).query).toBe('nws?');
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
      const session = churn.overview.outcome.indexOf(2);
      expect(view!.from).toBeLessThan(churn.overview.origin + churn.overview.start[session]!);
      expect(view!.to).toBeGreaterThan(churn.overview.origin + churn.overview.end[session]!);
      expect(view!.to - view!.from).toBeLessThan(churn.overview.length / 3);
      await page.keyboard.press('0');
      expect((await kept(page)).view).toBeNull();
    }));
});

describe('arranging', () => {
  it('search narrows the lanes and the counts; clearing brings all back', () =>
    withPage(churn, async (page) => {
      await page.fill('.search input', 'echotest');
      await expect.poll(() => countOf(page, 'all')).not.toBe('277');
      await page.fill('.search input', 'no such session');
      await expect.poll(() => page.textContent('.notice h2')).toBe('No session matches');
      await page.click('.notice vscode-button');
      await expect.poll(() => countOf(page, 'all')).toBe('277');
      expect(await page.isHidden('.notice')).toBe(true);
    }));

  it('a segment shows its sessions alone', () =>
    withPage(churn, async (page) => {
      await page.click('.segment.silent');
      await focusLanes(page);
      for (const id of churn.overview.ids.filter((_, index) => churn.overview.outcome[index] === 2).slice(0, 3)) {
        await page.keyboard.press('ArrowDown');
        expect(await spoken(page)).toContain(id);
      }
    }));

  it('groups and sorts by the dropdowns', () =>
    withPage(churn, async (page) => {
      await page.click('vscode-dropdown[aria-label="Group sessions"]');
      await page.click('vscode-option[value="plugin"]');
      await page.click('vscode-dropdown[aria-label="Sort sessions"]');
      await page.click('vscode-option[value="duration"]');
      expect(await kept(page)).toMatchObject({ grouping: 'plugin', sorting: 'duration' });
    }));

  it('is all there again after the panel was hidden', () =>
    withPage(churn, async (page) => {
      await page.click('.segment.silent');
      await page.fill('.search input', 'videoroom');
      await focusLanes(page);
      await page.keyboard.press('n');
      for (const key of ['n', 'w', 'w']) await page.keyboard.press(key);
      const before = await kept(page);
      const selected = await spoken(page);
      expect(before).toMatchObject({ query: 'videoroom', segment: 'silent' });
      await page.reload();
      await page.waitForSelector('.page:not(.blank)');
      expect(await kept(page)).toEqual(before);
      expect(await spoken(page)).toBe(selected);
      expect(await page.inputValue('.search input')).toBe('videoroom');
      await expect.poll(() => page.textContent('.detail h2')).toContain(before.selected!.id);
    }));
});

describe('details', () => {
  it('say the verdict first, then lead to the evidence', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      const session = churn.overview.outcome.indexOf(2);
      const detail = churn.details[session]!;
      await expect.poll(() => page.textContent('.verdict')).toContain(detail.sentence);
      await page.click('.evidence vscode-link');
      expect(await last(page, 'open')).toMatchObject({ offset: detail.evidence[0]!.offset });
    }));

  it("show each event's JSON when it is opened, as text", () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.click('.events summary');
      const row = churn.events[churn.overview.outcome.indexOf(2)]![0]!;
      await expect.poll(() => page.textContent('.json pre')).toBe(churn.json[row.offset]);
      await page.click('.json vscode-link:has-text("Copy")');
      expect(await last(page, 'copy')).toEqual({ type: 'copy', text: churn.json[row.offset] });
    }));

  it('show a page of events and more on demand', () =>
    withPage(
      {
        ...churn,
        events: churn.events.map((rows) => Array.from({ length: 450 }, (_, i) => ({ ...rows[0]!, offset: i }))),
        details: churn.details.map((detail) => ({ ...detail, eventCount: 450 })),
      },
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('n');
        for (const count of [200, 400, 450]) {
          await expect.poll(() => page.locator('.events li').count()).toBe(count);
          if (count < 450) await page.click('.events-foot vscode-button');
        }
        expect(await page.locator('.events-foot vscode-button').count()).toBe(0);
      },
    ));

  it('say so in place when they cannot be had, and can be asked for again', () =>
    withPage(churn, async (page) => {
      await page.evaluate(() => (window.host.mood = 'refuse'));
      await focusLanes(page);
      await page.keyboard.press('n');
      await expect.poll(() => page.textContent('.detail .failure')).toContain('The log has gone.');
      await page.evaluate(() => (window.host.mood = 'answer'));
      await page.click('.detail vscode-button:has-text("Try again")');
      await expect.poll(() => page.isVisible('.evidence')).toBe(true);
    }));

  it('treat what a log contains as text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const log = {
      ...churn,
      overview: {
        ...churn.overview,
        ids: churn.overview.ids.map(() => evil),
        labels: churn.overview.labels.map(() => evil),
      },
      details: churn.details.map((detail) => ({ ...detail, id: evil, sentence: evil, subtitle: evil })),
    };
    return withPage(log, async (page) => {
      await focusLanes(page);
      await page.keyboard.press('n');
      await page.mouse.move(400, 260);
      await expect.poll(() => page.textContent('.verdict')).toContain(evil);
      expect(await page.locator('img').count()).toBe(0);
    });
  });
});

describe('the extension', () => {
  it('reveals a session: selected, in view, through any filter, without an echo', () =>
    withPage(churn, async (page) => {
      await page.fill('.search input', 'no such session');
      await expect.poll(() => page.isVisible('.notice')).toBe(true);
      const session = churn.overview.count - 1;
      await page.evaluate((index) => window.host.send({ type: 'reveal', session: index, focus: true }), session);
      await expect.poll(() => spoken(page)).toContain(churn.overview.ids[session]!);
      expect((await kept(page)).scroll).toBeGreaterThan(1000);
      expect(await last(page, 'selected')).toBeUndefined();
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('lanes-focus');
    }));

  it('is told of a malformed message, which changes nothing', async () => {
    const { page } = await openPage(browser, built, churn);
    await page.waitForSelector('.page:not(.blank)');
    const broken = [
      { type: 'overview', overview: { revision: 'one' } },
      { type: 'nonsense' },
      'text',
      { type: 'reveal', session: 'x', focus: true },
    ];
    for (const message of broken) await page.evaluate((each) => window.host.send(each), message);
    await page.evaluate(() => {
      window.postMessage({ type: 'overview', overview: { ...window.LOG.overview, start: new Float64Array(1) } }, '*');
    });
    await expect.poll(async () => (await posted(page)).filter((message) => message.type === 'problem').length).toBe(5);
    expect(await countOf(page, 'all')).toBe('277');
    await page.close();
  });

  it('may send a newer analysis: view, selection and filters stay', () =>
    withPage(churn, async (page) => {
      await focusLanes(page);
      for (const key of ['n', 'w', 'w']) await page.keyboard.press(key);
      const before = await kept(page);
      await page.evaluate(() => window.host.showLog(2));
      expect(await kept(page)).toEqual(before);
      const request = await last(page, 'request');
      expect(request?.request).toMatchObject({ revision: 2 });
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

describe('sizes', () => {
  it('nothing is clipped at 400 px, and the menu holds what the toolbar has no room for', () =>
    withPage(
      churn,
      async (page) => {
        const beyond = await page.evaluate(
          () =>
            [...document.querySelectorAll('.toolbar *, .detail, .lanes')].filter((element) => {
              const box = element.getBoundingClientRect();
              return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
            }).length,
        );
        expect(beyond).toBe(0);
        expect(await page.isVisible('vscode-dropdown[aria-label="Group sessions"]')).toBe(false);
        await page.click('.menu-button');
        expect(await page.isVisible('vscode-dropdown[aria-label="Group sessions"]')).toBe(true);
        await page.keyboard.press('Escape');
        expect(await page.isVisible('vscode-dropdown[aria-label="Group sessions"]')).toBe(false);
      },
      { width: 400 },
    ));

  it('the details stand below in a narrow panel and can be resized by keys', () =>
    withPage(
      churn,
      async (page) => {
        await focusLanes(page);
        await page.keyboard.press('n');
        await page.waitForSelector('.detail h2');
        const [lanes, detail] = [
          await page.locator('.lanes').boundingBox(),
          await page.locator('.detail').boundingBox(),
        ];
        expect(detail!.y).toBeGreaterThanOrEqual(lanes!.y + lanes!.height);
        await page.focus('.splitter');
        await page.keyboard.press('ArrowUp');
        await expect
          .poll(async () => (await page.locator('.detail').boundingBox())!.height)
          .toBeGreaterThan(detail!.height);
      },
      { width: 400 },
    ));

  it('ten thousand sessions work as one does', () =>
    withPage(syntheticLog(10_000), async (page) => {
      expect(await countOf(page, 'all')).toBe('10,000');
      await focusLanes(page);
      await page.keyboard.press('End');
      expect(await spoken(page)).toContain('Session');
      await page.keyboard.press('n');
      expect(await spoken(page)).toContain('ended silently');
      await page.fill('.search input', 'user-9990 ');
      await expect.poll(() => countOf(page, 'all')).toBe('1');
    }));

  it('nothing is drawn while nothing happens', () =>
    withPage(churn, async (page) => {
      const frames = await page.evaluate(async () => {
        let asked = 0;
        const request = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (callback) => {
          asked++;
          return request(callback);
        };
        await new Promise((resolve) => setTimeout(resolve, 500));
        return asked;
      });
      expect(frames).toBe(0);
    }));
});
