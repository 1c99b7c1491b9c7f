/** The analysis of one log in the thread that runs it: reads, judges, answers. `client.ts` puts it into a worker. */
import * as l10n from '@vscode/l10n';
import type { ExpectedFinding } from '../expected/expected-finding.js';
import { expectedInLog, type ExpectedInLog } from '../expected/expected-in-log.js';
import type { Zone } from '../words/clocks.js';
import { clockTold, tellTimesBy } from '../words/times.js';
import { byMethod } from '../rpc/answerer.js';
import { Outdated, type Call, type Handlers, type Request } from '../rpc/requests.js';
import {
  FINDINGS_PER_PIECE,
  type AnalysisClient,
  type AnalysisRequests,
  type AnalysisSummary,
  type LogSource,
  type Progress,
} from './requests/api.js';
import { readEventText } from './event-texts/event-texts.js';
import { excerptOf } from './excerpt/excerpt.js';
import { draftsOf, located, type Draft } from './findings/findings.js';
import { JudgedLog } from './judged-log.js';
import { LANE_REQUESTS, type LaneRequest, type LaneRequests } from './lanes/requests.js';
import { ladderOf } from './details/ladder.js';
import { stepsOfLife } from './details/life-steps.js';
import { lifeDetailOf } from './details/life-views.js';
import { explanationAt } from './in-text/explanation.js';
import { definitionAt, neighbourOf, occurrencesAt, referencesAt } from './in-text/ids-in-text.js';
import { outlineOf } from './in-text/outline.js';
import type { IN_TEXT_REQUESTS } from './requests/in-text.js';
import type { LogIndex } from './index-on-disk/log-index.js';
import { AddedSource } from './reading/added-source.js';
import { LogReader } from './reading/log-reader.js';
import { statisticsPage } from './details/media-statistics.js';
import { eventAt, rangeAt, sessionAt } from './findings/places.js';
import { eventPage } from './event-texts/session-events.js';
import { Revision } from './revision.js';
import type { ScanThread } from './scan-thread/scan-in-thread.js';
import { sessionText } from './event-texts/session-text.js';
import { detailOf } from './details/session-views.js';
import type { TracePiece, TracePosition, TraceScope } from './timeline/trace-events.js';
import { webrtcPage } from './details/webrtc-steps.js';

/** A log that takes longer to read shows verdicts on what has been read after this time, ms, */
const FIRST_VERDICTS = 150;
/** and again and again at least so long after those before. */
const NEXT_VERDICTS = 1000;
/** Reading goes on for this many times as long as judging took. */
const JUDGING_SHARE = 4;

export class LogAnswers implements AnalysisClient {
  private shown: Revision | null = null;
  private lastRevision = 0;
  private readonly added = new AddedSource();
  /** What people expect, of this log and others. */
  private expected: readonly ExpectedFinding[] = [];
  /** The findings told of last. */
  private drafts: { reading: LogReader; stamp: string; drafts: readonly Draft[] } | null = null;
  /**
   * `now` tells the time in ms since the Unix epoch; with `scanThread` a second thread helps with large logs, with
   * `index` those that were read before are not read again.
   */
  constructor(
    private readonly now: () => number = Date.now,
    private readonly verdictsAfter = { first: FIRST_VERDICTS, next: NEXT_VERDICTS },
    private readonly scanThread: ScanThread | null = null,
    private readonly index: LogIndex | null = null,
  ) {}

  /** Answers any request. */
  readonly handle = byMethod(this.handlers());

  /** Asks without a thread in between: nothing is checked on the way. */
  readonly ask: AnalysisClient['ask'] = async (request, { news, signal } = {}) => {
    const call = { news: news ?? (() => undefined), signal: signal ?? new AbortController().signal };
    return (await this.handle(request as Request<AnalysisRequests>, call as Call<unknown>)) as never;
  };

