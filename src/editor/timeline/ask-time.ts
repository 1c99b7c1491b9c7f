import { l10n, window } from 'vscode';
import { firstTimeIn, UTC } from '../../lives/query/language/moments.js';

/** A time as a person writes it, by the clock of the timeline; undefined: none. */
export const askTime = (): Thenable<string | undefined> =>
  window.showInputBox({
    title: l10n.t('Go to Time'),
    prompt: l10n.t(
      'By the clock of the timeline: 14:03, 14:03:05.250, 2026-11-28T14:03, or +90s from the beginning of the log',
    ),
    validateInput: (value) =>
      value.trim() === '' || firstTimeIn(value, UTC, 0) !== null
        ? null
        : l10n.t('"{0}" is no time such as 14:03, 2026-11-28T14:03 or +90s.', value),
  });
