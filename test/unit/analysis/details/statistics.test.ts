import { describe, expect, test } from 'vitest';
import {
  addPage,
  emptyStatistics,
  linesOf,
  type Statistics,
  summaryOf,
} from '../../../../media/timeline/detail/statistics/series.js';
import type { LogAnswers } from '../../../../src/analysis/log-answers.js';
import { analysed, ask, bytesOf, ECHOTEST, numberOf } from './recorded.js';

async function statisticsOf(
  analysis: LogAnswers,
  session: number,
  buckets = 300,
): Promise<Statistics & { pages: number }> {
  let page = await ask(analysis, { method: 'statistics', session, from: 0, buckets });
  const statistics = { ...emptyStatistics(page), pages: 1 };
  addPage(statistics, page);
  while (page.next !== null) {
    page = await ask(analysis, { method: 'statistics', session, from: page.next, buckets });
    addPage(statistics, page);
    statistics.pages++;
  }
  return statistics;
}

const START = 1_795_417_760_000_000;
const header = { emitter: 'janus', session_id: 1, handle_id: 2 };
const created = {
  emitter: 'janus',
  type: 1,
  timestamp: START - 1,
  session_id: 1,
  event: { name: 'created', transport: { transport: 'janus.transport.websockets', id: '1' } },
};
const sample = (second: number, event: unknown): object => ({
  ...header,
  type: 32,
  subtype: 3,
  timestamp: START + second * 1e6,
  event,
});

describe('media statistics', () => {
  test('of a recorded call: what Janus counted, per medium', async () => {
    const analysis = await analysed(ECHOTEST);
    const session = await numberOf(analysis, '7821680707994913');
    const statistics = await statisticsOf(analysis, session);
    expect(statistics.series.map(({ mid, medium, codec }) => [mid, medium, codec])).toEqual([
      ['0', 'audio', 'opus'],
      ['1', 'video', 'vp8'],
    ]);
    expect(statistics.read).toBe(86);
    const video = statistics.series[1]!;
    const bitrate = summaryOf(statistics, video, 'bitrateIn')!;
    // 4608 bytes in the last second of the recording.
    expect(linesOf(statistics, video, ['bitrateIn']).lines[0]!.mean.at(-1)).toBe(4608 * 8);
    expect(bitrate.most).toBeGreaterThan(bitrate.median);
    expect(summaryOf(statistics, video, 'rtt')!.most).toBeGreaterThan(0);
    expect(summaryOf(statistics, video, 'lossIn')).toEqual({ least: 0, median: 0, most: 0 });
  });

  test('combined in arrays are the same as one by one', async () => {
    const media = (second: number): object[] => [
      { mid: '0', media: 'audio', 'bytes-received-lastsec': 100 * second, rtt: second },
      { mid: '1', media: 'video', 'bytes-received-lastsec': 1000 * second, rtt: 2 * second },
    ];
    const seconds = [1, 2, 3, 4];
    const single = await statisticsOf(
      await analysed(bytesOf(created, ...seconds.flatMap((s) => media(s).map((body) => sample(s, body))))),
      0,
    );
    const combined = await statisticsOf(
      await analysed(bytesOf(created, ...seconds.map((s) => sample(s, media(s))))),
      0,
    );
    expect(combined.series).toEqual(single.series);
    expect(summaryOf(combined, combined.series[1]!, 'bitrateIn')).toEqual({
      least: 8000,
      median: 20_000,
      most: 32_000,
    });
  });

  test('turn counters into loss and NACKs since the sample before, and take a new beginning for what it is', async () => {
    const counts = [
      { lost: 0, 'packets-received': 100, 'nacks-sent': 0 },
      { lost: 10, 'packets-received': 190, 'nacks-sent': 4 },
      { lost: 0, 'packets-received': 5, 'nacks-sent': 0 },
    ];
    const statistics = await statisticsOf(
      await analysed(
        bytesOf(created, ...counts.map((body, k) => sample(k * 2, { mid: '0', media: 'video', ...body }))),
      ),
      0,
    );
    const [video] = statistics.series;
    expect(summaryOf(statistics, video!, 'lossIn')).toEqual({ least: 10, median: 10, most: 10 });
    expect(summaryOf(statistics, video!, 'nacksIn')).toEqual({ least: 2, median: 2, most: 2 });
    expect(summaryOf(statistics, video!, 'nacksOut')).toBeNull();
  });

  test('of a long call come in pages and keep their extremes', async () => {
    const seconds = Array.from({ length: 9000 }, (_, second) => second);
    const analysis = await analysed(
      bytesOf(
        created,
        ...seconds.map((second) =>
          sample(second, {
            mid: '0',
            media: 'video',
            rtt: second === 6001 ? 900 : 20,
            lost: second,
            'packets-received': second * 9,
          }),
        ),
      ),
    );
    const statistics = await statisticsOf(analysis, 0, 200);
    expect(statistics.pages).toBe(5);
    const [video] = statistics.series;
    expect(summaryOf(statistics, video!, 'rtt')).toMatchObject({ least: 20, most: 900, median: 20 });
    // Every sample but the first has one before it, at the edges of pages too.
    const loss = summaryOf(statistics, video!, 'lossIn')!;
    expect([loss.least, loss.most]).toEqual([10, 10]);
    const { x, lines } = linesOf(statistics, video!, ['rtt']);
    expect(x).toHaveLength(200);
    expect(Math.max(...lines[0]!.high.map(Number))).toBe(900);
    expect(video!.samples.subarray(2 * 200, 3 * 200).reduce((sum, n) => sum + n)).toBe(9000);
  });

  test('break the line where they pause', async () => {
    const seconds = [0, 1, 2, 3, 60, 61, 62, 63];
    const statistics = await statisticsOf(
      await analysed(
        bytesOf(created, ...seconds.map((second) => sample(second, { mid: '0', media: 'audio', rtt: 1 }))),
      ),
      0,
    );
    const { lines } = linesOf(statistics, statistics.series[0]!, ['rtt']);
    expect(lines[0]!.mean).toEqual([1, 1, 1, 1, null, 1, 1, 1, 1]);
  });

  test('of any other shape are passed over', async () => {
    const bodies = [
      null,
      'x',
      7,
      [],
      [null, 3],
      { rtt: 'fast', lost: {}, 'bytes-received-lastsec': 1e308 },
      { rtt: 3 },
    ];
    const statistics = await statisticsOf(
      await analysed(bytesOf(created, ...bodies.map((body, k) => sample(k, body)))),
      0,
    );
    expect(statistics.series).toHaveLength(1);
    expect(summaryOf(statistics, statistics.series[0]!, 'rtt')).toEqual({ least: 3, median: 3, most: 3 });
  });

  test('tell a bounded number of media apart and say how many more there are', async () => {
    const media = Array.from({ length: 40 }, (_, mid) => ({ mid: String(mid), media: 'video', rtt: 1 }));
    const analysis = await analysed(bytesOf(created, sample(1, media)));
    const page = await ask(analysis, { method: 'statistics', session: 0, from: 0, buckets: 100 });
    expect(page.series).toHaveLength(24);
    expect(page.moreSeries).toBe(16);
  });
});
