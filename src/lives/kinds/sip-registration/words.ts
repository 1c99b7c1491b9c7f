import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('registration'),
  short: 'registration',
  begun: l10n.t('registered'),
  causes: {
    unregistered: l10n.t('The registration was unregistered.'),
    refused: l10n.t('The registration was refused when it was to be renewed.'),
  },
});
