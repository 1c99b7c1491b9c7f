import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('call'),
  short: 'call',
  begun: l10n.t('offer handed over'),
  up: l10n.t('answer handed over'),
  causes: {},
});
