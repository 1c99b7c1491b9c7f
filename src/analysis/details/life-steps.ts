/** What the PeerConnection of one life went through. */
import * as l10n from '@vscode/l10n';
import type { Lives } from '../../lives/lives.js';
import { sessionOf } from '../../lives/stays.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { LogReport } from '../../sessions/log-report.js';
import type { Ranges } from '../../sources/ranges.js';
import type { WebrtcPage } from '../requests/timeline-details.js';
import { webrtcPage } from './webrtc-steps.js';

interface Judged {
  readonly report: LogReport;
  readonly facts: Facts;
  readonly lives: Lives;
  readonly ranges: Ranges;
}

/** What was on its way at the end is told a little later, µs. */
const LATE = 1_000_000;

/** `number` among all lives, sessions first; the steps of its handle while it went on. */
export function stepsOfLife({ report, facts, lives, ranges }: Judged, number: number): Promise<WebrtcPage> {
  const { stage } = lives;
  const { table } = facts;
  const life = number - report.sessions.count;
  if (!(number < lives.count)) throw new Error(l10n.t('There is no life number {0} in this log.', number));
  const session = life < 0 ? -1 : sessionOf(stage, life);
  if (session < 0) return Promise.resolve({ steps: [], next: null });
  const handle = table.handle(stage.lifeFacts.event(stage.lives.fact(life)));
  const from = stage.firstAt(life);
  const ended = stage.lives.endedAt(life);
  const to = Number.isNaN(ended) ? Infinity : ended + LATE;
  const own = report.sessions.eventsOf(session).filter((event) => {
    const at = table.at(event);
    return table.handle(event) === handle && at >= from && at <= to;
  });
  return webrtcPage(facts, ranges, own, 0);
}
