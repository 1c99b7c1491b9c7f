/** A session in a phrase, for screen readers and tooltips. */
import {
  FLAG_CREATED_UNSEEN,
  FLAG_END_IMPLIED,
  FLAG_KICKED,
  FLAG_PROVISIONAL,
  type Lane,
  type Outcome,
} from '../../../src/analysis/lanes/protocol.js';
import { duration, grouped } from './wording.js';

export const OUTCOME_WORDS: Record<Outcome, string> = {
  destroyed: 'Destroyed',
  timeout: 'Timed out',
  silent: 'Ended silently',
  open: 'Still open',
  unknown: 'Ending cannot be told',
};

/** How it ended, or that this shows within seconds. */
export const outcomeWords = ({ outcome, flags }: Pick<Lane, 'outcome' | 'flags'>): string =>
  (flags & FLAG_PROVISIONAL) !== 0 ? 'Provisional: may just have ended' : OUTCOME_WORDS[outcome];

/** How a stay ended. */
export function stayWords({ outcome, flags }: Pick<Lane, 'outcome' | 'flags'>): string {
  if (outcome === 'open') return 'Still inside';
  if (outcome === 'unknown') return 'Whether it has ended cannot be told';
  if (outcome === 'silent') return 'Left, and no event tells it';
  if ((flags & FLAG_KICKED) !== 0) return 'Kicked';
  return (flags & FLAG_END_IMPLIED) !== 0 ? 'Ended with what held it' : 'Left';
}

/** "anna, still inside, at least 13.9 s, videoroom, janus-112": of a stay, by its place and names. */
export function spokenStay(lane: Lane): string {
  const parts = [lane.id, stayWords(lane).toLowerCase(), sessionDuration(lane), lane.label, lane.emitter];
  return parts.filter((word) => word !== '').join(', ');
}

/** "13.9 s", "at least 13.9 s" where one end is not in the log. */
export function sessionDuration({ start, end, outcome, flags }: Lane): string {
  const length = duration(end - start);
  const cut = (flags & FLAG_CREATED_UNSEEN) !== 0 || outcome === 'open' || outcome === 'unknown';
  return cut ? `at least ${length}` : length;
}

/** "Session 3988404932495795, ended silently, 13.9 s, echotest, janus-112" */
export function spokenSession(lane: Lane): string {
  const words = [
    `Session ${lane.id}`,
    outcomeWords(lane).toLowerCase(),
    sessionDuration(lane),
    lane.plugin ?? 'no handle',
    lane.emitter,
  ];
  return words.filter((word) => word !== '').join(', ');
}

/** What a growing log has to tell: "2 more sessions ended silently"; '' for nothing new. */
export function spokenNews(before: Record<Outcome, number>, now: Record<Outcome, number>): string {
  const more = now.silent - before.silent;
  if (more <= 0) return '';
  return more === 1 ? 'One more session ended silently' : `${grouped(more)} more sessions ended silently`;
}
