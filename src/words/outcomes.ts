/** How sessions stand, in a word or two. */
import * as l10n from '@vscode/l10n';

/** How a session stands at the end of the log, as lists and lanes tell it. `silent`: without a session event. */
export const OUTCOMES = ['destroyed', 'timeout', 'silent', 'open', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** As a heading: "Ended silently". */
export function outcomeTitle(outcome: Outcome): string {
  switch (outcome) {
    case 'destroyed':
      return l10n.t('Destroyed');
    case 'timeout':
      return l10n.t('Timed out');
    case 'silent':
      return l10n.t('Ended silently');
    case 'open':
      return l10n.t('Still open');
    case 'unknown':
      return l10n.t('Cannot be told');
  }
}

/** In the middle of a line: "ended silently". */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome) {
    case 'destroyed':
      return l10n.t('destroyed');
    case 'timeout':
      return l10n.t('timed out');
    case 'silent':
      return l10n.t('ended silently');
    case 'open':
      return l10n.t('still open');
    case 'unknown':
      return l10n.t('cannot be told');
  }
}

/** Of a session of a growing log that seems to end just now. */
export const provisionalTitle = (): string => l10n.t('Provisional: may just have ended');
export const provisionalWords = (): string => l10n.t('provisional: may just have ended');

/** Of a silent ending that somebody expects, as a heading. */
export const expectedTitle = (): string => l10n.t('Ended silently, as expected');

/** The same in the middle of a line. */
export const expectedWords = (): string => l10n.t('ended silently, as expected');
