/** What the tests of the page share: opening it over a recorded log, and reading what it says, keeps and posts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import type { Outcome } from '../../src/analysis/lanes/protocol.js';
import type {
  FromTimeline,
  TimelineAnswer,
  TimelineMethod,
  TimelineRequest,
} from '../../src/analysis/requests/timeline.js';
import { ALL_EVENTS, type EventRow, type SessionDetail } from '../../src/analysis/requests/timeline-details.js';
import { buildPage, type Built, launch, openPage, type OpenOptions, settle } from './open-page.js';
import { type RecordedLog, recordedLog, type SampleLog } from './sample-log.js';

export const CHURN = 'test/corpus/1.1.2/churn/events.jsonl';
/** Left edge of the lanes and height of the axis, px; the ids' column is this wide from 520 px of lanes on. */
export const GUTTER = 218;
export const AXIS = 24;
export const HEADER = 20;
export const LANE = 20;

export interface ThePage {
  built: Built;
  browser: Browser;
  /** 277 sessions, 77 of them silent. */
  churn: RecordedLog;
  /** Opens the page, does something with it, closes it; whatever the console complained of fails the test. */
  withPage: (log: SampleLog, act: (page: Page) => Promise<void>, options?: OpenOptions) => Promise<void>;
}

/** The built page and a browser for the tests of one file; the browser is closed after them. */
export async function thePage(): Promise<ThePage> {
  const [built, browser] = await Promise.all([buildPage(), launch()]);
  const churn = await recordedLog(built.worker, CHURN);
  afterAll(async () => {
    churn.dispose();
    await browser.close();
  });
  return {
    built,
    browser,
    churn,
    async withPage(log, act, options = {}) {
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
    },
  };
}

export const posted = (page: Page): Promise<FromTimeline[]> => page.evaluate(() => window.host.posted);

/** What the page asked. */
export const asked = async (page: Page): Promise<TimelineRequest[]> =>
  (await posted(page)).flatMap((message) => (message.type === 'request' ? [message.request as TimelineRequest] : []));

/** The last message of a type the page posted. */
export async function last<T extends FromTimeline['type']>(
  page: Page,
  type: T,
): Promise<Extract<FromTimeline, { type: T }> | undefined> {
  const all = await posted(page);
  return all.findLast((message): message is Extract<FromTimeline, { type: T }> => message.type === type);
}

export interface Kept {
  view: { from: number; to: number } | null;
  scroll: number;
  laneHeight: number | null;
  query: string;
  segment: string;
  grouping: string;
  selected: { id: string } | null;
  opened: { id: string }[];
  zone: string;
}

/** The state the page has saved, once it has. */
export async function kept(page: Page): Promise<Kept> {
  await settle(page);
  return page.evaluate(() => window.host.state as never);
}

/** Index of the first session with an outcome. */
export const firstOf = (log: RecordedLog, outcome: Outcome): number =>
  log.lanes.findIndex((lane) => lane.outcome === outcome);

export const lanesBox = async (page: Page): Promise<{ x: number; y: number; width: number; height: number }> =>
  (await page.locator('.lanes-canvas').boundingBox())!;

/** Middle of a row, in page px, while nothing is scrolled and nothing folded; row 0 is the first header. */
export async function rowMiddle(page: Page, row: number): Promise<number> {
  const box = await lanesBox(page);
  return box.y + AXIS + HEADER + (row - 1) * LANE + LANE / 2;
}

export const spoken = (page: Page): Promise<string | null> => page.textContent('.lanes-focus [role=option]');
/** The words of the toolbar that have no room. */
export const cutWords = (page: Page): Promise<(string | null)[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.toolbar vscode-dropdown')]
      .flatMap((element) => element.shadowRoot?.querySelector('.selected-value') ?? [])
      .filter((value) => value.scrollWidth > value.clientWidth)
      .map((value) => value.textContent),
  );
export const focusLanes = (page: Page): Promise<void> => page.focus('.lanes-focus');
/** Selects the first session of the log by its key. */
export async function selectFirst(page: Page): Promise<void> {
  await focusLanes(page);
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('.verdict');
}

export const countOf = async (page: Page, segment: string): Promise<string | null> =>
  page.textContent(`.segment.${segment} b`);

/** What the page is answered, in the revision of now. */
export async function ask<M extends TimelineMethod>(
  log: SampleLog,
  request: { readonly method: M } & Omit<TimelineRequest<M>, 'revision'>,
): Promise<TimelineAnswer<M>> {
  const { revision } = await log.log();
  return (await log.answer({ ...request, revision } as unknown as TimelineRequest)) as TimelineAnswer<M>;
}

export const detailOf = (log: SampleLog, session: number): Promise<SessionDetail> =>
  ask(log, { method: 'detail', session, names: 'display' });

/** The first page of a session's events. */
export const eventsOf = async (log: SampleLog, session: number): Promise<EventRow[]> =>
  (await ask(log, { method: 'events', session, filter: ALL_EVENTS, from: 0 })).rows;

/** The log with other answers to one kind of request. */
export function answering<M extends TimelineMethod>(
  log: SampleLog,
  method: M,
  change: (answer: TimelineAnswer<M>, request: TimelineRequest<M>) => TimelineAnswer<M>,
): SampleLog {
  return {
    ...log,
    answer: async (request) => {
      const answer = await log.answer(request);
      return request.method === method ? change(answer as TimelineAnswer<M>, request as TimelineRequest<M>) : answer;
    },
  };
}
