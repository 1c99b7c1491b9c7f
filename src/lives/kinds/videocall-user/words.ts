import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('user'),
  short: 'user',
  begun: l10n.t('registered'),
  causes: {},
});
