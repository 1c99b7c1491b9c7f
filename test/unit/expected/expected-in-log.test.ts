import { expect, test } from 'vitest';
import { expectedInLog } from '../../../src/expected/expected-in-log.js';
import { expectedOf, type ExpectedFinding } from '../../../src/expected/expected-finding.js';
import type { LogReport } from '../../../src/sessions/log-report.js';
import { ID, OTHER, SECOND, Story } from '../story.js';
import { analyse } from '../corpus/analyse.js';

/** Sessions of one id, one after another: the first lost its connection, the server of the second crashed. */
const twice = (emitter = 'sfu'): Story =>
  new Story(emitter)
    .started(0)
    .created(SECOND)
    .transport(3 * SECOND, 'c1', 'disconnected')
    .started(10 * SECOND)
    .created(11 * SECOND, ID, 'c2')
    .handle(12 * SECOND, 'attached')
    .started(20 * SECOND)
    .created(25 * SECOND, OTHER, 'c3')
    .update(30 * SECOND);

const entriesOf = (report: LogReport): ExpectedFinding[] =>
  [...report.sessions].flatMap((session) => expectedOf(session, 'Planned') ?? []);

const found = (report: LogReport, entries: readonly ExpectedFinding[]): unknown => {
  const { of, stale, elsewhere } = expectedInLog(report.sessions, entries);
  return { of: [...of.keys()], stale: stale.map(({ why }) => why), elsewhere };
};

test('one session of an id is not another', () => {
  const report = twice().report();
  const [first, second] = entriesOf(report);
  expect(found(report, [first!])).toEqual({ of: [0], stale: [], elsewhere: 0 });
  expect(found(report, [second!])).toEqual({ of: [1], stale: [], elsewhere: 0 });
  expect(found(twice('edge').report(), [first!])).toEqual({ of: [], stale: [], elsewhere: 1 });
});

test('a session is known again when the log has been rotated under it, and when all of it is there again', () => {
  const story = twice();
  const whole = story.report();
  const lines = new TextDecoder().decode(story.bytes).split('\n');
  // The second session's `created` is in the part before.
  const part = analyse(new TextEncoder().encode(lines.slice(5).join('\n')));
  const ofWhole = entriesOf(whole);
  const ofPart = entriesOf(part);
  expect(ofPart.map(({ createdAt, endedAt }) => [createdAt, endedAt])).toEqual([[undefined, ofWhole[1]!.endedAt]]);
  expect(found(part, ofWhole)).toEqual({ of: [0], stale: [], elsewhere: 1 });
  expect(found(whole, ofPart)).toEqual({ of: [1], stale: [], elsewhere: 0 });
});

test('says which entries the log does not bear out, and leaves those about other times alone', () => {
  const report = twice().report();
  const [first] = entriesOf(report);
  const told = new Story('sfu')
    .started(0)
    .created(SECOND)
    .session(3 * SECOND, ID, 'destroyed')
    .update(9 * SECOND);
  expect(found(told.report(), [first!])).toEqual({ of: [], stale: ['not-flagged'], elsewhere: 0 });
  expect(found(report, [{ ...first!, cause: 'server-stopped' }])).toMatchObject({ of: [], stale: ['other-cause'] });
  expect(found(report, [{ ...first!, session: '17' }])).toMatchObject({ of: [], stale: ['absent'] });
  const before = { ...first!, createdAt: '2020-01-01T00:00:00.000000Z', endedAt: '2020-01-01T00:00:01.000000Z' };
  expect(found(report, [before])).toEqual({ of: [], stale: [], elsewhere: 1 });
});
