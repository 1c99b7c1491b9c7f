/** Janus was shut down while the session was open. */
import { HTTP_TRANSPORT } from '../../events/types.js';
import * as l10n from '@vscode/l10n';
import { sentences } from '../../words/sentences.js';

import { startBefore, type Server } from '../servers/server.js';
import { tellsDrops } from '../servers/versions.js';
import { SILENT, type CauseRecord } from './cause.js';

export const SERVER_STOPPED: CauseRecord = {
  ...SILENT,
  cause: 'server-stopped',
  title: () => l10n.t('Janus was shut down while it was open'),
  summary: () => l10n.t('Janus was shut down while the session was open.'),
  advice: () => l10n.t('Close every open session of this server in your own records when its shutdown event comes.'),
  reason: ({ life, ending, server }) =>
    sentences(
      l10n.t('Janus was shut down while the session was open and sent no session event for it.'),
      versionSentence(server, ending.at!, life.created?.transport ?? null),
    ),
  pending: (time) => l10n.t('Janus was shut down at {0}.', time),
  evidence: 'server',
  evidenceWords: () => l10n.t('Janus shut down'),
  inServerLog: () => l10n.t('Janus was stopping'),
  ofItsSession: () => l10n.t('Its session ended when Janus was shut down.'),
  inFigures: () => l10n.t('Server stopped, no session event'),
  page: 'media/causes/server-stopped.md',
};

function versionSentence(server: Server, at: number, transport: string | null): string {
  if (transport === HTTP_TRANSPORT)
    return l10n.t('No version of Janus reports the end of an HTTP session at shutdown.');
  const version = startBefore(server, at)?.version ?? null;
  if (tellsDrops(version) === true)
    return l10n.t(
      'Janus {0} reports it if the event handler still gets it out before it stops; here it did not.',
      version!,
    );
  return l10n.t(
    'Janus before 1.3.2 (0.15.2 in the 0.x line) reports no session at shutdown; later versions report those that were not over HTTP, if the event handler still gets the events out.',
  );
}
