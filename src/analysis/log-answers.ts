/** The analysis of one log in the thread that runs it: reads, judges, answers. Node only; `client.ts` puts it into a worker. */
import * as l10n from '@vscode/l10n';
import type { Facts } from '../sessions/facts.js';
import type { Lives } from '../lives/lives.js';
import type { LogReport, Session } from '../sessions/model.js';
import { CAUSES, CERTAINTIES, flaggedIn } from '../sessions/session-table.js';
import type { Ranges } from '../sources/ranges.js';
import { byMethod } from '../rpc/answerer.js';
import { Outdated, type Call, type Handlers, type Request } from '../rpc/requests.js';
import {
  FINDINGS_PER_PIECE,
  type AnalysisClient,
  type AnalysisRequests,
  type AnalysisSummary,
  type LogSource,
  type Progress,
} from './api.js';
import { readEventText } from './event-texts.js';
import { facetsOf } from './facets.js';
import { excerptOf } from './excerpt.js';
import { draftsOf, located, type Draft } from './findings.js';
import { LaneViews } from './lanes/lane-views.js';
import { OUTCOMES } from './lanes/protocol.js';
import { LANE_REQUESTS, type LaneRequest, type LaneRequests } from './lanes/requests.js';
import { stepsOfLife } from './life-steps.js';
import { lifeDetailOf } from './life-views.js';
import { LogReader } from './log-reader.js';
import { statisticsPage } from './media-statistics.js';
import { overviewOf } from './overview.js';
import type { Overview } from './overview-request.js';
import { eventAt, rangeAt, sessionAt } from './places.js';
import { eventPage } from './session-events.js';
import { SessionLists } from './session-lists.js';
import { sessionText } from './session-text.js';
import { outcomeTitle } from '../words/outcomes.js';
import { detailOf } from './session-views.js';
import { summaryOf } from './summary.js';
import type { SessionTrack } from './timeline.js';
import { stayLanes } from './stay-lanes.js';
import { stayTracks } from './stay-tracks.js';
import { laneSourceOf, outcomeAt, trackOf } from './timeline-views.js';
import {
  SESSIONS_PER_PIECE,
  tracePiece,
  type TracePiece,
  type TracePosition,
  type TraceScope,
} from './trace-events.js';
import { webrtcPage } from './webrtc-steps.js';

/** A log that takes longer to read shows verdicts on what has been read after this time, and again and again, ms. */
const FIRST_VERDICTS = 1000;
/** Reading goes on for this many times as long as judging took. */
const JUDGING_SHARE = 4;

interface Result {
  readonly reading: LogReader;
  readonly name: string;
  readonly report: LogReport;
  readonly facts: Facts;
  readonly lives: Lives;
  readonly ranges: Ranges;
  readonly summary: AnalysisSummary;
  readonly lists: SessionLists;
}

export class LogAnswers implements AnalysisClient {
  private result: Result | null = null;
  private revision = 0;
  /** The session looked at last: it is asked about again and again. */
  private looked: { report: LogReport; session: number; events: Uint32Array } | null = null;
  /** The findings told of last. */
  private drafts: { reading: LogReader; stamp: string; drafts: readonly Draft[] } | null = null;
  /** Made when a timeline asks for it. */
  private views: LaneViews | null = null;
  private figures: { report: LogReport; overview: Overview } | null = null;

  /** `now` tells the time in ms since the Unix epoch; with `scanWorker` a second thread helps with large logs. */
  constructor(
    private readonly now: () => number = Date.now,
    private readonly firstVerdicts = FIRST_VERDICTS,
    private readonly scanWorker: string | null = null,
  ) {}

  /** Answers any request. */
  readonly handle = byMethod(this.handlers());

  /** Asks without a thread in between: nothing is checked on the way. */
  readonly ask: AnalysisClient['ask'] = async (request, { news, signal } = {}) => {
    const call = { news: news ?? (() => undefined), signal: signal ?? new AbortController().signal };
    return (await this.handle(request as Request<AnalysisRequests>, call as Call<unknown>)) as never;
  };

  private async run(source: LogSource, { news: onProgress, signal }: Call<Progress>): Promise<AnalysisSummary> {
    const known = this.result?.reading;
    const change = known?.change(source) ?? 'other';
    if (known && change === 'none') {
      const { summary } = this.current;
      return summary.provisional > 0 ? this.judge(known) : summary;
    }
    if (known && change === 'grown' && (await this.read(known, onProgress, signal))) return this.judge(known);
    const fresh = new LogReader(source, this.now, this.scanWorker);
    if (await this.read(fresh, onProgress, signal)) return this.judge(fresh);
    const alone = new LogReader(source, this.now, null);
    await this.read(alone, onProgress, signal);
    return this.judge(alone);
  }

