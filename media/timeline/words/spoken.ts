/** A session in a phrase, for screen readers and tooltips. */
import * as l10n from '@vscode/l10n';
import { sessionDuration, stayWords } from '../../../src/analysis/lanes/lane-words.js';
import {
  FLAG_EXPECTED,
  FLAG_PROVISIONAL,
  type GroupHeader,
  type Lane,
  type Outcome,
} from '../../../src/analysis/lanes/protocol.js';
import { plural } from '../../../src/words/numbers.js';
import { expectedWords, outcomeWords, provisionalWords } from '../../../src/words/outcomes.js';
import { list } from '../../../src/words/sentences.js';
import { spokenQuality } from './quality.js';

type Ending = Pick<Lane, 'outcome' | 'flags'>;

const endingWords = ({ outcome, flags }: Ending): string =>
  (flags & FLAG_PROVISIONAL) !== 0
    ? provisionalWords()
    : (flags & FLAG_EXPECTED) !== 0
      ? expectedWords()
      : outcomeWords(outcome);

/** "12 sessions", "1 stay": what stands under a header. */
export function headerCount({ sessions, place }: Pick<GroupHeader, 'sessions' | 'place'>): string {
  return plural(sessions, place >= 0 ? l10n.t('{0} stay|{0} stays') : l10n.t('{0} session|{0} sessions'));
}

/** "anna, still inside, at least 13.9 s, videoroom, janus-112": of a stay, by its place and names. */
export function spokenStay(lane: Lane): string {
  const parts = [
    lane.id,
    stayWords(lane).toLowerCase(),
    sessionDuration(lane),
    spokenQuality(lane.quality),
    lane.label,
    lane.emitter,
  ];
  return list(parts.filter((word) => word !== ''));
}

/** "Alice, session 3988404932495795, ended silently, 13.9 s, echotest, janus-112" */
export function spokenSession(lane: Lane): string {
  const words = [
    lane.name === '' ? l10n.t('Session {0}', lane.id) : l10n.t('{0}, session {1}', lane.name, lane.id),
    endingWords(lane),
    sessionDuration(lane),
    spokenQuality(lane.quality),
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
