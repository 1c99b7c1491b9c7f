import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ReportBuilder } from '../../../../src/analysis/reading/report-builder.js';
import type { LogReport } from '../../../../src/sessions/log-report.js';
import { ServerLogReader, type ServerLog } from '../../../../src/sessions/server-log/server-log.js';
import { bytesOf, corpusLog, corpusLogs, type CorpusLog } from '../../corpus/corpus.js';
import { verdictOf } from '../../corpus/scoring.js';
import { ID, inShort, OTHER, SECOND, Story } from '../../story.js';

// eslint-disable-next-line @typescript-eslint/require-await
async function* inPieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.slice(from, from + size);
}

async function judged(events: Uint8Array, ...serverLogs: (Uint8Array | string)[]): Promise<LogReport> {
  const analyser = new ReportBuilder();
  analyser.begin('events');
  analyser.push(events);
  analyser.end();
  for (const log of serverLogs)
    await analyser.addServerLog(
      'logs/janus.log',
      inPieces(typeof log === 'string' ? new TextEncoder().encode(log) : log),
    );
  return analyser.finish().report;
}

const besides = (log: CorpusLog, name: string): Uint8Array => readFileSync(join(dirname(log.path), name));

function read(bytes: Uint8Array, size: number): ServerLog {
  const reader = new ServerLogReader('janus.log');
  for (let from = 0; from < bytes.length; from += size) reader.push(bytes.slice(from, from + size));
  return reader.soFar();
}

describe('recorded pairs of event log and server log', () => {
  const pairs = corpusLogs.flatMap((log) =>
    ['janus.log', 'janus.jsonlog.json']
      .filter((name) => existsSync(join(dirname(log.path), name)))
      .map((name) => [log.name, name, log] as const),
  );

  test.each(pairs)('%s with %s: every verdict is true, and certain', async (_name, serverLog, log) => {
    const before = readdirSync(dirname(log.path))
      .filter((name) => /^janus\.run\d+\.log$/.test(name))
      .map((name) => besides(log, name));
    const report = await judged(bytesOf(log), ...before, besides(log, serverLog));
    const masked = !log.expected.some(({ createdSeen }) => createdSeen);
    const wrong = log.expected.flatMap((expected) => {
      const session = [...report.sessions].find((s) => s.id === expected.id && s.instance === expected.instance)!;
      // Of an undecidable session the driver of the run knows that it ended; a masked log flags nobody.
      const truth = expected.expect === 'undecidable' ? (masked ? 'clean' : 'flagged') : expected.expect;
      // A clock that was set back is that of the server log as well, which then settles less.
      const sure = session.certainty === 'certain' || session.state === 'open' || log.name.includes('clock-back');
      return verdictOf(session) === truth && sure
        ? []
        : [`${expected.id}: ${inShort(session)}, not ${truth} (${expected.whatHappened})`];
    });
    expect(wrong).toEqual([]);
  });

  test('decide a session that was claimed without a handle', async () => {
    const log = corpusLog('1.1.2/claim-cross/events.jsonl');
    const report = await judged(bytesOf(log), besides(log, 'janus.log'));
    const session = [...report.sessions].find(({ id }) => id === '971247881392488')!;
    expect(inShort(session)).toBe('ended flagged transport-gone certain');
    expect(session.sessionEvent).toBeNull();
    expect(session.endedAt).toBeGreaterThanOrEqual(session.createdAt!);
    const proof = session.evidence.at(-1)!;
    expect(report.logs[proof.log]).toMatchObject({
      path: 'logs/janus.log',
      format: 'Janus server log, text',
      events: 0,
    });
    expect(proof.what).toBe('janus.log line 371: its connection went and it was marked as over');
    const line = new TextDecoder().decode(
      besides(log, 'janus.log').subarray(proof.offset, proof.offset + proof.length),
    );
    expect(line).toContain('-- Marking Session 971247881392488 as over');
  });

  test('correct the cause where transports are masked', async () => {
    const log = corpusLog('1.1.2/mask-no-transports/events.json');
    const report = await judged(bytesOf(log), besides(log, 'janus.log'));
    expect([...report.sessions].filter(({ flagged }) => flagged).map(inShort)).toEqual([
      'ended flagged transport-gone certain',
      'ended flagged transport-gone certain',
    ]);
  });
});

