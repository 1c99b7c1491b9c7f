import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('viewer'),
  short: 'viewer',
  begun: l10n.t('starting to watch'),
  up: l10n.t('watching'),
  causes: {
    stopping: l10n.t('The viewer stopped watching.'),
    switching: l10n.t('The viewer switched to another mountpoint.'),
  },
});
