import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MediumQuality } from '../../../../src/lives/quality/medium-quality.js';
import { ID, SECOND } from '../../story.js';
import { analysed, HANDLE, LivesStory } from '../lives-story.js';

const UP = SECOND;

/** What a medium counts in a second. */
interface Second {
  readonly received?: number;
  readonly lost?: number;
  readonly sent?: number;
  readonly lostByRemote?: number;
  readonly nacks?: number;
  readonly more?: object;
}

class MediaStory extends LivesStory {
  statistics(at: number, body: object): this {
    return this.event(at, { type: 32, subtype: 3, session_id: ID, handle_id: HANDLE }, body);
  }

  slowLink(at: number, media: string, direction = 'uplink'): this {
    const body = { media, slow_link: direction, lost_lastsec: 12 };
    return this.event(at, { type: 32, subtype: 2, session_id: ID, handle_id: HANDLE }, body);
  }

  /** Seconds of a medium from the time it was up, counted as Janus does. */
  flow(media: string, seconds: readonly Second[], codec = media === 'audio' ? 'opus' : 'vp8', from = UP): this {
    const counted = { received: 0, lost: 0, sent: 0, lostByRemote: 0, nacks: 0 };
    for (const [k, { more = {}, ...second }] of seconds.entries()) {
      for (const [key, value] of Object.entries(second) as [keyof typeof counted, number][]) counted[key] += value;
      this.statistics(from + k * SECOND, {
        mid: media === 'audio' ? '0' : '1',
        media,
        codec,
        rtt: 0,
        lost: counted.lost,
        'lost-by-remote': counted.lostByRemote,
        'jitter-local': 4,
        'jitter-remote': 0,
        'in-link-quality': 0,
        'out-link-quality': 0,
        'packets-received': counted.received,
        'packets-sent': counted.sent,
        'bytes-received': counted.received * 100,
        'bytes-sent': counted.sent * 100,
        'nacks-received': counted.nacks,
        'nacks-sent': 0,
        ...more,
      });
    }
    return this;
  }
}

const story = (): MediaStory => {
  const begun = new MediaStory().started(-1000);
  begun.attached(0, 'echotest').connected(10);
  return begun;
};

const times = (count: number, second: Second): Second[] => Array.from({ length: count }, () => second);

function qualityIn({ bytes }: LivesStory): { score: number | null; media: readonly MediumQuality[] } {
  const { lives } = analysed(bytes);
  const connection = lives.kinds.indexOf('peerconnection');
  const index = Array.from({ length: lives.count }, (_, k) => k).find((k) => lives.kindOf(k) === connection)!;
  const sessions = lives.stage.judgement.sessions.count;
  return { score: lives.score(index), media: lives.quality().mediaOf(index - sessions) };
}

const GOOD = { received: 50, sent: 50 };

