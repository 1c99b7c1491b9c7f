import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ALL_EVENTS,
  type EventFilter,
  type EventRow,
  type WebrtcPage,
  type WebrtcStep,
} from '../../../../src/analysis/requests/timeline-details.js';
import {
  addSteps,
  candidateParts,
  type PeerConnections,
} from '../../../../media/timeline/detail/webrtc/peer-connections.js';
import type { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { analysed, ask, bytesOf, ECHOTEST, idsOf, numberOf, VIDEOROOM } from '../details/recorded.js';

async function allEvents(analysis: LogAnswers, session: number, filter: EventFilter = ALL_EVENTS): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  for (;;) {
    const page = await ask(analysis, { method: 'events', session, filter, from: rows.length });
    rows.push(...page.rows);
    if (rows.length >= page.total) return rows;
  }
}

async function allSteps(analysis: LogAnswers, session: number): Promise<WebrtcStep[]> {
  const steps: WebrtcStep[] = [];
  for (let next: number | null = 0; next !== null;) {
    const page: WebrtcPage = await ask(analysis, { method: 'webrtc', session, from: next });
    steps.push(...page.steps);
    ({ next } = page);
  }
  return steps;
}

describe('the events of a session', () => {
  test('come in pages, in time order, with their handle and in words', async () => {
    const analysis = await analysed(VIDEOROOM);
    const session = await numberOf(analysis, '457324058324600');
    const rows = await allEvents(analysis, session);
    expect(rows).toHaveLength(207);
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((a, b) => a - b));
    expect(rows[0]).toMatchObject({ type: 1, handle: null, summary: 'session · created', line: 3 });
    expect(rows[1]).toMatchObject({ type: 2, handle: '1460580189681029', summary: 'handle · attached videoroom' });
  });

  test('are filtered by type, handle and time, and counted by type whatever types are shown', async () => {
    const analysis = await analysed(VIDEOROOM);
    const session = await numberOf(analysis, '457324058324600');
    const all = await allEvents(analysis, session);
    const handle = '939398592695260';
    const { total, counts, rows } = await ask(analysis, {
      method: 'events',
      session,
      filter: { ...ALL_EVENTS, types: [8, 2], handle },
      from: 0,
    });
    const own = all.filter((row) => row.handle === handle);
    expect(rows).toEqual(own.filter(({ type }) => type === 8 || type === 2));
    expect(total).toBe(rows.length);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
    const [from, to] = [all[10]!.at, all[20]!.at];
    const marked = await allEvents(analysis, session, { ...ALL_EVENTS, from, to });
    expect(marked).toEqual(all.filter(({ at }) => at >= from && at <= to));
  });

  test('are filtered by a text, as the log writes it or as the list says it, and counted by type', async () => {
    const analysis = await analysed(VIDEOROOM);
    const session = await numberOf(analysis, '457324058324600');
    const all = await allEvents(analysis, session);
    const attached = await allEvents(analysis, session, { ...ALL_EVENTS, text: 'HANDLE · attached' });
    expect(attached).toEqual(all.filter(({ summary }) => summary.startsWith('handle · attached')));
    const named = { ...ALL_EVENTS, text: 'Alice-leaves' };
    const { total, counts, unsearched } = await ask(analysis, { method: 'events', session, filter: named, from: 0 });
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(all.length);
    expect(unsearched).toBe(0);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    const { type } = counts[0]!;
    const ofType = await ask(analysis, { method: 'events', session, filter: { ...named, types: [type] }, from: 0 });
    expect(ofType).toMatchObject({ total: counts[0]!.count, counts });
    expect(await allEvents(analysis, session, { ...ALL_EVENTS, text: 'nowhere in this log' })).toEqual([]);
  });

  test.each([
    'format-indented-grouped/events.json',
    'format-plain-grouped/events.ws.jsonl',
    'format-compact-single/events.jsonl',
  ])('are read back from a log like %s', async (path) => {
    const analysis = await analysed(`test/corpus/1.1.2/${path}`);
    for (const session of (await idsOf(analysis)).keys())
      for (const row of await allEvents(analysis, session)) {
        const event = JSON.parse(
          await ask(analysis, { method: 'json', offset: row.offset, length: row.length }),
        ) as Record<string, unknown>;
        expect(event).toMatchObject({ type: row.type, timestamp: row.at });
      }
  });

  test('are read back from behind line prefixes and out of strings', async () => {
    const lines = readFileSync(ECHOTEST, 'utf8').trim().split('\n').slice(0, 40);
    const own = lines.filter((line) => line.includes('"session_id":3248538671581489'));
    const prefixed = lines.map((line) => `2026-11-23T07:05:36.250Z stdout F ${line}\n`).join('');
    const escaped = lines.map((line) => `${JSON.stringify({ log: `${line}\n`, stream: 'stdout' })}\n`).join('');
    for (const log of [prefixed, escaped]) {
      const analysis = await analysed(new TextEncoder().encode(log));
      const session = await numberOf(analysis, '3248538671581489');
      const rows = await allEvents(analysis, session);
      const texts = await Promise.all(
        rows.map(({ offset, length }) => ask(analysis, { method: 'json', offset, length })),
      );
      expect(texts.sort()).toEqual(own.sort());
    }
  });

  test('keep ids of 64 bits', async () => {
    const event = `{"emitter":"j","type":64,"timestamp":1795417760000001,"session_id":9007199254740993,"handle_id":9223372036854775807,"event":{"plugin":"janus.plugin.videoroom","data":{"event":"joined","room":9007199254740995}}}`;
    const analysis = await analysed(new TextEncoder().encode(event));
    const [row] = await allEvents(analysis, 0);
    expect(row).toMatchObject({ handle: '9223372036854775807', summary: 'videoroom · joined room 9007199254740995' });
    expect(await ask(analysis, { method: 'json', offset: row!.offset, length: row!.length })).toBe(event);
  });

  test('too long to be shown are refused in words, and their page is not', async () => {
    const base = { emitter: 'j', session_id: 1, handle_id: 2, type: 64 };
    const analysis = await analysed(
      bytesOf(
        { ...base, timestamp: 1795417760000001, event: { plugin: 'x', data: 'y'.repeat(5_000_000) } },
        { ...base, timestamp: 1795417760000002, event: { plugin: 'janus.plugin.echotest', data: { event: 'set' } } },
      ),
    );
    const [long, short] = await allEvents(analysis, 0);
    expect(short!.summary).toBe('echotest · set');
    await expect(ask(analysis, { method: 'json', offset: long!.offset, length: long!.length })).rejects.toThrow(
      '5 MB long',
    );
  });
});

