import * as l10n from '@vscode/l10n';
import type { Lives } from '../lives/lives.js';
import type { LogReport } from '../sessions/log-report.js';
import type { Session } from '../sessions/model.js';
import { outcomeAt } from '../sessions/session-outcome.js';
import { flaggedIn } from '../sessions/session-table.js';
import { overviewOf } from './overview/overview.js';
import type { LogReader } from './reading/log-reader.js';
import type { Overview } from './requests/overview-request.js';
import type { SessionTrack } from './requests/timeline.js';
import { LogSearch } from './search/log-search.js';
import { stayTracks } from './timeline/stay-tracks.js';
import { trackOf } from './timeline/timeline-views.js';
import {
  SESSIONS_PER_PIECE,
  tracePiece,
  type TracePiece,
  type TracePosition,
  type TraceScope,
} from './timeline/trace-events.js';

/** The verdicts on what has been read of a log, and what is found out from them when somebody asks. */
export class JudgedLog {
  /** The session looked at last: it is asked about again and again. */
  private looked: { readonly session: number; readonly events: Uint32Array } | null = null;
  private searching: LogSearch | null = null;
  private figures: Overview | null = null;
  readonly name: LogReader['name'];
  readonly facts: LogReader['facts'];
  readonly ranges: LogReader['ranges'];

  constructor(
    readonly reading: LogReader,
    readonly report: LogReport,
    readonly lives: Lives,
  ) {
    this.name = reading.name;
    this.facts = reading.facts;
    this.ranges = reading.ranges;
  }

  get search(): LogSearch {
    return (this.searching ??= new LogSearch(this.report, this.lives));
  }

  get overview(): Overview {
    return (this.figures ??= overviewOf(this.report, this.lives));
  }

  /** Throws an `Error` fit to be shown if there is none of that number. */
  session(index: number): Session {
    const { sessions } = this.report;
    if (!(index < sessions.count)) throw new Error(l10n.t('There is no session number {0} in this log.', index));
    return sessions.session(index);
  }

  /** A session's events in time order, by their numbers in the event table. */
  eventsOf(session: number): Uint32Array {
    if (this.looked?.session !== session)
      this.looked = { session, events: this.report.sessions.eventsOf(this.session(session).index) };
    return this.looked.events;
  }

  /** What is drawn in the lanes of sessions and stays, by their numbers among the lives. */
  async tracks(lives: readonly number[]): Promise<SessionTrack[]> {
    const { count } = this.report.sessions;
    const stays = lives.filter((life) => life >= count);
    const sessions = this.sessionTracks(lives.filter((life) => life < count));
    if (stays.length === 0) return sessions;
    return [...sessions, ...(await stayTracks(this, stays, this.report.span?.first ?? 0))];
  }

  /** The next piece of the trace of some sessions. */
  trace(scope: TraceScope, position: TracePosition): TracePiece {
    const { report } = this;
    const chosen = scope === 'silent' ? flaggedIn(report.sessions) : scope === 'all' ? null : scope;
    const total = chosen?.length ?? report.sessions.count;
    const until = Math.min(total, position.sessions + SESSIONS_PER_PIECE);
    const indexes = Array.from({ length: Math.max(0, until - position.sessions) }, (_, k) => position.sessions + k);
    const sessions = indexes.map((k) => this.session(chosen === null ? k : chosen[k]!));
    const tracks = this.sessionTracks(sessions.map(({ index }) => index));
    const traced = sessions.map((session, k) => ({
      session,
      outcome: outcomeAt(report.sessions, session.index),
      track: tracks[k]!,
    }));
    return tracePiece(report, traced, position, total);
  }

  private sessionTracks(sessions: readonly number[]): SessionTrack[] {
    const { report, facts } = this;
    const origin = report.span?.first ?? 0;
    return sessions.map((k) => trackOf(facts, this.session(k), report.sessions.eventsOf(k), origin));
  }
}
