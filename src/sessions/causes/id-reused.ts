/** The id of the session was used for a new one while it was open. */
import * as l10n from '@vscode/l10n';
import { SILENT, type CauseRecord } from './cause.js';

export const ID_REUSED: CauseRecord = {
  ...SILENT,
  cause: 'id-reused',
  title: () => l10n.t('Its id was created again, without an end before'),
  summary: () => l10n.t('The id was used for a new session while this one was open.'),
  advice: () =>
    l10n.t(
      'Janus refuses an id that is in use, so the session had ended before: look for lost events, or for a dropped connection without handles.',
    ),
  reason: () =>
    l10n.t(
      'Its id was used for a new session while this one was still open as far as the log shows: it had ended before that, and no session event in this log says so.',
    ),
  pending: (time) => l10n.t('Its id was used for a new session at {0}.', time),
  evidence: 'other',
  evidenceWords: () => l10n.t('its id was created again'),
  inServerLog: () => l10n.t('its id was created again'),
  ofItsSession: () => l10n.t('Its session was over when its id was created again.'),
  inFigures: () => l10n.t('Id used again, no session event'),
  endAssumed: true,
  page: 'media/causes/id-reused.md',
};