describe('the reader', () => {
  const text = besides(corpusLog('1.1.2/ws-drop-reclaim5/events.jsonl'), 'janus.log');
  const json = besides(corpusLog('1.1.2/handlers-C/events.json'), 'janus.jsonlog.json');

  test.each([1, 7, 4096, 1 << 20])('reads the same from pieces of %i bytes', (size) => {
    expect(read(text, size)).toEqual(read(text, 1 << 24));
    expect(read(json, size)).toEqual(read(json, 1 << 24));
  });

  test('knows the server and its settings', () => {
    expect(read(text, 4096).runs).toMatchObject([{ name: 'janus-112', version: '1.1.2', reclaim: 5, tellsOver: true }]);
    expect(read(json, 4096)).toMatchObject({ exact: true, runs: [{ tellsOver: true }] });
    const compact = besides(corpusLog('1.1.2/handlers-A/events.json'), 'janus.jsonlog.json');
    expect(read(compact, 4096)).toMatchObject({ exact: true, runs: [{ name: 'janus-112', reclaim: 0 }] });
  });

  test('does not take "marked as over" for an end while sessions can be reclaimed', () => {
    const { runs } = read(text, 4096);
    const open = runs[0]!.sessions.find(({ id }) => id === '8626656485782409')!;
    expect(open.over).not.toBeNull();
    expect(open.destroyed ?? open.timeout).toBeNull();
  });

  test('sees through colours, missing stamps and a line without end', () => {
    const log = `\u001b[33m[Mon Nov  2 06:57:08 2026]\u001b[0m Creating new session: 42; 0x1\nDestroying session 42; 0x1 ${'x'.repeat(600_000)}`;
    const [run] = read(new TextEncoder().encode(log), 50_000).runs;
    expect(run!.sessions).toMatchObject([
      { id: '42', created: { line: 1, stamp: Date.UTC(2026, 10, 2, 6, 57, 8) * 1000 }, destroyed: { line: 2 } },
    ]);
  });
});

/** Wall time of the server `seconds` after the story begins (07:00:00), as the log prints it. */
const stamp = (seconds: number, hour = 7): string =>
  `[Mon Nov 23 0${String(hour)}:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')} 2026]`;

const config = 'reclaim_session_timeout: 0\nDebug/log level is 5\n';

