import { describe, expect, test } from 'vitest';
import { FLAG_PROVISIONAL } from '../../../src/analysis/lanes/protocol.js';
import { ReportBuilder } from '../../../src/analysis/reading/report-builder.js';
import { laneSourceOf } from '../../../src/analysis/timeline/timeline-views.js';
import type { Session } from '../../../src/sessions/model.js';
import { ID, inShort, MS, OTHER, SECOND, Story } from '../story.js';

const open = (version = '1.1.2', reclaim = 0): Story =>
  new Story()
    .started(0, version, reclaim)
    .transport(SECOND, 'c1', 'connected')
    .created(SECOND + MS)
    .handle(SECOND + 2 * MS, 'attached');

const dropped = (): Story =>
  open()
    .transport(9 * SECOND, 'c1', 'disconnected')
    .handle(9 * SECOND + 5 * MS, 'detached');

/** What is said of the session in a log that is being followed and has been quiet for so many µs. */
function seen(story: Story, quiet: number): Session {
  const analyser = new ReportBuilder();
  analyser.begin('followed');
  analyser.push(story.bytes);
  return [...analyser.finish(() => quiet).report.sessions].find(({ id }) => id === ID)!;
}

describe('a session whose connection went in a followed log', () => {
  test('is provisional at first: open, without cause or end', () => {
    const session = seen(dropped(), 0);
    expect(inShort(session)).toBe('open');
    expect(session).toMatchObject({ provisional: true, cause: null, certainty: null, endedAt: null, ending: null });
    expect(session.reason).toMatch(/^Its WebSocket closed at .* Provisional: /);
  });

  test('is provisional before its handles have detached', () => {
    expect(seen(open().transport(9 * SECOND, 'c1', 'disconnected'), 0).provisional).toBe(true);
  });

  test('is flagged when its server has been quiet for long enough', () => {
    const session = seen(dropped(), SECOND);
    expect(inShort(session)).toBe('ended flagged transport-gone certain');
    expect(session.provisional).toBe(false);
  });

  test('is flagged when its server has gone on for long enough', () => {
    expect(inShort(seen(dropped().update(10 * SECOND), 0))).toBe('ended flagged transport-gone certain');
    expect(seen(dropped().update(10 * SECOND - MS), 0).provisional).toBe(true);
  });

  test('is cleared by the session event', () => {
    const session = seen(dropped().session(9 * SECOND + 40 * MS, ID, 'destroyed'), 0);
    expect(inShort(session)).toBe('ended destroyed certain');
    expect(session.provisional).toBe(false);
  });

  test('is open again when it turns out to be claimed', () => {
    const claimed = open()
      .transport(9 * SECOND, 'c1', 'disconnected')
      .handle(9 * SECOND + 300 * MS, 'attached', ID, '78');
    expect(seen(claimed, 0)).toMatchObject({ state: 'open', provisional: false });
  });

  test('waits for its timeout where sessions can be reclaimed', () => {
    expect(seen(open('1.1.2', 5).transport(9 * SECOND, 'c1', 'disconnected'), 0).provisional).toBe(false);
  });
});

test.for([
  ['shutdown', open().shutdown(9 * SECOND), 'ended flagged server-stopped certain'],
  ['crash', open().started(9 * SECOND), 'ended flagged server-crashed certain'],
  ['re-use of its id', open().created(9 * SECOND, ID, 'c2'), 'ended flagged id-reused certain'],
] as const)('%s: provisional first, then flagged', ([, story, verdict]) => {
  expect(seen(story, 0)).toMatchObject({ state: 'open', provisional: true });
  expect(inShort(seen(story, 1.5 * SECOND))).toBe(verdict);
});

test('another server going on decides nothing', () => {
  const other = new Story('other').started(0).created(60 * SECOND, OTHER);
  const analyser = new ReportBuilder();
  analyser.begin('followed');
  analyser.push(dropped().bytes);
  analyser.push(other.bytes);
  const { sessions } = analyser.finish(() => 0).report;
  expect([...sessions].find(({ id }) => id === ID)).toMatchObject({ state: 'open', provisional: true });
});

test('the timeline is told', () => {
  const analyser = new ReportBuilder();
  analyser.begin('followed');
  analyser.push(dropped().bytes);
  const flags = (quiet: number): number =>
    laneSourceOf(analyser.finish(() => quiet).report, analyser.facts, 1, 'followed').flags[0]! & FLAG_PROVISIONAL;
  expect(flags(0)).toBe(FLAG_PROVISIONAL);
  expect(flags(SECOND)).toBe(0);
});

test('at rest, nothing is provisional', () => {
  expect(dropped().report().sessions.session(0)).toMatchObject({ flagged: true, provisional: false });
});
