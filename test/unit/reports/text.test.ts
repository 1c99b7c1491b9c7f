import { describe, expect, test } from 'vitest';
import { jsonReport } from '../../../src/reports/json.js';
import { textReport } from '../../../src/reports/text.js';
import { ID, SECOND, Story } from '../story.js';

const silent = (emitter = 'sfu'): Story =>
  new Story(emitter)
    .started(0)
    .created(SECOND)
    .handle(2 * SECOND, 'attached')
    .transport(9 * SECOND, 'c1', 'disconnected')
    .handle(9 * SECOND + 1000, 'detached')
    .update(20 * SECOND);

const text = (story: Story, colour = false): string => [...textReport(story.report(), colour)].join('');

describe('the text report', () => {
  test('says of a silent ending which session, when, why, where and what to do', () => {
    const report = text(silent());
    expect(report).toContain('transport-gone): 1 session');
    expect(report).toContain('Update Janus to 1.3.2');
    expect(report).toContain('created 2026-11-23 07:00:01.000 UTC; ended 2026-11-23 07:00:09.000 UTC, after 8.00 s');
    expect(report).toContain('neither destroyed nor timeout');
    expect(report).toMatch(/log 0:4 +WebSocket disconnected/);
    expect(report.trimEnd().split('\n').at(-1)).toBe(
      '1 session: 1 ended without a session event, 0 ended with one, 0 open',
    );
  });

  test('keeps to the width of a page', () => {
    const prose = text(silent())
      .split('\n')
      .filter((line) => !line.includes('log 0'));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('has colours only when asked', () => {
    expect(text(silent())).not.toContain('\u001b');
    expect(text(silent(), true)).toContain('\u001b[31m');
  });

  test('never lets a name from the log write to the terminal', () => {
    const report = text(silent('\u001b[2Jgone\u0007\u202e'));
    // eslint-disable-next-line no-control-regex
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(report).toContain('\\u001b[2Jgone');
  });
});

test('names more servers than a call takes arguments', () => {
  const story = new Story('sfu').started(0);
  const report = story.report();
  const emitters = Array.from({ length: 200_000 }, (_, k) => ({ ...report.emitters[0]!, name: `sfu-${String(k)}` }));
  expect(textReport({ ...report, emitters }, false)).toSatisfy(
    (lines: Iterable<string>) => Array.from(lines).length > 200_000,
  );
});

test('the JSON report keeps its contract', () => {
  const report = JSON.parse([...jsonReport(silent().report())].join('')) as { sessions: object[] };
  expect(Object.keys(report)).toEqual(['version', 'logs', 'emitters', 'sessions']);
  expect(report).toMatchObject({
    version: 1,
    logs: [{ path: 'log 0', events: 6, malformed: 0, duplicates: 0, format: 'JSON Lines', notes: [] }],
    emitters: [{ name: 'sfu', version: '1.1.2', sessionTimeout: 60, reclaimTimeout: 0 }],
    sessions: [
      {
        emitter: 'sfu',
        id: ID,
        instance: 1,
        state: 'ended',
        flagged: true,
        cause: 'transport-gone',
        sessionEvent: null,
        certainty: 'certain',
        transport: 'janus.transport.websockets',
        handles: 1,
        events: 3,
      },
    ],
  });
  expect(Object.keys(report.sessions[0]!).at(-1)).toBe('evidence');
});
