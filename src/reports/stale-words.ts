/** An entry of a baseline that the logs do not bear out, in words. */
import * as l10n from '@vscode/l10n';
import { timeOfEntry } from '../expected/expected-finding.js';
import type { Stale } from '../expected/expected-in-log.js';

export function staleWords({ entry, why }: Stale): string {
  const { server, session, cause } = entry;
  const at = timeOfEntry(entry);
  const named =
    server === ''
      ? l10n.t('session {0} of {1}', session, at)
      : l10n.t('session {0} of {1} on {2}', session, at, server);
  switch (why) {
    case 'absent':
      return l10n.t('{0} ({1}): these logs have no such session', named, cause);
    case 'not-flagged':
      return l10n.t('{0} ({1}): by these logs it did not end silently', named, cause);
    case 'other-cause':
      return l10n.t('{0} ({1}): it ended silently, by another cause', named, cause);
  }
}
