/** One log's analysis in the thread that runs it: reads, judges, answers. Node only; `client.ts` puts it into a worker. */
import type { Facts } from '../sessions/facts.js';
import type { LogReport, Session } from '../sessions/model.js';
import { flaggedIn } from '../sessions/session-table.js';
import type { Ranges } from '../sources/ranges.js';
import {
  FINDINGS_PER_PIECE,
  type AnalysisSummary,
  type Finding,
  type Findings,
  type LogAnalysis,
  type LogSource,
  type Progress,
  type SessionGroup,
  type SessionKey,
  type SessionPosition,
  type SessionRow,
  type SessionSearch,
  type SessionText,
  type Step,
  type StepFrom,
  type TextLayout,
  type TextRange,
} from './api.js';
import { readEventText } from './event-texts.js';
import { draftsOf, located, type Draft } from './findings.js';
import { LogReading } from './log-reading.js';
import { eventAt, rangeAt, sessionAt } from './places.js';
import { SessionLists } from './session-lists.js';
import { sessionText } from './session-text.js';
import { detailOf } from './session-views.js';
import { summaryOf } from './summary.js';
import { LaneViews } from './lanes/lane-views.js';
import type { LaneAnswers, LaneRequest, TimelineLog } from './lanes/protocol.js';
import { statisticsPage } from './media-statistics.js';
import { eventPage } from './session-events.js';
import type { SessionTrack } from './timeline.js';
import type { EventFilter, EventPage, SessionDetail, StatisticsPage, WebrtcPage } from './timeline-details.js';
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
  readonly reading: LogReading;
  readonly name: string;
  readonly report: LogReport;
  readonly facts: Facts;
  readonly ranges: Ranges;
  readonly summary: AnalysisSummary;
  readonly lists: SessionLists;
}

export class Analysis implements LogAnalysis {
  private result: Result | null = null;
  private revision = 0;
  /** The session looked at last: it is asked about again and again. */
  private looked: { report: LogReport; session: number; events: Uint32Array } | null = null;
  /** The findings told of last. */
  private drafts: { reading: LogReading; stamp: string; drafts: readonly Draft[] } | null = null;
  /** Made when a timeline asks for it. */
  private views: LaneViews | null = null;

  /** `now` tells the time in ms since the Unix epoch; with `scanWorker` a second thread helps with large logs. */
  constructor(
    private readonly now: () => number = Date.now,
    private readonly firstVerdicts = FIRST_VERDICTS,
    private readonly scanWorker: string | null = null,
  ) {}

