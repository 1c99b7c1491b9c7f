/** What is said of a lane in a few words: in the table, on the page, to screen readers. */
import * as l10n from '@vscode/l10n';
import { expectedTitle, outcomeTitle, provisionalTitle } from '../../words/outcomes.js';
import { scoreText } from '../../words/qualities.js';
import { duration } from '../../words/times.js';
import {
  FLAG_CREATED_UNSEEN,
  FLAG_END_IMPLIED,
  FLAG_EXPECTED,
  FLAG_KICKED,
  FLAG_PROVISIONAL,
  type Lane,
  QUALITY_UNASKED,
  QUALITY_UNTOLD,
} from './protocol.js';

type Ending = Pick<Lane, 'outcome' | 'flags'>;

/** A stay in a room, no session. */
export const isStay = ({ session, inSession }: Pick<Lane, 'session' | 'inSession'>): boolean => session !== inSession;

/** Who it is, and the id where that is another: '' for one that only its id tells from others. */
export function namesOfLane({ name, id }: Pick<Lane, 'name' | 'id'>): { readonly first: string; readonly id: string } {
  return name === '' || name === id ? { first: id, id: '' } : { first: name, id };
}

/** How it ended, or that this shows within seconds, as a heading. */
export const endingTitle = ({ outcome, flags }: Ending): string =>
  (flags & FLAG_PROVISIONAL) !== 0
    ? provisionalTitle()
    : (flags & FLAG_EXPECTED) !== 0
      ? expectedTitle()
      : outcomeTitle(outcome);

/** How a stay ended. */
export function stayWords({ outcome, flags }: Ending): string {
  if (outcome === 'open') return l10n.t('Still inside');
  if (outcome === 'unknown') return l10n.t('Whether it has ended cannot be told');
  if (outcome === 'silent') return l10n.t('Left, and no event tells it');
  if ((flags & FLAG_KICKED) !== 0) return l10n.t('Kicked');
  return (flags & FLAG_END_IMPLIED) !== 0 ? l10n.t('Ended with what held it') : l10n.t('Left');
}

/** "13.9 s", "at least 13.9 s" where one end is not in the log. */
export function sessionDuration({ start, end, outcome, flags }: Lane): string {
  const length = duration(end - start);
  const cut = (flags & FLAG_CREATED_UNSEEN) !== 0 || outcome === 'open' || outcome === 'unknown';
  return cut ? l10n.t('at least {0}', length) : length;
}

export const isAsked = (quality: number): boolean => quality !== QUALITY_UNASKED;

/** "2.3"; what is not told says so. */
export const shortQuality = (quality: number): string =>
  quality === QUALITY_UNTOLD ? l10n.t('not told') : scoreText(quality / 10);
