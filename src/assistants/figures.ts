/** A log's figures, for one log alone and for two beside each other. */
import type { Figure, Overview } from '../analysis/requests/overview-request.js';
import type { AskedLog } from './tool.js';

/** Counts by what they count; null: the log cannot tell. */
type Counts = Readonly<Record<string, number>> | null;

/** Figures of one kind in an answer. */
const MAX_FIGURES = 40;

const counts = (figures: readonly Figure[] | null): Counts =>
  figures === null ? null : Object.fromEntries(figures.slice(0, MAX_FIGURES).map(({ label, count }) => [label, count]));

/** How sessions and PeerConnections stand. `null` is "not in this log", never 0. */
export interface LogFigures {
  readonly sessions: Readonly<Record<'all' | 'silent' | 'ended' | 'open' | 'undecidable', number>>;
  readonly endings: Counts;
  readonly peerConnections: { readonly ended: Counts; readonly cameUp: Counts; readonly candidatePairs: Counts };
  readonly findings: Counts;
  /** The most at one moment. */
  readonly peaks: Readonly<Record<'sessions' | 'peerConnections' | 'people', number | null>>;
  readonly notInThisLog: readonly string[];
}

export async function figuresOf({ ask, summary }: AskedLog, signal: AbortSignal): Promise<LogFigures> {
  const overview = await ask({ method: 'overview', revision: summary.revision }, { signal });
  const { sessions, silent, ended, open, undecidable } = summary;
  return {
    sessions: { all: sessions, silent, ended, open, undecidable },
    endings: counts(overview.endings),
    peerConnections: {
      ended: counts(overview.hangups),
      cameUp: counts(overview.ways),
      candidatePairs: counts(overview.pairs),
    },
    findings: counts(overview.findings),
    peaks: {
      sessions: peak(overview.sessions),
      peerConnections: peak(overview.connections),
      people: peak(overview.people),
    },
    notInThisLog: overview.masked,
  };
}

const peak = (line: Overview['sessions']): number | null => (line.counts === null ? null : line.peak);