  private async run(given: LogSource, { news: onProgress, signal }: Call<Progress>): Promise<AnalysisSummary> {
    const source = given.kind === 'added' ? this.added.with(given) : given;
    const known = this.shown?.log.reading;
    const change = known?.change(source) ?? 'other';
    if (known && change === 'none') {
      const { summary } = this.revision;
      return summary.provisional > 0 ? this.judge(known) : summary;
    }
    if (known && change === 'grown' && (await this.read(known, onProgress, signal))) return this.judgeAndKeep(known);
    const fresh = new LogReader(source, this.now, this.scanThread, this.index);
    if (await this.read(fresh, onProgress, signal)) {
      try {
        return this.judgeAndKeep(fresh);
      } catch (error) {
        // What somebody has put into the index may pass for columns of tables and make no sense.
        if (!fresh.isFromIndex) throw error;
      }
    }
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
    const { first, next } = this.verdictsAfter;
    let due = begin.time + first;
    const holds = await reading.readOn(signal, () => {
      const { read, total } = reading.soFar;
      const time = performance.now();
      const speed = ((read - begin.read) * 1000) / Math.max(1, time - begin.time);
      const summary = time < due ? null : this.judge(reading);
      if (summary !== null) due = performance.now() + Math.max(next, JUDGING_SHARE * (performance.now() - time));
      onProgress({ read, total, speed, summary });
    });
    if (signal.aborted && reading.facts.table.count === 0) signal.throwIfAborted();
    return holds;
  }

  private judgeAndKeep(reading: LogReader): AnalysisSummary {
    const summary = this.judge(reading);
    void reading.keep();
    return summary;
  }

  /** The verdicts on what has been read become those that questions are answered from. */
  private judge(reading: LogReader): AnalysisSummary {
    tellTimesBy({ ...clockTold(), origin: reading.span?.first ?? 0 });
    const { report, lives } = reading.judge();
    const before = this.shown?.log.reading;
    if (before !== reading) before?.ranges.close();
    return this.show(new JudgedLog(reading, report, lives), expectedInLog(report.sessions, this.expected).of);
  }

  private show(log: JudgedLog, expected: ExpectedInLog['of']): AnalysisSummary {
    this.shown = new Revision(++this.lastRevision, log, expected);
    return this.shown.summary;
  }

  /** Notes and some reasons are sentences already: they are made anew, with the verdicts. */
  private tellTimes(zone: Zone): AnalysisSummary | null {
    if (zone !== clockTold().zone) tellTimesBy({ ...clockTold(), zone });
    else return null;
    return this.shown === null ? null : this.judge(this.shown.log.reading);
  }

  /** The same verdicts with other expectations are another revision: whoever shows them shows them anew. */
  private expect(entries: readonly ExpectedFinding[]): AnalysisSummary | null {
    this.expected = entries;
    if (this.shown === null) return null;
    const { log, expected: before } = this.shown;
    const expected = expectedInLog(log.report.sessions, entries).of;
    const changed =
      expected.size !== before.size ||
      [...expected].some(([session, { reason }]) => before.get(session)?.reason !== reason);
    return changed ? this.show(log, expected) : null;
  }

