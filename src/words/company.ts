/** Who else was there. */
import * as l10n from '@vscode/l10n';

/** What two sessions have in common; `time` tells in words for how long. */
export function sharedWords(shares: 'room' | 'connection' | 'room and connection', time: string): string {
  switch (shares) {
    case 'room':
      return l10n.t('same room, {0}', time);
    case 'connection':
      return l10n.t('same connection, {0}', time);
    case 'room and connection':
      return l10n.t('same room and connection, {0}', time);
  }
}