describe('the life of a PeerConnection', () => {
  test('is read from a recorded session, step by step', async () => {
    const analysis = await analysed(ECHOTEST);
    const steps = await allSteps(analysis, await numberOf(analysis, '3248538671581489'));
    const connections: PeerConnections = new Map();
    addSteps(connections, steps);
    expect(connections.size).toBe(1);
    const [connection] = connections.values();
    expect(connection!.ice.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['gathering', 'connected', 'ready']),
    );
    expect(connection!.dtls.map(({ state }) => state)).toEqual(['trying', 'connected']);
    expect(connection!.up).toHaveLength(1);
    expect(connection!.hangups).toHaveLength(1);
    expect(connection!.candidates.local).toHaveLength(1);
    expect(connection!.candidates.remote).toHaveLength(4);
    expect(connection!.pairs.at(-1)!.text).toMatch(/^192\.0\.2\.2:\d+ \[host,udp\] <-> /);
    expect([...connection!.receiving.keys()]).toEqual(['audio (mid 0)', 'video (mid 1)']);
    expect(connection!.sdps.map(({ owner, type }) => [owner, type])).toEqual([
      ['remote', 'offer'],
      ['local', 'answer'],
    ]);
  });

  test('leaves out what has another shape', async () => {
    const base = { emitter: 'j', session_id: 1, handle_id: 2, type: 16, timestamp: 1795417760000001 };
    const events = [null, [], { ice: {} }, { connection: 'gone' }, { 'selected-pair': 3 }, { dtls: 'connected' }];
    const analysis = await analysed(
      bytesOf(...events.map((event, k) => ({ ...base, timestamp: base.timestamp + k, event }))),
    );
    expect(await allSteps(analysis, 0)).toMatchObject([{ kind: 'dtls', state: 'connected' }]);
  });

  test('knows the parts of a candidate', () => {
    expect(candidateParts('1 1 udp 2015363327 192.0.2.2 33218 typ host')).toEqual({
      address: '192.0.2.2:33218',
      type: 'host',
      transport: 'udp',
    });
    expect(candidateParts('candidate:7 1 TCP 1 2001:db8::1 9 typ relay raddr 0.0.0.0')).toEqual({
      address: '[2001:db8::1]:9',
      type: 'relay',
      transport: 'tcp',
    });
    expect(candidateParts('end-of-candidates')).toBeNull();
  });
});