  private handlers(): Handlers<AnalysisRequests> {
    return {
      run: ({ source }, call) => this.run(source, call),
      groups: () => this.revision.lists.groups(),
      page: ({ emitter, from }) => this.revision.lists.page(emitter, from),
      row: ({ session }) => this.revision.lists.row(this.log.session(session).index),
      position: ({ session }) => this.revision.lists.position(this.log.session(session).index),
      find: ({ key }) => this.revision.lists.find(key),
      expect: ({ expected }) => this.expect(expected),
      tellTimes: ({ zone }) => this.tellTimes(zone),
      findExpected: ({ expected }) => {
        const [session] = expectedInLog(this.log.report.sessions, [expected]).of.keys();
        return session ?? null;
      },
      step: ({ from, direction }) => this.revision.lists.step(from, direction),
      search: (asked) => ({
        ...this.revision.lists.search(this.log.search.sessions(asked)),
        completions: this.log.search.completions(asked, asked.text.length),
      }),
      complete: ({ revision, search, cursor }) => {
        const known = this.at(revision).search;
        return { ...known.completions(search, cursor), problem: known.problemIn(search) };
      },
      findings: ({ limit, first, expected: withExpected }) => {
        const { report, lives, reading } = this.log;
        const expected = { of: this.revision.expected, withExpected };
        const { stamp, count, total, drafts } = draftsOf(report, lives, limit, first, expected);
        this.drafts = { reading, stamp, drafts };
        return { stamp, count, total };
      },
      findingsFrom: ({ stamp, from }) => {
        const { reading, ranges } = this.log;
        const known = this.drafts;
        if (known?.stamp !== stamp || known.reading !== reading) return null;
        return located(known.drafts.slice(from, from + FINDINGS_PER_PIECE), ranges);
      },
      timelineLog: () => this.revision.laneViews.log(),
      ...this.laneHandlers(),
      tracks: ({ revision, sessions }) => this.at(revision).tracks(sessions),
      detail: ({ revision, session, names }) => {
        const log = this.at(revision);
        const why = this.revision.expected.get(session)?.reason ?? null;
        return detailOf(log.report, log.facts, log.session(session), log.eventsOf(session), names, why);
      },
      overview: ({ revision }) => this.at(revision).overview,
      way: ({ revision, life }) => stepsOfLife(this.at(revision), life),
      ladder: ({ revision, life }) => ladderOf(this.at(revision), life),
      life: ({ revision, life }) => lifeDetailOf(this.at(revision), life),
      events: ({ revision, session, filter, from }) => {
        const log = this.at(revision);
        return eventPage(log.facts, log.ranges, log.eventsOf(session), filter, from);
      },
      webrtc: ({ revision, session, from }) => {
        const log = this.at(revision);
        return webrtcPage(log.facts, log.ranges, log.eventsOf(session), from);
      },
      statistics: ({ revision, session, from, buckets }) => {
        const log = this.at(revision);
        return statisticsPage(log.facts, log.ranges, log.eventsOf(session), from, buckets);
      },
      json: ({ revision, offset, length }) => readEventText(this.at(revision).ranges, { offset, length }),
      sessionText: ({ session, from, layout }) => {
        const { facts, ranges, report } = this.log;
        const { id, emitter } = this.log.session(session);
        const title = emitter === '' ? l10n.t('Session {0}', id) : l10n.t('Session {0} of {1}', id, emitter);
        return sessionText(facts, ranges, report.sessions.eventsOf(session), from, layout, title);
      },
      excerpt: ({ revision, session, replaced }) => {
        const log = this.at(revision);
        return excerptOf(log, log.session(session), replaced);
      },
      eventAt: ({ offset }) => eventAt(this.log, offset),
      locate: ({ offset, length }) => rangeAt(this.log, offset, length),
      sessionAt: ({ line, character }) => sessionAt(this.log, line, character),
      ...this.textHandlers(),
      trace: ({ revision, scope, position }) => this.trace(revision, scope, position),
    };
  }

  /** What is asked about lanes is answered by the views of the revision. */
  private laneHandlers(): Handlers<LaneRequests> {
    const answer = (request: LaneRequest): unknown => {
      this.at(request.revision);
      return this.revision.laneViews.answer(request);
    };
    return Object.fromEntries(
      Object.keys(LANE_REQUESTS).map((method) => [method, answer]),
    ) as unknown as Handlers<LaneRequests>;
  }

  /** What the text editor asks about places in the text. */
  private textHandlers(): Handlers<typeof IN_TEXT_REQUESTS> {
    return {
      explain: ({ place, field, first }) => explanationAt(this.log, place, field, first),
      definition: ({ place, field }) => definitionAt(this.log, place, field),
      references: ({ place, field }) => referencesAt(this.log, place, field),
      occurrences: ({ place, field }) => occurrencesAt(this.log, place, field),
      neighbour: ({ place, direction }) => neighbourOf(this.log, place, direction),
      outline: ({ first }) => outlineOf(this.log, first),
    };
  }

  private trace(revision: number, scope: TraceScope, position: TracePosition): TracePiece {
    if (this.revision.summary.revision !== revision)
      throw new Error(l10n.t('The log has changed while it was exported. Export it again.'));
    return this.log.trace(scope, position);
  }

  dispose(): void {
    this.shown?.log.ranges.close();
    this.shown = null;
    this.drafts = null;
  }

  private get revision(): Revision {
    if (this.shown === null) throw new Error(l10n.t('The log has not been analysed yet.'));
    return this.shown;
  }

  private get log(): JudgedLog {
    return this.revision.log;
  }

  /** What the page knows is one revision: numbers of sessions, rows and offsets mean something in that one only. */
  private at(revision: number): JudgedLog {
    if (this.revision.summary.revision !== revision) throw new Outdated(l10n.t('The log has changed since.'));
    return this.log;
  }
}