  /** Reads on, and judges now and then on the way. False: the log has to be read from its beginning. */
  private async read(
    reading: LogReader,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    const begin = { time: performance.now(), read: reading.soFar.read };
    let due = begin.time + this.firstVerdicts;
    const holds = await reading.readOn(signal, () => {
      const { read, total } = reading.soFar;
      const time = performance.now();
      const speed = ((read - begin.read) * 1000) / Math.max(1, time - begin.time);
      const summary = time < due ? null : this.judge(reading);
      if (summary !== null)
        due = performance.now() + Math.max(this.firstVerdicts, JUDGING_SHARE * (performance.now() - time));
      onProgress({ read, total, speed, summary });
    });
    if (signal.aborted && reading.facts.table.count === 0) signal.throwIfAborted();
    return holds;
  }

  /** The verdicts on what has been read become those that questions are answered from. */
  private judge(reading: LogReader): AnalysisSummary {
    const { report, lives } = reading.judge();
    if (this.result !== null && this.result.reading !== reading) this.result.reading.ranges.close();
    const { name, facts, ranges } = reading;
    const revision = ++this.revision;
    this.views = null;
    const summary = summaryOf(revision, report, reading.complete ? null : reading.soFar);
    const lists = new SessionLists(report.sessions, facts, ranges);
    this.result = { reading, name, report, lives, facts, ranges, summary, lists };
    return summary;
  }

  private handlers(): Handlers<AnalysisRequests> {
    return {
      run: ({ source }, call) => this.run(source, call),
      groups: () => this.current.lists.groups(),
      page: ({ emitter, from }) => this.current.lists.page(emitter, from),
      row: ({ session }) => this.current.lists.row(this.session(session).index),
      position: ({ session }) => this.current.lists.position(this.session(session).index),
      find: ({ key }) => this.current.lists.find(key),
      step: ({ from, direction }) => this.current.lists.step(from, direction),
      search: ({ text }) => this.current.lists.search(this.laneViews.searched(text)),
      findings: ({ limit, first }) => {
        const { report, lives, reading } = this.current;
        const { stamp, count, total, drafts } = draftsOf(report, lives, limit, first);
        this.drafts = { reading, stamp, drafts };
        return { stamp, count, total };
      },
      findingsFrom: ({ stamp, from }) => {
        const { reading, ranges } = this.current;
        const known = this.drafts;
        if (known?.stamp !== stamp || known.reading !== reading) return null;
        return located(known.drafts.slice(from, from + FINDINGS_PER_PIECE), ranges);
      },
      timelineLog: () => this.laneViews.log(),
      ...this.laneHandlers(),
      tracks: ({ revision, sessions }) => this.tracks(this.at(revision), sessions),
      detail: ({ revision, session }) => {
        const { report, facts } = this.at(revision);
        return detailOf(report, facts, this.session(session), this.eventsOf(session));
      },
      overview: ({ revision }) => this.overview(this.at(revision)),
      way: ({ revision, life }) => stepsOfLife(this.at(revision), life),
      life: ({ revision, life }) => lifeDetailOf(this.at(revision), life),
      events: ({ revision, session, filter, from }) => {
        const { facts, ranges } = this.at(revision);
        return eventPage(facts, ranges, this.eventsOf(session), filter, from);
      },
      webrtc: ({ revision, session, from }) => {
        const { facts, ranges } = this.at(revision);
        return webrtcPage(facts, ranges, this.eventsOf(session), from);
      },
      statistics: ({ revision, session, from, buckets }) => {
        const { facts, ranges } = this.at(revision);
        return statisticsPage(facts, ranges, this.eventsOf(session), from, buckets);
      },
      json: ({ revision, offset, length }) => readEventText(this.at(revision).ranges, { offset, length }),
      sessionText: ({ session, from, layout }) => {
        const { facts, ranges, report } = this.current;
        const { id, emitter } = this.session(session);
        const title = emitter === '' ? l10n.t('Session {0}', id) : l10n.t('Session {0} of {1}', id, emitter);
        return sessionText(facts, ranges, report.sessions.eventsOf(session), from, layout, title);
      },
      excerpt: ({ revision, session, replaced }) => excerptOf(this.at(revision), this.session(session), replaced),
      eventAt: ({ offset }) => eventAt(this.current, offset),
      locate: ({ offset, length }) => rangeAt(this.current, offset, length),
      sessionAt: ({ line, character }) => sessionAt(this.current, line, character),
      trace: ({ revision, scope, position }) => this.trace(revision, scope, position),
    };
  }

