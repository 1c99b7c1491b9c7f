import { describe, expect, it } from 'vitest';
import { sessionHistoryOf } from '../../../../media/timeline/data/handle-history.js';
import { METRICS, type StatisticsPage, type WebrtcStep } from '../../../../src/analysis/requests/timeline-details.js';

const ORIGIN = 1_000_000;
const place = (at: number, handle = 'h') => ({ offset: 0, length: 1, line: 1, at: ORIGIN + at, handle });
const medium = { medium: 'video', mid: '1' };

function historyOf(
  ...steps: WebrtcStep[]
): NonNullable<ReturnType<ReturnType<typeof sessionHistoryOf>['handles']['get']>> {
  return sessionHistoryOf(steps, [], [], ORIGIN).handles.get('h')!;
}

describe('the history of a handle', () => {
  it('tells how long ICE and DTLS took, and that they still go on', () => {
    const { ice, dtls } = historyOf(
      { kind: 'ice', ...place(1), state: 'connecting' },
      { kind: 'ice', ...place(3), state: 'connected' },
      { kind: 'dtls', ...place(3), state: 'trying' },
      { kind: 'ice', ...place(4), state: 'ready' },
      { kind: 'dtls', ...place(6), state: 'connected' },
      { kind: 'ice', ...place(9), state: 'connecting' },
    );
    expect(ice).toMatchObject([
      { from: 1, to: 3 },
      { from: 9, to: Infinity },
    ]);
    expect(dtls).toMatchObject([{ from: 3, to: 6 }]);
  });

  it('tells where a medium does not come, until it comes again or its PeerConnection ends', () => {
    const { stopped, marks } = historyOf(
      { kind: 'receiving', ...place(1), ...medium, on: true },
      { kind: 'receiving', ...place(2), ...medium, on: false },
      { kind: 'receiving', ...place(5), ...medium, on: true },
      { kind: 'receiving', ...place(7), ...medium, on: false },
      { kind: 'hangup', ...place(8), reason: 'Close PC' },
    );
    expect(stopped).toMatchObject([
      { from: 2, to: 5 },
      { from: 7, to: 8 },
    ]);
    expect(marks.map(({ kind, at }) => [kind, at])).toEqual([
      ['stopped', 2],
      ['stopped', 7],
      ['hangup', 8],
    ]);
  });

  it('marks offers, answers, slow links and plugin events in time order, each handle for itself', () => {
    const summary = 'videoroom · joined room 1234';
    const { handles } = sessionHistoryOf(
      [
        { kind: 'sdp', ...place(4), owner: 'local', type: 'answer', summary: null },
        { kind: 'sdp', ...place(1), owner: 'remote', type: 'offer', summary: null },
        { kind: 'slow-link', ...place(2, 'other'), ...medium, direction: 'uplink', lost: 7 },
      ],
      [],
      [{ ...place(2), type: 64, summary }],
      ORIGIN,
    );
    expect(handles.get('h')!.marks.map(({ label }) => label)).toEqual(['remote offer', summary, 'local answer']);
    expect(handles.get('h')!.marks[1]!.name).toBe('joined room 1234');
    expect(handles.get('other')!.marks).toMatchObject([
      { kind: 'slow-link', label: 'slow uplink, video mid 1, 7 lost' },
    ]);
  });

  it('adds up the bitrates of its media, in and out', () => {
    const size = METRICS.length * 2;
    const samples = new Uint32Array(size);
    const mean = new Float32Array(size);
    for (const metric of ['bitrateIn', 'bitrateOut'] as const) {
      samples.fill(1, METRICS.indexOf(metric) * 2, METRICS.indexOf(metric) * 2 + 2);
      mean.set([100, 300], METRICS.indexOf(metric) * 2);
    }
    const part = { handle: 'h', codec: null, samples, low: mean, high: mean, mean };
    const page: StatisticsPage = {
      ...{ from: ORIGIN, to: ORIGIN + 20, buckets: 2, first: 0, count: 2, moreSeries: 0, read: 2, next: null },
      series: [
        { ...part, mid: '0', medium: 'audio' },
        { ...part, mid: '1', medium: 'video' },
      ],
    };
    const { handles, peak } = sessionHistoryOf([], [page], [], ORIGIN);
    expect(handles.get('h')!.bitrate).toEqual([
      { at: 5, value: 400 },
      { at: 15, value: 1200 },
    ]);
    expect(peak).toBe(1200);
  });
});