  async run(
    source: LogSource,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<AnalysisSummary> {
    const known = this.result?.reading;
    const change = known?.change(source) ?? 'other';
    if (known && change === 'none') {
      const { summary } = this.current;
      return summary.provisional > 0 ? this.judge(known) : summary;
    }
    if (known && change === 'grown' && (await this.read(known, onProgress, signal))) return this.judge(known);
    const fresh = new LogReading(source, this.now, this.scanWorker);
    if (await this.read(fresh, onProgress, signal)) return this.judge(fresh);
    const alone = new LogReading(source, this.now, null);
    await this.read(alone, onProgress, signal);
    return this.judge(alone);
  }

  /** Reads on, and judges now and then on the way. False: the log has to be read from its beginning. */
  private async read(
    reading: LogReading,
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
  private judge(reading: LogReading): AnalysisSummary {
    const report = reading.judge();
    if (this.result !== null && this.result.reading !== reading) this.result.reading.ranges.close();
    const { name, facts, ranges } = reading;
    const revision = ++this.revision;
    this.views = null;
    const summary = summaryOf(revision, report, reading.complete ? null : reading.soFar);
    const lists = new SessionLists(report.sessions, facts, ranges);
    this.result = { reading, name, report, facts, ranges, summary, lists };
    return summary;
  }

  groups(): Promise<SessionGroup[]> {
    return Promise.resolve(this.current.lists.groups());
  }

  page(emitter: string | null, from: number): Promise<SessionRow[]> {
    return Promise.resolve(this.current.lists.page(emitter, from));
  }

  row(session: number): Promise<SessionRow> {
    return Promise.resolve(this.current.lists.row(this.session(session).index));
  }

  position(session: number): Promise<SessionPosition> {
    return Promise.resolve(this.current.lists.position(this.session(session).index));
  }

  find(key: SessionKey): Promise<number | null> {
    return Promise.resolve(this.current.lists.find(key));
  }

  step(from: StepFrom, direction: 1 | -1): Promise<Step | null> {
    return this.current.lists.step(from, direction);
  }

  search(text: string): Promise<SessionSearch> {
    return this.current.lists.search(text);
  }

  findings(limit: number): Promise<Findings> {
    const { report, reading } = this.current;
    const { stamp, count, total, drafts } = draftsOf(report, limit);
    this.drafts = { reading, stamp, drafts };
    return Promise.resolve({ stamp, count, total });
  }

  async findingsFrom(stamp: string, from: number): Promise<Finding[] | null> {
    const { reading, ranges } = this.current;
    const known = this.drafts;
    if (known?.stamp !== stamp || known.reading !== reading) return null;
    return await located(known.drafts.slice(from, from + FINDINGS_PER_PIECE), ranges);
  }

  timelineLog(): Promise<TimelineLog> {
    return Promise.resolve(this.laneViews.log());
  }

  lanes(request: LaneRequest): Promise<LaneAnswers[LaneRequest['method']]> {
    return Promise.resolve(this.laneViews.answer(request));
  }

  tracks(sessions: readonly number[]): Promise<SessionTrack[]> {
    const { report, facts } = this.current;
    const origin = report.span?.first ?? 0;
    return Promise.resolve(sessions.map((k) => trackOf(facts, this.session(k), report.sessions.eventsOf(k), origin)));
  }

  detail(session: number): Promise<SessionDetail> {
    const { report, facts } = this.current;
    return Promise.resolve(detailOf(report, facts, this.session(session), this.eventsOf(session)));
  }

  events(session: number, filter: EventFilter, from: number): Promise<EventPage> {
    const { facts, ranges } = this.current;
    return eventPage(facts, ranges, this.eventsOf(session), filter, from);
  }

  webrtc(session: number, from: number): Promise<WebrtcPage> {
    const { facts, ranges } = this.current;
    return webrtcPage(facts, ranges, this.eventsOf(session), from);
  }

  statistics(session: number, from: number, buckets: number): Promise<StatisticsPage> {
    const { facts, ranges } = this.current;
    return statisticsPage(facts, ranges, this.eventsOf(session), from, buckets);
  }

  json(offset: number, length: number): Promise<string> {
    return readEventText(this.current.ranges, { offset, length });
  }

  sessionText(session: number, from: number, layout: TextLayout): Promise<SessionText> {
    const { facts, ranges, report } = this.current;
    const { id, emitter } = this.session(session);
    const title = emitter === '' ? `Session ${id}` : `Session ${id} of ${emitter}`;
    return sessionText(facts, ranges, report.sessions.eventsOf(session), from, layout, title);
  }

  eventAt(offset: number): Promise<{ session: number; number: number } | null> {
    return Promise.resolve(eventAt(this.current, offset));
  }

  locate(offset: number, length: number): Promise<TextRange> {
    return rangeAt(this.current, offset, length);
  }

  sessionAt(line: number, character: number): Promise<number | null> {
    return sessionAt(this.current, line, character);
  }

  async trace(revision: number, scope: TraceScope, position: TracePosition): Promise<TracePiece> {
    const { report, summary } = this.current;
    if (summary.revision !== revision) throw new Error('The log has changed while it was exported. Export it again.');
    const chosen = scope === 'silent' ? flaggedIn(report.sessions) : scope === 'all' ? null : scope;
    const total = chosen?.length ?? report.sessions.count;
    const until = Math.min(total, position.sessions + SESSIONS_PER_PIECE);
    const indexes = Array.from({ length: Math.max(0, until - position.sessions) }, (_, k) => position.sessions + k);
    const sessions = indexes.map((k) => this.session(chosen === null ? k : chosen[k]!));
    const tracks = await this.tracks(sessions.map(({ index }) => index));
    const traced = sessions.map((session, k) => ({
      session,
      outcome: outcomeAt(report.sessions, session.index),
      track: tracks[k]!,
    }));
    return tracePiece(report, traced, position, total);
  }

  dispose(): void {
    this.result?.ranges.close();
    this.result = null;
    this.drafts = null;
    this.views = null;
  }

  private get current(): Result {
    if (this.result === null) throw new Error('The log has not been analysed yet.');
    return this.result;
  }

  private get laneViews(): LaneViews {
    const { report, facts, name } = this.current;
    return (this.views ??= new LaneViews(laneSourceOf(report, facts, this.revision, name.replace(/^.*[\\/]/, ''))));
  }

  private session(index: number): Session {
    const { sessions } = this.current.report;
    if (!(index < sessions.count)) throw new Error(`There is no session number ${String(index)} in this log.`);
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