describe('what it decides', () => {
  const story = (): Story =>
    new Story()
      .started(0)
      .created(SECOND)
      .created(2 * SECOND, OTHER)
      .update(90 * SECOND);

  test('a session that timed out although the event is missing', async () => {
    const log = `${config}${stamp(1)} Creating new session: ${ID}; 0x1\n${stamp(70)} Timeout expired for session ${ID}...\n${stamp(70)} Destroying session ${ID}; 0x1\n`;
    const report = await judged(story().bytes, log);
    expect(Array.from(report.sessions, inShort)).toEqual(['ended flagged timeout certain', 'open']);
  });

  test.each([5, 9])('whatever time zone the server writes (%i h)', async (hour) => {
    const log = `${config}${stamp(1, hour)} Creating new session: ${ID}; 0x1\n${stamp(70, hour)} Destroying session ${ID}; 0x1\n`;
    const [session] = (await judged(story().bytes, log)).sessions;
    expect(inShort(session!)).toBe('ended flagged destroyed certain');
    expect(session!.endedAt! - session!.createdAt!).toBe(69 * SECOND - (session!.createdAt! % SECOND));
  });

  test('nobody by an end after the event log', async () => {
    const log = `${config}${stamp(1)} Creating new session: ${ID}; 0x1\n${stamp(300)} Destroying session ${ID}; 0x1\n`;
    expect(Array.from((await judged(story().bytes, log)).sessions, inShort)).toEqual(['open', 'open']);
  });

  test('without stamps only what stands between lines whose events are in the log', async () => {
    const begin = `${config}Creating new session: ${ID}; 0x1\nDestroying session ${ID}; 0x1\n`;
    expect(Array.from((await judged(story().bytes, begin)).sessions, inShort)).toEqual(['open', 'open']);
    const more = `${begin}Creating new session: ${OTHER}; 0x2\n`;
    expect(Array.from((await judged(story().bytes, more)).sessions, inShort)).toEqual([
      'ended flagged destroyed certain',
      'open',
    ]);
  });

  test('a flag that is wrong: the server log goes on and the session lives', async () => {
    const events = new Story()
      .started(0)
      .created(SECOND)
      .transport(9 * SECOND, 'c1', 'disconnected')
      .update(90 * SECOND);
    expect(events.verdict()).toBe('ended flagged transport-gone probable');
    const log = `${config}${stamp(1)} Creating new session: ${ID}; 0x1\n${stamp(9)} Session has been claimed: (${ID}), adding\n${stamp(80)} Got a keep-alive on session ${ID}\n`;
    const [session] = (await judged(events.bytes, log)).sessions;
    expect(inShort(session!)).toBe('open');
    expect(session!.reason).toContain('janus.log shows its creation (line 3) and no end');
  });

  test('whether a session ended with its connection, or somebody let its handles go over HTTP and it goes on', async () => {
    const events = new Story()
      .started(0)
      .created(SECOND)
      .handle(2 * SECOND, 'attached')
      .transport(9 * SECOND, 'c1', 'disconnected')
      .request(9 * SECOND + 1500)
      .handle(9 * SECOND + 2000, 'detached')
      .update(90 * SECOND);
    expect(events.verdict()).toBe('undecidable');
    const begin = `${config}${stamp(1)} Creating new session: ${ID}; 0x1\n`;
    const goesOn = `${begin}${stamp(80)} Got a keep-alive on session ${ID}\n`;
    expect(Array.from((await judged(events.bytes, goesOn)).sessions, inShort)).toEqual(['open']);
    const ends = `${begin}${stamp(9)} -- Marking Session ${ID} as over\n${stamp(80)} Creating new session: ${OTHER}; 0x2\n`;
    const [session] = (await judged(events.bytes, ends)).sessions;
    expect(inShort(session!)).toBe('ended flagged transport-gone certain');
  });

  test('nothing against a session event, or against events that come later', async () => {
    const log = `${config}${stamp(1)} Creating new session: ${ID}; 0x1\n${stamp(9)} Destroying session ${ID}; 0x1\n`;
    const clean = new Story()
      .started(0)
      .created(SECOND)
      .session(70 * SECOND, ID, 'timeout')
      .update(90 * SECOND);
    expect(Array.from((await judged(clean.bytes, log)).sessions, inShort)).toEqual(['ended timeout certain']);
    const alive = new Story()
      .started(0)
      .created(SECOND)
      .handle(60 * SECOND, 'attached')
      .update(90 * SECOND);
    expect(Array.from((await judged(alive.bytes, log)).sessions, inShort)).toEqual(['open']);
  });

  test('each life of an id that is used again, in order', async () => {
    const events = new Story()
      .started(0)
      .created(SECOND)
      .session(10 * SECOND, ID, 'destroyed')
      .created(20 * SECOND)
      .update(90 * SECOND);
    const log = `${config}${stamp(1)} Creating new session: ${ID}; 0x1\n${stamp(10)} Destroying session ${ID}; 0x1\n${stamp(20)} Creating new session: ${ID}; 0x1\n${stamp(30)} -- Marking Session ${ID} as over\n`;
    expect(Array.from((await judged(events.bytes, log)).sessions, inShort)).toEqual([
      'ended destroyed certain',
      'ended flagged transport-gone certain',
    ]);
  });

  test('nobody by a second server of the name that was at work at the same time', async () => {
    const one = `server_name: janus\n${stamp(1)} Creating new session: ${ID}; 0x1\n${stamp(80)} Got a keep-alive\n`;
    const two = `server_name: janus\n${stamp(30)} Sessions watchdog started\n`;
    expect(Array.from((await judged(story().bytes, one, two)).sessions, inShort)).toEqual(['open', 'open']);
  });

  test('nothing from a file that is no server log', async () => {
    const report = await judged(story().bytes, '{"a":1}\nDestroying everything\n');
    expect(Array.from(report.sessions, inShort)).toEqual(['open', 'open']);
    expect(report.logs[1]!.format).toBe('no sessions of a Janus server log');
  });
});

describe('a server log from which the banners of its starts were filtered out', () => {
  const stamp = (second: number): string => `[Mon Nov 23 07:00:${String(second).padStart(2, '0')} 2026]`;
  const began = (second: number, id: string): string => `${stamp(second)} Creating new session: ${id}; 0x7f00c4001e60`;
  const runs = (...lines: string[]): string[][] =>
    read(new TextEncoder().encode(`${lines.join('\n')}\n`), 4096).runs.map(({ sessions }) =>
      sessions.map(({ id }) => id),
    );
  const stopping = `${stamp(10)} Ending sessions timeout watchdog...`;

  test('is of a server that runs again once its watchdog starts again, or it makes sessions some time later', () => {
    const watching = (second: number): string => `${stamp(second)} Sessions watchdog started`;
    expect(runs(watching(0), began(2, ID), stopping, watching(11), began(11, OTHER))).toEqual([[ID], [OTHER]]);
    expect(runs(began(2, ID), stopping, began(16, OTHER))).toEqual([[ID], [OTHER]]);
  });

  test('and not where a request was still under way as it stopped', () => {
    expect(runs(began(2, ID), stopping, began(11, OTHER))).toEqual([[ID, OTHER]]);
  });
});
