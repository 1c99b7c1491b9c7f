/** Every sentence about a log tells times by the clock that is chosen, with its date or sign and its zone. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { timesOf } from '../../../src/analysis/details/row-words.js';
import type { LogAnswers } from '../../../src/analysis/log-answers.js';
import type { Finding } from '../../../src/analysis/requests/api.js';
import { ticketOf } from '../../../src/reports/ticket.js';
import { ZONES, type Zone } from '../../../src/words/clocks.js';
import { clockTold, dateAndTime, fromTo, shortClock, tellTimesBy } from '../../../src/words/times.js';
import { analysed, ask } from '../analysis/details/recorded.js';

const LOG = 'test/corpus/1.1.2/ws-drop-reclaim0/events.jsonl';
/** What else looks like a time of day: a time and nothing that says of which zone. */
const BARE = /\d\d:\d\d:\d\d(?:\.\d+)?(?! ?(?:UTC|[–+\d.]))/;
const OFFSET = /UTC[+-]\d\d:\d\d/;

let analysis: LogAnswers;
const zoneOfMachine = process.env['TZ'];
beforeEach(async () => {
  process.env['TZ'] = 'Asia/Kolkata';
  analysis = await analysed(LOG);
});
afterEach(() => {
  if (zoneOfMachine === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneOfMachine;
  tellTimesBy({ zone: 'utc', origin: 0 });
  analysis.dispose();
});

/** What Problems, details, tree, hovers, outline and ticket say about the first silent session. */
async function said(): Promise<string[]> {
  const { stamp } = await analysis.ask({ method: 'findings', limit: 5, first: 'display', expected: false });
  const findings: Finding[] = (await analysis.ask({ method: 'findingsFrom', stamp, from: 0 })) ?? [];
  const session = findings.find((finding) => finding.session !== null)!.session!;
  const row = await analysis.ask({ method: 'row', session });
  const detail = await ask(analysis, { method: 'detail', session, names: 'display' });
  const outline = await analysis.ask({ method: 'outline', first: 'display' });
  const place = { line: findings[0]!.range.startLine, character: 3 };
  const hover = await analysis.ask({ method: 'explain', place, field: null, first: 'display' });
  return [
    ...findings.flatMap(({ message, related }) => [message, ...related.map((at) => at.message)]),
    ...[row.reason, timesOf(row), detail.sentence, ...hover!.lines],
    JSON.stringify(outline),
    ticketOf({ log: 'log', detail, hangups: [{ at: detail.start, reason: 'x' }] }),
  ];
}

test.each(ZONES)('all panes tell %s time once it is chosen', async (zone: Zone) => {
  const before = await analysis.ask({ method: 'timelineLog' });
  const summary = await analysis.ask({ method: 'tellTimes', zone });
  if (zone === 'utc') expect(summary).toBeNull();
  else expect(summary!.revision).toBeGreaterThan(before.revision);
  const all = (await said()).join('\n');
  expect(all).not.toMatch(BARE);
  if (zone === 'utc') expect(all).not.toMatch(OFFSET);
  if (zone === 'local') expect(all.replaceAll('UTC+05:30', '')).not.toContain('UTC');
  if (zone === 'elapsed') expect(all).toMatch(/closed at \+[\d:.]+/);
});

test('elapsed time is told since the log began', async () => {
  await analysis.ask({ method: 'tellTimes', zone: 'elapsed' });
  const { span } = (await analysis.ask({ method: 'tellTimes', zone: 'utc' }))!;
  expect(clockTold()).toEqual({ zone: 'utc', origin: span!.first });
  expect(dateAndTime(span!.first + 2_500_000, { zone: 'elapsed', origin: span!.first })).toBe('+2.500 s');
});

test('a day is named once, and again where the second time is of another', () => {
  const utc = { zone: 'utc', origin: 0 } as const;
  const at = Date.UTC(2026, 10, 23, 23, 59, 58) * 1000;
  expect(fromTo(at, at + 1e6, utc, 0)).toBe('2026-11-23 23:59:58 – 23:59:59 UTC');
  expect(fromTo(at, at + 2e6, utc, 0)).toBe('2026-11-23 23:59:58 – 2026-11-24 00:00:00 UTC');
  expect(fromTo(at, at + 2e6, { zone: 'local', origin: 0 }, 0)).toBe('2026-11-24 05:29:58 – 05:30:00 UTC+05:30');
});

test('a narrow list has the zone as ISO 8601 writes it', () => {
  const at = Date.UTC(2026, 10, 23, 23, 59, 58) * 1000;
  expect(shortClock(at, { zone: 'utc', origin: 0 })).toBe('23:59:58Z');
  expect(shortClock(at, { zone: 'local', origin: 0 })).toBe('05:29:58+05:30');
  expect(shortClock(at, { zone: 'elapsed', origin: at - 61e6 })).toBe('+1:01');
});
