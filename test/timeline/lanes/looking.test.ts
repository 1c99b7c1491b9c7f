import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { drawn } from '../drawn.js';
import { settle } from '../open-page.js';
import { colorsAround } from '../pixels.js';
import { lanesOnly, logOf, recordedLog } from '../sample-log.js';
import { syntheticSessions } from '../synthetic-sessions.js';
import {
  ask,
  AXIS,
  focusLanes,
  GUTTER,
  HEADER,
  kept,
  LANE,
  lanesBox,
  rowMiddle,
  selectFirst,
  thePage,
} from '../the-page.js';

const { built, churn, withPage } = await thePage();
const rooms = await recordedLog(built.worker, 'test/corpus/1.1.2/webrtc-videoroom/events.jsonl');
const idle = await logOf(built.worker, ...[...sessionAt(1, 0), ...sessionAt(2, 3600)]);
afterAll(() => {
  for (const log of [rooms, idle]) log.dispose();
});

/** A session of 20 s that begins so many seconds after the log. */
function sessionAt(id: number, seconds: number): object[] {
  const at = (after: number): number => 1_795_417_496_000_000 + (seconds + after) * 1e6;
  const of = { emitter: 'janus', session_id: id, type: 1 };
  return [
    {
      ...of,
      timestamp: at(0),
      event: { name: 'created', transport: { transport: 'janus.transport.http', id: '0x1' } },
    },
    { ...of, timestamp: at(20), event: { name: 'destroyed' } },
  ];
}

/** Widest bar in a row of the lanes, px; row 0 is the first header. */
async function barWidth(page: Page, row: number): Promise<number> {
  const top = AXIS + HEADER + (row - 1) * LANE;
  const { boxes } = await drawn(page);
  const bars = boxes.filter(({ x, y, height }) => x >= GUTTER && y > top && y + height < top + LANE && height > 4);
  return Math.max(...bars.map(({ width }) => width));
}

describe('idle time', () => {
  it('is folded by key, and what happens around it gets its room', () =>
    withPage(idle, async (page) => {
      expect(await barWidth(page, 1)).toBeLessThan(8);
      await focusLanes(page);
      await page.keyboard.press('i');
      await expect.poll(() => barWidth(page, 1)).toBeGreaterThan(100);
      expect(await barWidth(page, 2)).toBeGreaterThan(100);
      // Close by, the fold says how much it leaves out.
      const box = await lanesBox(page);
      await page.mouse.move(box.x + GUTTER + (box.width - GUTTER) / 2, box.y + 150);
      for (let i = 0; i < 3; i++) await page.mouse.wheel(0, -600);
      await expect.poll(async () => (await drawn(page)).texts).toContain('59 min 40 s');
      await page.keyboard.press('0');
      await page.keyboard.press('i');
      await expect.poll(() => barWidth(page, 1)).toBeLessThan(8);
    }));
});

describe('light', () => {
  it('falls on the sessions of the same connection, then of the same room, then goes out', () => {
    const sessions = syntheticSessions(60);
    const log = lanesOnly({
      ...sessions,
      room: Int32Array.from({ length: 60 }, (_, i) => i % 5),
      connection: Int32Array.from({ length: 60 }, (_, i) => i >> 2),
    });
    // Every third session is in another group: of the first there stand 1, 2, 4, 5, 7, 8, 10, 11.
    const [second, mateOfRoom] = [2, 8];
    return withPage(log, async (page) => {
      await selectFirst(page);
      const accent = await page.evaluate(() => {
        const hex = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder').trim();
        return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
      });
      const lit = async (): Promise<boolean[]> => {
        const rows = [second, mateOfRoom].map(async (row) => {
          const y = AXIS + HEADER + (row - 1) * LANE + LANE / 2;
          return (await colorsAround(page, '.lanes-canvas', 1, y, 0))[0]!.every((part, i) => part === accent[i]);
        });
        return Promise.all(rows);
      };
      await focusLanes(page);
      for (const expected of [
        [true, false],
        [false, true],
        [false, false],
      ]) {
        await page.keyboard.press('l');
        await expect.poll(lit).toEqual(expected);
      }
    });
  });
});

describe('a range', () => {
  it.each(['axis', 'lanes'])('is marked by dragging on the %s, and measured', (where) =>
    withPage(churn, async (page) => {
      const box = await lanesBox(page);
      const y = where === 'axis' ? box.y + AXIS / 2 : await rowMiddle(page, 20);
      if (where === 'lanes') await page.keyboard.down('Shift');
      await page.mouse.move(box.x + 400, y);
      await page.mouse.down();
      await page.mouse.move(box.x + 600, y, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      const { range } = (await kept(page)) as unknown as { range: { from: number; to: number } };
      const { origin, length } = churn.timeline;
      expect((range.to - range.from) / length).toBeCloseTo((1.06 * 200) / (box.width - GUTTER), 2);
      const marked = { from: range.from - origin, to: range.to - origin };
      const { events, begun, ended, silent } = await ask(churn, { method: 'measure', ...marked });
      expect(silent).toBeGreaterThan(1);
      const told = `${events} events · ${begun} began · ${ended} ended · ${silent} silent endings`;
      await expect.poll(async () => (await drawn(page)).texts.join('|').replace(/(\d),(\d)/g, '$1$2')).toContain(told);
      await focusLanes(page);
      await page.keyboard.press('Escape');
      await expect.poll(async () => (await drawn(page)).texts.join('|')).not.toContain('silent endings');
    }),
  );
});

describe('an opened lane', () => {
  it('is that of the session stepped to, however fast keys come', () =>
    withPage(rooms, async (page) => {
      await focusLanes(page);
      for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space'])
        await page.keyboard.press(key);
      await expect
        .poll(async () => (await kept(page)).opened.map(({ id }) => id))
        .toEqual(rooms.lanes.slice(0, 3).map(({ id }) => id));
    }));

  it('shows a line for each handle, and closes again', () =>
    withPage(rooms, async (page) => {
      await selectFirst(page);
      const lines = async (): Promise<number> =>
        (await drawn(page)).texts.filter((text) => /^videoroom · (pub|sub)-/.test(text)).length;
      await settle(page);
      expect(await lines()).toBe(0);
      const y = await rowMiddle(page, 2);
      await focusLanes(page);
      await page.keyboard.press('Space');
      const [track] = await ask(rooms, { method: 'tracks', sessions: [0] });
      expect(track!.handles.length).toBeGreaterThan(1);
      await expect.poll(lines).toBe(track!.handles.length);
      // The next session has moved down.
      await page.mouse.click(500, y);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.textContent('.lanes-focus [role=option]')).toContain(rooms.lanes[1]!.id);
      await page.keyboard.press('h');
      await expect.poll(lines).toBe(0);
    }));
});
