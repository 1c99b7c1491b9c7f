/** How good a connection was, in words. */
import * as l10n from '@vscode/l10n';
import { number } from './numbers.js';

/** "2.3" */
export const scoreText = (score: number): string => number(score, 1);

/** From which score on it is called so. */
const GRADES: readonly (readonly [from: number, word: () => string])[] = [
  [4, () => l10n.t('good')],
  [3, () => l10n.t('fair')],
  [2, () => l10n.t('poor')],
  [0, () => l10n.t('bad')],
];

/** A score from 1 to 5 in a word. */
export const gradeOf = (score: number): string => GRADES.find(([from]) => score >= from)![1]();
