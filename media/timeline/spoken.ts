/** A session in a phrase, for screen readers and tooltips. */
import { FLAG_CREATED_UNSEEN, type Outcome, type TimelineOverview } from '../../src/analysis/timeline.js';
import { barEnd, outcomeOf } from './lanes.js';
import { duration } from './wording.js';

export const OUTCOME_WORDS: Record<Outcome, string> = {
  destroyed: 'Destroyed',
  timeout: 'Timed out',
  silent: 'Ended silently',
  open: 'Still open',
  unknown: 'Ending cannot be told',
};

/** "13.9 s", "at least 13.9 s" where one end is not in the log. */
export function sessionDuration(overview: TimelineOverview, session: number): string {
  const length = duration(barEnd(overview, session) - (overview.start[session] ?? 0));
  const outcome = outcomeOf(overview, session);
  const cut =
    ((overview.flags[session] ?? 0) & FLAG_CREATED_UNSEEN) !== 0 || outcome === 'open' || outcome === 'unknown';
  return cut ? `at least ${length}` : length;
}

/** "Session 3988404932495795, ended silently, 13.9 s, echotest, janus-112" */
export function spokenSession(overview: TimelineOverview, session: number): string {
  const words = [
    `Session ${overview.ids[session] ?? ''}`,
    OUTCOME_WORDS[outcomeOf(overview, session)].toLowerCase(),
    sessionDuration(overview, session),
    overview.plugins[overview.plugin[session] ?? -1] ?? 'no handle',
    overview.emitters[overview.emitter[session] ?? -1]?.name ?? '',
  ];
  return words.filter((word) => word !== '').join(', ');
}
