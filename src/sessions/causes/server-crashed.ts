/** Janus started again while the session was open, without having been shut down. */
import * as l10n from '@vscode/l10n';
import { sentences } from '../../words/sentences.js';
import { movedAt } from '../server-log/server-marks.js';
import type { Server } from '../servers/server.js';
import { SILENT, type CauseRecord } from './cause.js';

export const SERVER_CRASHED: CauseRecord = {
  ...SILENT,
  cause: 'server-crashed',
  title: () => l10n.t('Janus crashed or was killed while it was open'),
  summary: () => l10n.t('Janus started again without a shutdown while the session was open.'),
  advice: () =>
    l10n.t(
      'A crashed server cannot report anything: close every open session of this server in your own records when its started event comes.',
    ),
  reason({ ending, server }) {
    const what = l10n.t(
      'Janus started again while the session was open, without a shutdown before: the server had crashed or been killed, and nothing reported the end of the session.',
    );
    return ending.certainty === 'certain' || ending.doubt !== null ? what : sentences(what, doubt(ending.at!, server));
  },
  pending: (time) => l10n.t('Janus started again at {0}.', time),
  evidence: 'server',
  evidenceWords: () => l10n.t('Janus started again, without a shutdown before'),
  inServerLog: () => l10n.t('Janus started again'),
  ofItsSession: () => l10n.t('Its session ended when Janus crashed or was killed.'),
  inFigures: () => l10n.t('Server crashed, no session event'),
  endAssumed: true,
  page: 'media/causes/server-crashed.md',
};

/** Why it is not certain that a `started` tells of a crash. */
function doubt(at: number, server: Server): string {
  if (movedAt(at, server))
    return l10n.t('It started with another address, so it may also be a second server of the same name.');
  if (server.several)
    return l10n.t('Several servers send under this name, so it may also be another one that started.');
  return l10n.t('The session began shortly before that, so it may also be of the run that started.');
}