  /** What is asked about lanes is answered by the views of the revision. */
  private laneHandlers(): Handlers<LaneRequests> {
    const answer = (request: LaneRequest): unknown => {
      this.at(request.revision);
      return this.laneViews.answer(request);
    };
    return Object.fromEntries(
      Object.keys(LANE_REQUESTS).map((method) => [method, answer]),
    ) as unknown as Handlers<LaneRequests>;
  }

  private trace(revision: number, scope: TraceScope, position: TracePosition): TracePiece {
    const { report, summary } = this.current;
    if (summary.revision !== revision)
      throw new Error(l10n.t('The log has changed while it was exported. Export it again.'));
    const chosen = scope === 'silent' ? flaggedIn(report.sessions) : scope === 'all' ? null : scope;
    const total = chosen?.length ?? report.sessions.count;
    const until = Math.min(total, position.sessions + SESSIONS_PER_PIECE);
    const indexes = Array.from({ length: Math.max(0, until - position.sessions) }, (_, k) => position.sessions + k);
    const sessions = indexes.map((k) => this.session(chosen === null ? k : chosen[k]!));
    const tracks = this.sessionTracks(
      this.current,
      sessions.map(({ index }) => index),
    );
    const traced = sessions.map((session, k) => ({
      session,
      outcome: outcomeAt(report.sessions, session.index),
      track: tracks[k]!,
    }));
    return tracePiece(report, traced, position, total);
  }

  private async tracks(result: Result, lives: readonly number[]): Promise<SessionTrack[]> {
    const { count } = result.report.sessions;
    const stays = lives.filter((life) => life >= count);
    const sessions = this.sessionTracks(
      result,
      lives.filter((life) => life < count),
    );
    if (stays.length === 0) return sessions;
    return [...sessions, ...(await stayTracks(result, stays, result.report.span?.first ?? 0))];
  }

  private overview({ report, lives }: Result): Overview {
    if (this.figures?.report !== report) this.figures = { report, overview: overviewOf(report, lives) };
    return this.figures.overview;
  }

  private sessionTracks({ report, facts }: Result, sessions: readonly number[]): SessionTrack[] {
    const origin = report.span?.first ?? 0;
    return sessions.map((k) => trackOf(facts, this.session(k), report.sessions.eventsOf(k), origin));
  }

  dispose(): void {
    this.result?.ranges.close();
    this.result = null;
    this.drafts = null;
    this.views = null;
    this.figures = null;
  }

  private get current(): Result {
    if (this.result === null) throw new Error(l10n.t('The log has not been analysed yet.'));
    return this.result;
  }

  /** What the page knows is one revision: numbers of sessions, rows and offsets mean something in that one only. */
  private at(revision: number): Result {
    const { current } = this;
    if (current.summary.revision !== revision) throw new Outdated(l10n.t('The log has changed since.'));
    return current;
  }

  private get laneViews(): LaneViews {
    if (this.views !== null) return this.views;
    const { report, facts, lives, name } = this.current;
    const source = laneSourceOf(report, facts, this.revision, name.replace(/^.*[\\/]/, ''));
    const { cause, certainty } = report.sessions;
    const told = [
      { of: source.outcome, words: OUTCOMES.map(outcomeTitle) },
      { of: cause, words: CAUSES },
      { of: certainty, words: CERTAINTIES },
    ];
    const sessions = { ...source, facet: facetsOf(report, lives), told };
    return (this.views = new LaneViews(sessions, () => stayLanes(sessions, lives)));
  }

  private session(index: number): Session {
    const { sessions } = this.current.report;
    if (!(index < sessions.count)) throw new Error(l10n.t('There is no session number {0} in this log.', index));
    return sessions.session(index);
  }

  /** A session's events in time order, by their numbers in the event table. */
  private eventsOf(session: number): Uint32Array {
    const { report } = this.current;
    const { sessions } = report;
    if (this.looked?.report !== report || this.looked.session !== session)
      this.looked = { report, session, events: sessions.eventsOf(this.session(session).index) };
    return this.looked.events;
  }
}
