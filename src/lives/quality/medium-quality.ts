/** How good one direction of a medium was, and why. */
import { speechScore } from './e-model.js';
import { pictureScore } from './picture-score.js';
import type { Direction } from './sums.js';
import type { Tallies } from './tallies.js';

/** What of the way all media share: the round trip, ms; null: no medium tells it. */
export interface Way {
  readonly rtt: number | null;
  readonly rttPeak: number | null;
}

/** Fewer packets, and a shorter time, s, tell nothing. */
const FEWEST_PACKETS = 50;
const SHORTEST = 2;

/** A direction of a medium. Shares are 0 to 1; null stands for what is not told. */
export interface MediumQuality {
  readonly mid: string;
  readonly media: 'audio' | 'video';
  readonly direction: Direction;
  readonly codec: string;
  /** 1 to 5: of speech a mean opinion score, which ends at 4.4. */
  readonly score: number | null;
  /** How long it flowed, s. */
  readonly seconds: number;
  readonly loss: number | null;
  readonly nacks: number | null;
  /** ms */
  readonly rtt: number | null;
  readonly rttPeak: number | null;
  readonly jitter: number | null;
  /** Percent, as Janus estimates it. */
  readonly link: number | null;
  /** Time without anything, with much loss, and with a collapsed bitrate, s. */
  readonly stalled: number;
  readonly lossy: number;
  readonly collapsed: number;
  /** bit/s */
  readonly bitrate: number | null;
  readonly slowLinks: number;
}

/** Null where nothing flowed in this direction and nothing was slow. */
export function mediumQuality(tallies: Tallies, tally: number, direction: Direction, way: Way): MediumQuality | null {
  const sum = (name: Parameters<Tallies['sum']>[2]): number => tallies.sum(tally, direction, name);
  const packets = sum('packets');
  const slowLinks = sum('slowLinks');
  if (packets === 0 && slowLinks === 0) return null;
  const seconds = sum('seconds');
  const mean = (of: 'jitter' | 'link', samples: 'jitterSamples' | 'linkSamples'): number | null =>
    sum(samples) > 0 ? sum(of) / sum(samples) : null;
  const isVideo = tallies.is(tally, 'video');
  const told = direction === 'in' || tallies.is(tally, 'reported');
  const enough = packets >= FEWEST_PACKETS && seconds >= SHORTEST;
  const found = {
    mid: tallies.mid(tally),
    media: isVideo ? ('video' as const) : ('audio' as const),
    direction,
    codec: tallies.codec(tally),
    seconds,
    loss: enough ? lossOf(tallies, tally, direction) : null,
    nacks: enough && told && isVideo ? Math.min(1, sum('nacks') / packets) : null,
    ...way,
    jitter: mean('jitter', 'jitterSamples'),
    link: mean('link', 'linkSamples'),
    stalled: sum('stalled'),
    lossy: sum('lossy'),
    collapsed: tallies.is(tally, 'layered') ? 0 : sum('collapsed'),
    bitrate: seconds > 0 ? sum('bits') / seconds : null,
    slowLinks,
  };
  return { ...found, score: isVideo ? pictureOf(found) : speechOf(found) };
}

/** Null where nobody told: nothing is received, or the peer's reports are of several media. */
function lossOf(tallies: Tallies, tally: number, direction: Direction): number | null {
  const lost = Math.max(0, tallies.sum(tally, direction, 'lost'));
  const packets = tallies.sum(tally, direction, 'packets');
  if (direction === 'in') return lost / (packets + lost);
  if (!tallies.is(tally, 'reported') || tallies.is(tally, 'mixed')) return null;
  return Math.min(1, lost / packets);
}

type Found = Omit<MediumQuality, 'score'>;

function speechOf({ codec, loss, rtt, jitter }: Found): number | null {
  return loss === null ? null : speechScore({ codec, loss, rtt, jitter });
}

function pictureOf({ loss, nacks, rtt, jitter, stalled, collapsed, slowLinks, seconds }: Found): number | null {
  if (loss === null && nacks === null) return null;
  const share = (time: number): number => Math.min(1, time / (seconds + stalled));
  return pictureScore({
    loss,
    nacks,
    rtt,
    jitter,
    stalled: share(stalled),
    collapsed: share(collapsed),
    slowLinks: slowLinks / Math.max(1, seconds / 60),
  });
}
