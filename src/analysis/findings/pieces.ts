/** The findings of a log as those take them who ask for them: piece by piece. */
import type { Ask } from '../../rpc/requests.js';
import type { AnalysisRequests, Finding } from '../requests/api.js';

/** Findings that other programs get, in all. */
export const MAX_FINDINGS = 5000;

export interface Stretch {
  /** What `findings` told: the same stamp, the same findings. */
  readonly stamp: string;
  readonly from: number;
  /** Number behind the last that is wanted. */
  readonly to: number;
}

/** Pieces of a stretch of findings. The last is null where the log has been judged again in between. */
export async function* findingPieces(
  ask: Ask<AnalysisRequests>,
  { stamp, from, to }: Stretch,
  signal?: AbortSignal,
): AsyncGenerator<readonly Finding[] | null> {
  for (let next = from; next < to;) {
    const piece = await ask({ method: 'findingsFrom', stamp, from: next }, { signal });
    yield piece?.slice(0, to - next) ?? null;
    if (piece === null || piece.length === 0) return;
    next += piece.length;
  }
}