describe('quality of a PeerConnection', () => {
  test('speech without loss is as good as the E-model has it; what comes back to Janus tells nothing of what it sends', () => {
    const { score, media } = qualityIn(story().flow('audio', times(60, GOOD)));
    expect(score).toBeCloseTo(4.4, 1);
    expect(media.map(({ direction, score: own }) => [direction, own === null])).toEqual([
      ['in', false],
      ['out', true],
    ]);
  });

  test('loss of a tenth costs speech dearly, both ways', () => {
    const reported = { rtt: 60, 'jitter-remote': 5 };
    const seconds = times(60, { received: 45, lost: 5, sent: 50, lostByRemote: 5, more: reported });
    const { score, media } = qualityIn(story().flow('audio', seconds));
    expect(score).toBeLessThan(3.5);
    expect(media.map(({ loss }) => loss)).toEqual([expect.closeTo(0.1, 2), expect.closeTo(0.1, 2)]);
    expect(media[0]!.rtt).toBe(60);
  });

  test('round trips of one medium count for all: they are of the way', () => {
    const far = { rtt: 700 };
    const { media } = qualityIn(
      story()
        .flow('audio', times(40, GOOD))
        .flow('video', times(40, { ...GOOD, more: far })),
    );
    expect(media.map(({ rtt }) => rtt)).toEqual([700, 700, 700, 700]);
    expect(media[0]!.score).toBeLessThan(3.8);
  });

  test('video that is asked for again and again is bad, although the peer reports no loss', () => {
    const { media } = qualityIn(story().flow('video', times(40, { received: 100, sent: 100, nacks: 60 })));
    expect(media[0]!.score).toBe(5);
    expect(media[1]!.score).toBeLessThan(4);
  });

  test('a pause of the sender is none of the network; what is missing after a silence is', () => {
    const long = (lost: number): Second[] => [
      ...times(10, GOOD),
      ...times(60, {}),
      { received: 50, lost },
      ...times(60, GOOD),
    ];
    const paused = qualityIn(story().flow('video', long(0))).media[0]!;
    const cut = qualityIn(story().flow('video', long(3000))).media[0]!;
    expect(paused.stalled).toBe(0);
    expect(paused.score).toBe(5);
    expect(cut.stalled).toBeGreaterThan(30);
    expect(cut.score).toBe(1);
  });

  test('counters that begin anew are no loss and no silence', () => {
    const { media } = qualityIn(
      story()
        .flow('audio', times(30, GOOD))
        .flow('audio', times(30, GOOD), 'opus', UP + 31 * SECOND),
    );
    expect(media[0]).toMatchObject({ loss: 0, stalled: 0 });
  });

  test('reports of several media in one counter are not taken for loss', () => {
    const jumping = times(60, GOOD).map((second, k) => ({
      ...second,
      more: { 'lost-by-remote': k % 3 === 0 ? 0 : 90 },
    }));
    const { media } = qualityIn(story().flow('audio', jumping));
    expect(media[1]).toMatchObject({ loss: null, score: null });
  });

  test('layers of simulcast are one medium, and one that is switched off did not stall', () => {
    const seconds = times(60, GOOD);
    const { media } = qualityIn(
      story()
        .flow('video', seconds)
        .flow('video-sim1', [...times(10, GOOD), ...times(50, {})])
        .flow('video-sim2', times(60, { received: 50, lost: 50 })),
    );
    expect(media).toMatchObject([{ direction: 'in', stalled: 0 }, { direction: 'out' }]);
    expect(media[0]!.loss).toBeCloseTo(50 / (50 + 50 + 50 + 50 / 6), 1);
  });

  test('few packets tell nothing, and never that all is well', () => {
    expect(qualityIn(story().flow('audio', times(30, { received: 1 }))).score).toBeNull();
    expect(qualityIn(story().flow('audio', times(2, GOOD))).score).toBeNull();
    expect(qualityIn(story()).score).toBeNull();
  });

  test('slow links are counted where statistics are masked, and tell no score', () => {
    const { score, media } = qualityIn(
      story()
        .slowLink(UP, 'video')
        .slowLink(UP + SECOND, 'video'),
    );
    expect(score).toBeNull();
    expect(media).toMatchObject([{ direction: 'out', slowLinks: 2, score: null }]);
  });

  test('statistics are of the PeerConnection in whose time they came', () => {
    const two = story()
      .flow('audio', times(30, { received: 25, lost: 25 }))
      .hungUp(UP + 31 * SECOND)
      .connected(UP + 40 * SECOND)
      .flow('audio', times(30, GOOD), 'opus', UP + 41 * SECOND);
    const { lives } = analysed(two.bytes);
    const connection = lives.kinds.indexOf('peerconnection');
    const scores = Array.from({ length: lives.count }, (_, k) => k)
      .filter((k) => lives.kindOf(k) === connection)
      .map((k) => lives.score(k));
    expect(scores[0]).toBeLessThan(2);
    expect(scores[1]).toBeGreaterThan(4);
    expect(lives.score(0)).toBe(scores[0]);
  });

  test('a log that is written newest first tells the same', () => {
    const seconds = times(60, { received: 45, lost: 5 });
    const { bytes } = story().flow('audio', seconds);
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\n');
    const reversed = new TextEncoder().encode(`${lines.reverse().join('\n')}\n`);
    const { lives } = analysed(reversed);
    const index = Array.from({ length: lives.count }, (_, k) => k).find((k) => lives.score(k) !== null)!;
    expect(lives.score(index)).toBeCloseTo(qualityIn(story().flow('audio', seconds)).score!, 1);
  });

  test('numbers as text, in an array, indented, are the same numbers', () => {
    const body = (k: number): object => ({
      media: 'audio',
      lost: String(5 * k),
      'packets-received': `${45 * k}`,
      'packets-sent': null,
      'rtt-values': { ntp: 1 },
    });
    const plain = story();
    const texts = story();
    for (let k = 0; k < 30; k++) {
      texts.statistics(UP + k * SECOND, [body(k), { media: 'data' }]);
      plain.statistics(UP + k * SECOND, { media: 'audio', lost: 5 * k, 'packets-received': 45 * k });
    }
    expect(qualityIn(texts).score).not.toBeNull();
    expect(qualityIn(texts).score).toBe(qualityIn(plain).score);
  });
});

describe('hostile statistics', () => {
  const number = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.constantFrom(0, -1, 2 ** 31, 2 ** 53, 2 ** 63, -(2 ** 63), 1e300, 65_535),
    fc.constantFrom('12', '-4', '9223372036854775808', 'NaN', '', null, true, [], {}),
  );
  const figures = fc.record(
    {
      rtt: number,
      lost: number,
      'lost-by-remote': number,
      'jitter-local': number,
      'jitter-remote': number,
      'in-link-quality': number,
      'out-link-quality': number,
      'packets-received': number,
      'packets-sent': number,
      'bytes-received': number,
      'bytes-sent': number,
      'nacks-received': number,
      'nacks-sent': number,
    },
    { requiredKeys: [] },
  );
  const medium = fc.tuple(fc.constantFrom('audio', 'video', 'video-sim1', 'data', '__proto__'), figures);

  test('never make a negative, absurd or unbounded figure', () => {
    fc.assert(
      fc.property(fc.array(medium, { minLength: 2, maxLength: 30 }), (samples) => {
        const told = story();
        for (const [k, [media, body]] of samples.entries())
          told.statistics(UP + k * SECOND, { media, mid: '0', ...body });
        const { score, media } = qualityIn(told);
        if (score !== null) expect(score >= 1 && score <= 5).toBe(true);
        for (const { loss, nacks, rtt, jitter, link, stalled, lossy, collapsed, bitrate, seconds } of media) {
          for (const share of [loss, nacks]) if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
          for (const figure of [rtt, jitter, link, stalled, lossy, collapsed, bitrate, seconds])
            if (figure !== null) expect(figure >= 0 && Number.isFinite(figure)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
