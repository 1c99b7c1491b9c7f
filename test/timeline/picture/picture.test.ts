import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { MAX_PICTURE } from '../../../src/analysis/requests/timeline.js';
import { settle } from '../open-page.js';
import { isRed } from '../pixels.js';
import { answering, AXIS, firstOf, focusLanes, GUTTER, HEADER, LANE, lanesBox, last, thePage } from '../the-page.js';
import { lanesOnly, recordedLog } from '../sample-log.js';
import { syntheticSessions } from '../synthetic-sessions.js';

const { browser, built, churn, withPage } = await thePage();
const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
afterAll(() => rooms.dispose());

/** Height of the overview, px. */
const STRIP = 58;

/** Chooses in the menu of pictures, by keys alone. */
async function choose(page: Page, label: string): Promise<void> {
  await focusLanes(page);
  await page.keyboard.press('p');
  const items = await page.locator('.popup-menu [role=menuitem]').allTextContents();
  for (let i = 0; i < items.indexOf(label); i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** The file that the page would have saved. */
async function saved(page: Page, format: 'png' | 'svg'): Promise<Buffer> {
  await choose(page, `Save as ${format.toUpperCase()}…`);
  await expect.poll(async () => (await last(page, 'savePicture'))?.format).toBe(format);
  const bytes = await page.evaluate(() => {
    const message = window.host.posted.findLast(({ type }) => type === 'savePicture');
    return message?.type === 'savePicture' ? [...message.bytes] : [];
  });
  const file = Buffer.from(bytes);
  if (process.env['OUT']) writeFileSync(`${process.env['OUT']}/${Date.now()}.${format}`, file);
  return file;
}

/** What a browser makes of a picture: its size, and colours around places (CSS px). */
async function shown(
  format: 'png' | 'svg',
  file: Buffer,
  places: { x: number; y: number }[],
): Promise<{ width: number; height: number; colors: [number, number, number][][] }> {
  const type = format === 'png' ? 'image/png' : 'image/svg+xml';
  // A page without our policy, which lets no image in.
  const other = await browser.newPage();
  try {
    return await other.evaluate(
      async ({ url, at }) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const colors = at.map(({ x, y }) => {
          const { data } = context.getImageData(Math.round(x) - 3, Math.round(y) - 3, 7, 7);
          return Array.from({ length: 49 }, (_, i): [number, number, number] => [
            data[4 * i]!,
            data[4 * i + 1]!,
            data[4 * i + 2]!,
          ]);
        });
        return { width: canvas.width, height: canvas.height, colors };
      },
      { url: `data:${type};base64,${file.toString('base64')}`, at: places },
    );
  } finally {
    await other.close();
  }
}

interface SvgContent {
  error: string | null;
  texts: string[];
  elements: string[];
  /** Middles of paths of four corners, by their fill. */
  diamonds: { fill: string; x: number; y: number }[];
}

/** An SVG as an XML parser reads it. */
const parsed = (page: Page, svg: string): Promise<SvgContent> =>
  page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml');
    const all = [...document.querySelectorAll('*')];
    const diamonds = all.flatMap((element) => {
      const corners = /^M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)Z$/.exec(
        element.getAttribute('d') ?? '',
      );
      const fill = element.getAttribute('fill') ?? '';
      if (corners === null || fill === 'none') return [];
      return [{ fill, x: Number(corners[1]), y: (Number(corners[2]) + Number(corners[6])) / 2 }];
    });
    return {
      error: document.querySelector('parsererror')?.textContent ?? null,
      texts: all.filter(({ localName }) => localName === 'text').map((text) => text.textContent),
      elements: [...new Set(all.map(({ localName }) => localName))],
      diamonds,
    };
  }, svg);

/** Where the first silent session of the log ends, px of the picture, and where the first destroyed one does. */
async function endings(page: Page): Promise<{ silent: { x: number; y: number }; calm: { x: number; y: number } }> {
  const { timeline } = churn;
  const box = await lanesBox(page);
  const place = (session: number): { x: number; y: number } => ({
    x:
      GUTTER + ((churn.lanes[session]!.end + timeline.length * 0.03) / (timeline.length * 1.06)) * (box.width - GUTTER),
    y: STRIP + AXIS + HEADER + session * LANE + LANE / 2,
  });
  return { silent: place(firstOf(churn, 'silent')), calm: place(firstOf(churn, 'destroyed')) };
}

