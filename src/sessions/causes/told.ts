/**
 * The ends that Janus reports. A session with one of them is flagged only where a server's own log tells of an event
 * that was lost.
 */
import * as l10n from '@vscode/l10n';
import { saidOnce } from '../../words/said-once.js';
import { outcomeTitle } from '../../words/outcomes.js';
import { connectionName } from '../../words/transports.js';
import type { CauseRecord } from './cause.js';

const TOLD = {
  summary: null,
  advice: () =>
    l10n.t(
      'Janus tells such an end, so the event was lost on its way: look at the queue, the compression and the connection of the event handler, and at what stores its events.',
    ),
  pending: null,
  evidence: 'session-event',
  endAssumed: false,
  level: 'error',
  severity: 'auto',
  page: null,
} as const;

/** Said of most sessions: made once. */
const destroyedWith = saidOnce((transport: string | null) =>
  l10n.t('Its {0} closed and Janus reported its end: destroyed.', connectionName(transport)),
);

export const TIMEOUT: CauseRecord = {
  ...TOLD,
  cause: 'timeout',
  title: () => l10n.t('It timed out by the server log, but the event is missing'),
  reason: () => l10n.t('Janus reported its end: timeout.'),
  evidenceWords: () => 'timeout',
  inServerLog: () => l10n.t('its timeout expired'),
  ofItsSession: () => l10n.t('Its session timed out.'),
  inFigures: () => outcomeTitle('timeout'),
};

export const DESTROYED: CauseRecord = {
  ...TOLD,
  cause: 'destroyed',
  title: () => l10n.t('It was destroyed by the server log, but the event is missing'),
  reason: ({ ending: { trigger, disconnect } }) =>
    trigger === null ? l10n.t('Janus reported its end: destroyed.') : destroyedWith(disconnect?.transport ?? null),
  evidenceWords: () => 'destroyed',
  inServerLog: () => l10n.t('it was destroyed'),
  ofItsSession: () => l10n.t('Its session was destroyed.'),
  inFigures: () => outcomeTitle('destroyed'),
};
