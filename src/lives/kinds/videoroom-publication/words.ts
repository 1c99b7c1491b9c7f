import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('publication'),
  short: 'publication',
  begun: l10n.t('published'),
  causes: {
    unpublished: l10n.t('The publication was unpublished.'),
    leaving: l10n.t('The publication ended when its person left.'),
    kicked: l10n.t('The publication ended when its person was kicked.'),
  },
});