describe('a picture of the timeline', () => {
  it('as PNG is as large as what is shown, in device pixels, and red where a session ends silently', async () => {
    for (const scale of [1, 2])
      await withPage(
        churn,
        async (page) => {
          const box = await lanesBox(page);
          const { silent, calm } = await endings(page);
          const at = [silent, calm].map(({ x, y }) => ({ x: x * scale, y: y * scale }));
          const picture = await shown('png', await saved(page, 'png'), at);
          expect([picture.width, picture.height]).toEqual([box.width * scale, (box.height + STRIP) * scale]);
          expect(picture.colors.map((colors) => colors.some(isRed))).toEqual([true, false]);
        },
        { scale },
      );
  });

  it('as SVG has names as text, and a red diamond where a session ends silently', () =>
    withPage(churn, async (page) => {
      const { silent, calm } = await endings(page);
      const file = await saved(page, 'svg');
      const svg = await parsed(page, file.toString());
      expect(svg.error).toBeNull();
      for (const { id, name } of churn.lanes.slice(0, 20)) expect(svg.texts).toContain(name || id);
      expect(svg.texts).toContain('77 silent');
      const diamond = svg.diamonds.find(({ x, y }) => Math.hypot(x - silent.x, y - silent.y) < 1.5);
      const [red, green, blue] = diamond!.fill.match(/\d+/g)!.map(Number);
      expect(isRed([red!, green!, blue!])).toBe(true);
      const picture = await shown('svg', file, [silent, calm]);
      expect(picture.colors.map((colors) => colors.some(isRed))).toEqual([true, false]);
      expect(svg.elements).not.toContain('image');
    }));

  it('looks the same as SVG and as PNG, whatever is shown', () =>
    withPage(rooms, async (page) => {
      await focusLanes(page);
      for (const key of ['ArrowDown', ' ', 'ArrowDown', ' ', 'f', 'w']) await page.keyboard.press(key);
      await settle(page);
      const box = await lanesBox(page);
      const grid = Array.from({ length: 400 }, (_, i) => ({
        x: 8 + ((box.width - 16) * (i % 20)) / 19,
        y: 8 + ((box.height + STRIP - 16) * Math.floor(i / 20)) / 19,
      }));
      const [png, svg] = [
        await shown('png', await saved(page, 'png'), grid),
        await shown('svg', await saved(page, 'svg'), grid),
      ];
      const mean = (colors: [number, number, number][], part: number): number =>
        colors.reduce((sum, color) => sum + color[part]!, 0) / colors.length;
      const far = grid.filter((_, i) =>
        [0, 1, 2].some((part) => Math.abs(mean(png.colors[i]!, part) - mean(svg.colors[i]!, part)) > 12),
      );
      // Text is smoothed a little differently.
      expect(far.length).toBeLessThan(8);
    }));

  it('from far away has its lanes as an image inside the SVG, with the silent endings in red', () => {
    const sessions = syntheticSessions(20_000);
    const silent = 10_000;
    // Every third session is of the other emitter, whose group comes after these.
    const row = 1 + silent - Math.ceil(silent / 3);
    return withPage(lanesOnly(sessions), async (page) => {
      await focusLanes(page);
      await page.keyboard.press('v');
      await settle(page);
      const box = await lanesBox(page);
      const share = (sessions.end[silent]! + sessions.length * 0.03) / (sessions.length * 1.06);
      const at = {
        x: GUTTER + share * (box.width - GUTTER),
        y: STRIP + AXIS + ((row + 0.5) / (sessions.count + 2)) * (box.height - AXIS),
      };
      // Among sessions that begin later nothing is red.
      const calm = { x: at.x, y: at.y + 60 };
      const file = await saved(page, 'svg');
      const svg = await parsed(page, file.toString());
      expect(svg.error).toBeNull();
      expect(svg.elements).toContain('image');
      for (const format of ['svg', 'png'] as const) {
        const { colors } = await shown(format, format === 'svg' ? file : await saved(page, 'png'), [at, calm]);
        expect(colors.map((around) => around.some(isRed))).toEqual([true, false]);
      }
    });
  });

  it('keeps what a log contains as text', () => {
    const evil = '</text><script>alert(1)</script>&"\u0001\ud800\u0000';
    const log = answering(churn, 'lanes', (lanes) => ({ ...lanes, ids: lanes.ids.map(() => evil) }));
    return withPage(log, async (page) => {
      const file = (await saved(page, 'svg')).toString();
      const svg = await parsed(page, file);
      expect(svg.error).toBeNull();
      expect(svg.elements).not.toContain('script');
      expect(svg.texts.some((text) => text.startsWith('</text><script'))).toBe(true);
      expect(file).not.toContain('<script');
    });
  });

  it('is copied: pixels to the clipboard, vectors as text', () =>
    withPage(churn, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await choose(page, 'Copy as PNG');
      await expect.poll(() => last(page, 'pictureCopied')).toBeDefined();
      const types = await page.evaluate(async () => (await navigator.clipboard.read()).map((item) => item.types));
      expect(types).toEqual([['image/png']]);
      await choose(page, 'Copy as SVG');
      await expect.poll(async () => (await last(page, 'copy'))?.text).toMatch(/^<svg [^]*<\/svg>\n$/);
    }));

  it('says why there is none', () =>
    withPage(churn, async (page) => {
      const reason = async (): Promise<unknown> => (await last(page, 'noPicture'))?.reason;
      await page.evaluate(() => {
        navigator.clipboard.write = () => Promise.reject(new Error('not now'));
      });
      await choose(page, 'Copy as PNG');
      await expect.poll(reason).toBe('clipboard');
      expect((await last(page, 'problem'))?.message).toContain('not now');
      await page.evaluate(() => (window.host.posted = []));
      await page.keyboard.press('t');
      await page.evaluate(() => window.host.send({ type: 'picture', wish: { format: 'png', to: 'file' } }));
      await expect.poll(reason).toBe('table');
    }));

  it('over the limit is refused, and not sent', () =>
    withPage(churn, async (page) => {
      await page.evaluate((size) => {
        Blob.prototype.arrayBuffer = () => Promise.resolve(new ArrayBuffer(size));
      }, MAX_PICTURE + 1);
      await choose(page, 'Save as PNG…');
      await expect.poll(async () => (await last(page, 'noPicture'))?.reason).toBe('too-large');
      expect(await last(page, 'savePicture')).toBeUndefined();
    }));

  it('asked for by a command waits for the log', () =>
    withPage(
      churn,
      async (page) => {
        await page.evaluate(() => window.host.send({ type: 'picture', wish: { format: 'svg', to: 'file' } }));
        await settle(page);
        expect(await last(page, 'savePicture')).toBeUndefined();
        await page.evaluate(() => window.host.showLog());
        await expect.poll(() => last(page, 'savePicture')).toBeDefined();
      },
      { auto: false },
    ));
});
