import type { ExpectedInLog } from '../expected/expected-in-log.js';
import { fileName } from '../words/logs.js';
import { SessionLists } from './details/session-lists.js';
import type { JudgedLog } from './judged-log.js';
import { LaneViews } from './lanes/lane-views.js';
import { FLAG_EXPECTED } from './lanes/protocol.js';
import type { LaneSource } from './lanes/source.js';
import { summaryOf } from './overview/summary.js';
import type { AnalysisSummary } from './requests/api.js';
import { onceMade, qualities } from './timeline/qualities.js';
import { stayLanes } from './timeline/stay-lanes.js';
import { laneSourceOf } from './timeline/timeline-views.js';
import { toldSessions } from './timeline/told-sessions.js';

/** A judged log as it is shown until it grows or other sessions are expected: with what people expect of it. */
export class Revision {
  readonly summary: AnalysisSummary;
  readonly lists: SessionLists;
  /** Made when a timeline asks for it. */
  private views: LaneViews | null = null;

  constructor(
    number: number,
    readonly log: JudgedLog,
    readonly expected: ExpectedInLog['of'],
  ) {
    const { reading, report, facts, ranges } = log;
    this.summary = summaryOf(number, report, reading.complete ? null : reading.soFar, expected.size);
    this.lists = new SessionLists(report.sessions, facts, ranges, expected);
  }

  get laneViews(): LaneViews {
    if (this.views !== null) return this.views;
    const { report, facts, lives, name, search } = this.log;
    const source = laneSourceOf(report, facts, this.summary.revision, fileName(name));
    for (const session of this.expected.keys()) source.flags[session]! |= FLAG_EXPECTED;
    const quality = onceMade(() => qualities(source.count, (session) => lives.score(session)));
    const told = toldSessions(report.sessions, lives);
    const sessions: LaneSource = { ...source, told, find: (asked) => search.sessions(asked), quality };
    return (this.views = new LaneViews(sessions, () => stayLanes(sessions, lives, search)));
  }
}
