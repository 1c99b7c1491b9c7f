/** How good sessions, stays and rooms were, from the columns of lanes. */
import * as l10n from '@vscode/l10n';
import { isAsked } from '../../../src/analysis/lanes/lane-words.js';
import { QUALITY_UNTOLD } from '../../../src/analysis/lanes/protocol.js';
import { gradeOf, scoreText } from '../../../src/words/qualities.js';

/** "Quality 2.3 of 5, poor"; '' while lanes are not sorted by it. */
export function spokenQuality(quality: number): string {
  if (!isAsked(quality)) return '';
  if (quality === QUALITY_UNTOLD) return l10n.t('Quality not told');
  return l10n.t('Quality {0} of 5, {1}', scoreText(quality / 10), gradeOf(quality / 10));
}

/** "quality 3.9, worst 1.2" of those in a group. */
export function groupQuality(worst: number, middle: number): string {
  if (!isAsked(worst)) return '';
  if (worst === QUALITY_UNTOLD) return l10n.t('quality not told');
  return l10n.t('quality {0}, worst {1}', scoreText(middle / 10), scoreText(worst / 10));
}
