/** A session in a phrase, for screen readers and tooltips. */
import * as l10n from '@vscode/l10n';
import {
  FLAG_CREATED_UNSEEN,
  FLAG_END_IMPLIED,
  FLAG_KICKED,
  FLAG_PROVISIONAL,
  type GroupHeader,
  type Lane,
  type Outcome,
} from '../../../src/analysis/lanes/protocol.js';
import { plural } from '../../../src/words/numbers.js';
import { outcomeTitle, outcomeWords, provisionalTitle, provisionalWords } from '../../../src/words/outcomes.js';
import { list } from '../../../src/words/sentences.js';
import { duration } from '../../../src/words/times.js';

type Ending = Pick<Lane, 'outcome' | 'flags'>;

/** How it ended, or that this shows within seconds, as a heading. */
export const endingTitle = ({ outcome, flags }: Ending): string =>
  (flags & FLAG_PROVISIONAL) !== 0 ? provisionalTitle() : outcomeTitle(outcome);

const endingWords = ({ outcome, flags }: Ending): string =>
  (flags & FLAG_PROVISIONAL) !== 0 ? provisionalWords() : outcomeWords(outcome);

/** "12 sessions", "1 stay": what stands under a header. */
export function headerCount({ sessions, place }: Pick<GroupHeader, 'sessions' | 'place'>): string {
  return plural(sessions, place >= 0 ? l10n.t('{0} stay|{0} stays') : l10n.t('{0} session|{0} sessions'));
}

/** How a stay ended. */
export function stayWords({ outcome, flags }: Pick<Lane, 'outcome' | 'flags'>): string {
  if (outcome === 'open') return l10n.t('Still inside');
  if (outcome === 'unknown') return l10n.t('Whether it has ended cannot be told');
  if (outcome === 'silent') return l10n.t('Left, and no event tells it');
  if ((flags & FLAG_KICKED) !== 0) return l10n.t('Kicked');
  return (flags & FLAG_END_IMPLIED) !== 0 ? l10n.t('Ended with what held it') : l10n.t('Left');
}

/** "anna, still inside, at least 13.9 s, videoroom, janus-112": of a stay, by its place and names. */
export function spokenStay(lane: Lane): string {
  const parts = [lane.id, stayWords(lane).toLowerCase(), sessionDuration(lane), lane.label, lane.emitter];
  return list(parts.filter((word) => word !== ''));
}

/** "13.9 s", "at least 13.9 s" where one end is not in the log. */
export function sessionDuration({ start, end, outcome, flags }: Lane): string {
  const length = duration(end - start);
  const cut = (flags & FLAG_CREATED_UNSEEN) !== 0 || outcome === 'open' || outcome === 'unknown';
  return cut ? l10n.t('at least {0}', length) : length;
}

/** "Session 3988404932495795, ended silently, 13.9 s, echotest, janus-112" */
export function spokenSession(lane: Lane): string {
  const words = [
    l10n.t('Session {0}', lane.id),
    endingWords(lane),
    sessionDuration(lane),
    lane.plugin ?? l10n.t('no handle'),
    lane.emitter,
  ];
  return list(words.filter((word) => word !== ''));
}

/** What a growing log has to tell: "2 more sessions ended silently"; '' for nothing new. */
export function spokenNews(before: Record<Outcome, number>, now: Record<Outcome, number>): string {
  const more = now.silent - before.silent;
  if (more <= 0) return '';
  return plural(more, l10n.t('One more session ended silently|{0} more sessions ended silently'));
}
