/** How good each PeerConnection was, and so what depends on it. */
import { NONE } from '../../events/columns.js';
import type { Stage } from '../engine/stage.js';
import { mediumQuality, type MediumQuality, type Way } from './medium-quality.js';
import { TalliesByHandle } from './tallies-by-handle.js';

/** Statistics that were on their way come until this long after an end, µs. */
const ON_ITS_WAY = 1_000_000;

/** Scores that are not known yet, and those that nothing tells. */
const UNASKED = NaN;
const UNTOLD = -1;

export interface Quality {
  /**
   * From 1 to 5, by number of a life in its table: the worst direction of any medium of the PeerConnections that its handle
   * had while it lived; null: not told, or it is on no handle, as a room.
   */
  ofLife(life: number): number | null;
  /** The worst of all within a session. */
  ofSession(session: number): number | null;
  /** Each direction of each medium, with its reasons. */
  mediaOf(life: number): readonly MediumQuality[];
}

/** `connections` is the number of the kind of PeerConnections. */
export function qualityOf(stage: Stage, connections: number): Quality {
  const { lives, facts, lifeFacts, judgement } = stage;
  const { tallies } = lifeFacts;
  const { table } = facts;
  const scores = new Float32Array(lives.count).fill(UNASKED);
  let byHandle: TalliesByHandle | null = null;
  let ofSessions: Float32Array | null = null;
  const mediaOf = (life: number): readonly MediumQuality[] => {
    const first = lifeFacts.event(lives.fact(life));
    const handle = table.handle(first);
    if (handle < 0 || lives.holder(life) === NONE) return [];
    byHandle ??= new TalliesByHandle(tallies, facts.handles.count);
    const own = byHandle.within(handle, table.toldAt(first), endOf(life) + ON_ITS_WAY);
    const way = wayOf(stage, own);
    return own
      .flatMap((tally) => [mediumQuality(tallies, tally, 'in', way), mediumQuality(tallies, tally, 'out', way)])
      .filter((quality) => quality !== null);
  };
  const endOf = (life: number): number => {
    if (lives.state(life) !== 'ended') return Infinity;
    const end = lives.end(life);
    return end < 0 ? lives.endedAt(life) : table.toldAt(end);
  };
  const ofLife = (life: number): number | null => {
    if (Number.isNaN(scores[life])) scores[life] = worstOf(mediaOf(life)) ?? UNTOLD;
    return scores[life] === UNTOLD ? null : scores[life]!;
  };
  const worstInSessions = (): Float32Array => {
    const worst = new Float32Array(judgement.sessions.count).fill(Infinity);
    for (let life = 0; life < lives.count; life++) {
      if (lives.kind(life) !== connections) continue;
      const session = stage.sessionOf(life);
      if (session >= 0) worst[session] = Math.min(worst[session]!, ofLife(life) ?? Infinity);
    }
    return worst;
  };
  return {
    ofLife,
    ofSession(session) {
      const score = (ofSessions ??= worstInSessions())[session]!;
      return Number.isFinite(score) ? score : null;
    },
    mediaOf,
  };
}

/** The worst score; null where none is known. */
export function worstOf(media: readonly MediumQuality[]): number | null {
  const worst = media.reduce((least, { score }) => Math.min(least, score ?? Infinity), Infinity);
  return Number.isFinite(worst) ? worst : null;
}

function wayOf({ lifeFacts: { tallies } }: Stage, own: readonly number[]): Way {
  const sum = (name: 'rtt' | 'rttSamples'): number =>
    own.reduce((all, tally) => all + tallies.sum(tally, 'in', name), 0);
  const samples = sum('rttSamples');
  if (samples === 0) return { rtt: null, rttPeak: null };
  const rttPeak = own.reduce((most, tally) => Math.max(most, tallies.sum(tally, 'in', 'rttPeak')), 0);
  return { rtt: sum('rtt') / samples, rttPeak };
}
