import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { LogAnswers } from '../../../../src/analysis/log-answers.js';
import type { SessionText, TextLayout } from '../../../../src/analysis/requests/api.js';
import { bytesOf, corpusLog } from '../../corpus/corpus.js';

const folder = mkdtempSync(join(tmpdir(), 'janus-session-text-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function analysed(bytes: Uint8Array | string): Promise<LogAnswers> {
  const path = join(folder, 'log');
  writeFileSync(path, bytes);
  const analysis = new LogAnswers();
  await analysis.ask({ method: 'run', source: { kind: 'file', path, anew: true } });
  return analysis;
}

/** The events of a text as values, by what it claims to be. */
function valuesOf({ text }: SessionText, layout: TextLayout): unknown[] {
  if (layout === 'written')
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  const [head, ...rest] = text.split('\n');
  expect(head).toMatch(/^\/\/ Session /);
  return JSON.parse(rest.join('\n')) as unknown[];
}

describe('the events of a session as a text', () => {
  test.each([
    ['JSON Lines', '1.1.2/webrtc-echotest/events.jsonl', false],
    ['an indented array', '1.1.2/webrtc-echotest/events.json', false],
    ['behind topics', '1.1.2/handlers-A/events.mosquitto_sub-v.log', false],
    ['gzip', '1.1.2/webrtc-echotest/events.jsonl', true],
  ])('%s: all of them, pretty-printed and as written, with their places in the log', async (_, name, gzip) => {
    const bytes = bytesOf(corpusLog(name));
    const analysis = await analysed(gzip ? gzipSync(bytes) : bytes);
    const { id, events } = await analysis.ask({ method: 'row', session: 0 });
    for (const layout of ['pretty', 'written'] as const) {
      const text = await analysis.ask({ method: 'sessionText', session: 0, from: 0, layout });
      expect(text).toMatchObject({ from: 0, to: events, total: events });
      expect(text.head).toContain(`Session ${id}`);
      const values = valuesOf(text, layout) as { timestamp: number }[];
      expect(values.map(({ timestamp }) => timestamp)).toEqual(text.events.map(({ at }) => at));
      const lines = text.text.split('\n');
      for (const [k, { line, offset, length }] of text.events.entries()) {
        expect(lines[line]).toMatch(/^\{/);
        expect(bytes.subarray(offset, offset + length).toString()).toContain(String(values[k]!.timestamp));
        expect(await analysis.ask({ method: 'eventAt', offset })).toEqual({ session: 0, number: k });
      }
    }
    analysis.dispose();
  });

  test('keeps every digit, and says how much of a long session it holds', async () => {
    const big = '"big":12345678901234567890.10';
    const line = (k: number): string =>
      `{"type":64,"timestamp":${String(1795417000000000 + k)},"session_id":7,"handle_id":1,"event":{"plugin":"p","data":{${big}}}}`;
    const analysis = await analysed(Array.from({ length: 2_500 }, (_, k) => line(k)).join('\n'));
    const parts = [0, 1000, 2000].map((from) =>
      analysis.ask({ method: 'sessionText', session: 0, from, layout: 'written' }),
    );
    const texts = await Promise.all(parts);
    expect(texts.map(({ head }) => head)).toEqual([
      'Session 7: events 1–1,000 of 2,500',
      'Session 7: events 1,001–2,000 of 2,500',
      'Session 7: events 2,001–2,500 of 2,500',
    ]);
    expect(texts.map(({ text }) => text).join('')).toBe(
      Array.from({ length: 2_500 }, (_, k) => `${line(k)}\n`).join(''),
    );
    expect((await analysis.ask({ method: 'sessionText', session: 0, from: 99, layout: 'pretty' })).text).toContain(
      '12345678901234567890.10',
    );
    expect((await analysis.ask({ method: 'sessionText', session: 0, from: 1e9, layout: 'pretty' })).from).toBe(2_499);
    analysis.dispose();
  });

  test('is no longer than an editor likes, however large the events are', async () => {
    const line = (k: number): string =>
      JSON.stringify({
        type: 64,
        timestamp: 1795417000000000 + k,
        session_id: 7,
        handle_id: 1,
        event: { plugin: 'p', data: 'y'.repeat(1_500_000) },
      });
    const analysis = await analysed(Array.from({ length: 6 }, (_, k) => line(k)).join('\n'));
    const { to, text } = await analysis.ask({ method: 'sessionText', session: 0, from: 0, layout: 'written' });
    expect(to).toBe(2);
    expect(text.length).toBeLessThan(4 * 1024 * 1024);
    expect((await analysis.ask({ method: 'sessionText', session: 0, from: to, layout: 'written' })).from).toBe(2);
    analysis.dispose();
  });

  test('says of an event that the log holds no more that it does not', async () => {
    const analysis = await analysed(bytesOf(corpusLog('1.1.2/webrtc-echotest/events.jsonl')));
    writeFileSync(join(folder, 'log'), 'something else\n');
    const { events, text } = await analysis.ask({ method: 'sessionText', session: 0, from: 0, layout: 'pretty' });
    expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set(['not in the log any more']));
    expect(text).toContain('null');
    analysis.dispose();
  });
});
