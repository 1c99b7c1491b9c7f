/** One log's analysis in the thread that runs it: reads, judges, answers. Node only; `client.ts` puts it into a worker. */
import type { Facts } from '../sessions/facts.js';
import type { LogReport, Session } from '../sessions/model.js';
import { NOTHING } from '../sessions/session-table.js';
import { newReadState, readLog } from '../sources/log-file.js';
import { fileRanges, gzipRanges, memoryRanges, type Ranges } from '../sources/ranges.js';
import type { AnalysisSummary, Finding, LogAnalysis, LogSource, Progress, SessionRow, TextRange } from './api.js';
import { eventWords } from './event-words.js';
import { prettyJson, readEvent } from './event-texts.js';
import { findingsOf } from './findings.js';
import { lineStart, locateAll, offsetInLine } from './locate.js';
import { LogAnalyser } from './log-analyser.js';
import { detailOf, rowOf } from './session-views.js';
import {
  EVENTS_PER_PAGE,
  type EventRow,
  type SessionDetail,
  type SessionTrack,
  type TimelineOverview,
} from './timeline.js';
import { outcomeAt, overviewOf, trackOf } from './timeline-views.js';

/** Bytes given in memory are scanned in slices, so that a cancel is heard in between. */
const SLICE = 4 * 1024 * 1024;

interface Result {
  readonly name: string;
  readonly report: LogReport;
  readonly facts: Facts;
  readonly ranges: Ranges;
}

export class Analysis implements LogAnalysis {
  private result: Result | null = null;
  private revision = 0;

  async run(
    source: LogSource,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<AnalysisSummary> {
    const analyser = new LogAnalyser();
    const name = source.kind === 'file' ? source.path : source.name;
    analyser.begin(name);
    const state = newReadState();
    let at = 0;
    for await (const bytes of source.kind === 'file'
      ? readLog(source.path, state, signal)
      : slices(source.bytes, state)) {
      signal.throwIfAborted();
      analyser.push(bytes);
      at += bytes.length;
      onProgress({ read: state.size === null ? at : state.read, total: state.size });
    }
    signal.throwIfAborted();
    analyser.end(state.gzip, state.problem);
    const { report } = analyser.finish();
    this.result?.ranges.close();
    this.revision++;
    const { facts } = analyser;
    this.result = {
      name,
      report,
      facts,
      ranges: rangesOf(source, state.gzip),
    };
    return this.summary();
  }

  rows(): Promise<SessionRow[]> {
    const { report, facts } = this.current;
    const rows: SessionRow[] = [];
    for (const session of report.sessions) rows.push(rowOf(facts, session, report.sessions.eventsOf(session.index)));
    return Promise.resolve(rows);
  }

  findings(limit: number): Promise<{ findings: Finding[]; total: number }> {
    return findingsOf(this.current.report, this.current.ranges, limit);
  }

  overview(): Promise<TimelineOverview> {
    const { report, name } = this.current;
    return Promise.resolve(overviewOf(report, this.current.facts, this.revision, name.replace(/^.*[\\/]/, '')));
  }

  tracks(sessions: readonly number[]): Promise<SessionTrack[]> {
    const { report, facts } = this.current;
    const origin = report.span?.first ?? 0;
    return Promise.resolve(sessions.map((k) => trackOf(facts, this.session(k), report.sessions.eventsOf(k), origin)));
  }

  detail(session: number): Promise<SessionDetail> {
    return Promise.resolve(detailOf(this.current.report, this.session(session)));
  }

  async events(session: number, from: number): Promise<EventRow[]> {
    const { facts, report, ranges } = this.current;
    this.session(session);
    const rows: EventRow[] = [];
    for (const event of report.sessions.eventsOf(session).subarray(from, from + EVENTS_PER_PAGE)) {
      const { offset, length, line, at } = facts.table.place(event);
      const header = await readEvent(ranges, offset, length);
      const type = facts.table.type(event);
      const summary =
        header === null
          ? 'not in the log any more'
          : eventWords(type, header.subtype, header.json, header.bodyStart, header.bodyEnd);
      rows.push({ offset, length, line, at, type, summary });
    }
    return rows;
  }

  json(offset: number, length: number): Promise<string> {
    return prettyJson(this.current.ranges, offset, length);
  }

  async locate(offset: number, length: number): Promise<TextRange> {
    const { facts, ranges } = this.current;
    const event = facts.table.lastByOffset(offset);
    const line = event >= 0 && facts.table.offset(event) === offset ? facts.table.line(event) : 1;
    const [range] = await locateAll(ranges, [{ offset, length, line }]);
    return range!;
  }

  async sessionAt(line: number, character: number): Promise<number | null> {
    const { facts, ranges, report } = this.current;
    const { table } = facts;
    let event = table.lastByLine(line + 1);
    if (event < 0) return null;
    const first = table.line(event) === line + 1 && event > 0 && table.line(event - 1) === line + 1;
    if (first) {
      // Several events on the line: the column decides.
      const start = await lineStart(ranges, table.offset(event));
      event = Math.max(0, table.lastByOffset(await offsetInLine(ranges, start, character)));
    }
    const session = report.sessions.sessionOf(event);
    if (session !== NOTHING) return session;
    const ended = report.sessions.ending.indexOf(event);
    return ended >= 0 && report.sessions.flagged[ended] === 1 ? ended : null;
  }

  dispose(): void {
    this.result?.ranges.close();
    this.result = null;
  }

  private get current(): Result {
    if (this.result === null) throw new Error('The log has not been analysed yet.');
    return this.result;
  }

  private session(index: number): Session {
    const { sessions } = this.current.report;
    if (!(index < sessions.count)) throw new Error(`There is no session number ${String(index)} in this log.`);
    return sessions.session(index);
  }

  private summary(): AnalysisSummary {
    const { report } = this.current;
    const count = { destroyed: 0, timeout: 0, silent: 0, open: 0, unknown: 0 };
    for (let k = 0; k < report.sessions.count; k++) count[outcomeAt(report.sessions, k)]++;
    const [log] = report.logs;
    return {
      revision: this.revision,
      log: log!,
      emitters: report.emitters,
      sessions: report.sessions.count,
      silent: count.silent,
      open: count.open,
      ended: count.destroyed + count.timeout,
      undecidable: count.unknown,
      notes: log!.notes,
    };
  }
}

async function* slices(bytes: Uint8Array, state: { size: number | null; read: number }): AsyncGenerator<Uint8Array> {
  state.size = bytes.length;
  for (let from = 0; from < bytes.length; from += SLICE) {
    await new Promise((resolve) => setImmediate(resolve));
    const slice = bytes.subarray(from, from + SLICE);
    state.read += slice.length;
    yield slice;
  }
}

function rangesOf(source: LogSource, gzip: boolean): Ranges {
  if (source.kind === 'bytes') return memoryRanges(source.bytes);
  return gzip ? gzipRanges(source.path) : fileRanges(source.path);
}
