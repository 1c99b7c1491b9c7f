/** What is inside lanes: asked for when they are on the screen, kept while the analysis is the same. */
import { MAX_TRACKS_PER_REQUEST, type SessionTrack } from '../../../src/analysis/requests/timeline.js';

/** While the hands move nothing is asked for. */
const SETTLE_MS = 60;
const KEPT = 4000;

export interface LaneContents {
  get(session: number): SessionTrack | undefined;
  /** Asks for those of the sessions that are missing, once the view has settled. */
  want(sessions: () => readonly number[]): void;
  /** Another analysis: all is asked for anew; until it comes, what is kept is better than nothing. */
  reset(): void;
}

/**
 * @param load    asks the extension; may reject
 * @param arrived called when there is more to draw
 * @param failed  called with an error once per failed request; the sessions are not asked for again until reset
 */
export function createLaneContents(
  load: (sessions: number[]) => Promise<SessionTrack[]>,
  arrived: () => void,
  failed: (error: unknown) => void,
): LaneContents {
  const kept = new Map<number, SessionTrack>();
  /** Sessions whose tracks are of the analysis of now. */
  const fresh = new Set<number>();
  const asked = new Set<number>();
  let generation = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (sessions: number[]): Promise<void> => {
    const mine = generation;
    for (const session of sessions) asked.add(session);
    try {
      const tracks = await load(sessions);
      if (mine !== generation) return;
      for (const track of tracks) {
        kept.delete(track.session);
        kept.set(track.session, track);
        fresh.add(track.session);
      }
      for (const session of sessions) asked.delete(session);
      // A map lists its oldest first.
      for (const session of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(session);
        fresh.delete(session);
      }
      arrived();
    } catch (error) {
      if (mine === generation) failed(error);
    }
  };

  return {
    get: (session) => kept.get(session),
    want(sessions) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const missing = sessions().filter((session) => !fresh.has(session) && !asked.has(session));
        if (missing.length > 0) void ask(missing.slice(0, MAX_TRACKS_PER_REQUEST));
      }, SETTLE_MS);
    },
    reset() {
      clearTimeout(timer);
      generation++;
      fresh.clear();
      asked.clear();
    },
  };
}
