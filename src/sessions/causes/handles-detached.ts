/** All handles of the session detached together, in a log without transport events. */
import * as l10n from '@vscode/l10n';
import { SILENT, type CauseRecord } from './cause.js';

export const HANDLES_DETACHED: CauseRecord = {
  ...SILENT,
  cause: 'handles-detached',
  title: () => l10n.t('All its handles detached together, and nothing came later'),
  summary: () => l10n.t('All handles detached together, in a log without transport events.'),
  advice: () =>
    l10n.t(
      'Let the event handler send transport events too (events = "all"): then the dropped connection can be seen.',
    ),
  reason: () =>
    l10n.t(
      'All its handles detached together, and nothing of the session came later. This log has no transport events, so a dropped connection cannot be seen directly.',
    ),
  pending: (time) => l10n.t('Its handles detached at {0}.', time),
  evidence: 'detached',
  evidenceWords: () => l10n.t('its last handle detached'),
  inServerLog: () => l10n.t('all its handles detached'),
  ofItsSession: () => l10n.t('Its session lost all its handles at once.'),
  inFigures: () => l10n.t('All handles gone, no session event'),
  level: 'note',
  page: 'media/causes/handles-detached.md',
};
