/** The connection of the session closed, and Janus reported no end. */
import * as l10n from '@vscode/l10n';
import { plural } from '../../words/numbers.js';
import { saidOnce } from '../../words/said-once.js';
import { sentences } from '../../words/sentences.js';
import { clock, duration } from '../../words/times.js';
import { connectionName } from '../../words/transports.js';
import { startOf } from '../servers/server.js';
import { tellsDrops } from '../servers/versions.js';
import type { Ending } from '../endings/ending.js';
import type { Life } from '../lives.js';
import { SILENT, type CauseRecord } from './cause.js';

/** Handles that detached so much before the connection was seen to close went with it, µs. */
const DETACH_RACE = 12_000;

export const TRANSPORT_GONE: CauseRecord = {
  ...SILENT,
  cause: 'transport-gone',
  title: () => l10n.t('Its connection closed, and Janus told no end'),
  summary: () => l10n.t('A connection dropped and took the session with it.'),
  advice: () =>
    l10n.t(
      'Update Janus to 1.3.2 (or 0.15.2): it sends destroyed when a connection drops. Until then, close such sessions in your own records when their connection goes.',
    ),
  reason: ({ life, ending, server }) =>
    sentences(goneSentence(life, ending), versionSentence(startOf(server, ending.at!)?.version ?? null)),
  pending: (time, transport) => l10n.t('Its {0} closed at {1}.', connectionName(transport), time),
  evidence: 'transport',
  evidenceWords: () => l10n.t('connection disconnected'),
  inServerLog: () => l10n.t('its connection went and it was marked as over'),
  ofItsSession: () => l10n.t('Its session lost its connection.'),
  inFigures: () => l10n.t('Connection gone, no session event'),
  page: 'media/causes/transport-gone.md',
};

function goneSentence(life: Life, ending: Ending): string {
  const gone = ending.disconnect!;
  const connection = connectionName(gone.transport);
  const at = clock(gone.toldAt);
  const detached = life.handles.filter((h) => h.detachedAt !== null && h.detachedAt >= gone.at - DETACH_RACE);
  const within = duration(detached.reduce((latest, h) => Math.max(latest, h.detachedAt! - gone.at), 0));
  switch (ending.rule) {
    case 'no-handle':
      return l10n.t(
        'Its {0} closed at {1} while it had no handle. The server does not wait for sessions to be reclaimed, nothing of the session came later, and Janus sent neither destroyed nor timeout.',
        connection,
        at,
      );
    case 'claimed':
      if (life.created === null)
        return plural(
          detached.length,
          l10n.t(
            'A {1} closed at {2} and its handle detached within {3}: the session hung on that connection. Janus sent neither destroyed nor timeout.|A {1} closed at {2} and its {0} handles detached within {3}: the session hung on that connection. Janus sent neither destroyed nor timeout.',
          ),
          ...[connection, at, within],
        );
      return plural(
        detached.length,
        l10n.t(
          'A {1} closed at {2} and its handle detached within {3}: that connection had claimed the session. Janus sent neither destroyed nor timeout.|A {1} closed at {2} and its {0} handles detached within {3}: that connection had claimed the session. Janus sent neither destroyed nor timeout.',
        ),
        ...[connection, at, within],
      );
    default:
      return plural(
        detached.length,
        l10n.t(
          'Its {1} closed at {2} and its handle detached within {3}, but Janus sent neither destroyed nor timeout.|Its {1} closed at {2} and its {0} handles detached within {3}, but Janus sent neither destroyed nor timeout.',
        ),
        ...[connection, at, within],
      );
  }
}

/** Which versions do that, and which one the log is of. */
const versionSentence = saidOnce((version: string | null) =>
  tellsDrops(version) === false
    ? l10n.t('Janus {0} never reports the session when its connection drops; 1.3.2 and 0.15.2 do.', version!)
    : l10n.t('Janus before 1.3.2 (0.15.2 in the 0.x line) never reports the session when its connection drops.'),
);
