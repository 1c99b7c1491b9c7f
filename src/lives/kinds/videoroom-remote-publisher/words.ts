import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('remote publisher'),
  short: 'remote-publisher',
  begun: l10n.t('published from another server'),
  causes: {
    leaving: l10n.t('The remote publisher was removed.'),
    kicked: l10n.t('The remote publisher was kicked.'),
  },
});
