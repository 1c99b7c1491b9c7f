import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('playout'),
  short: 'playout',
  begun: l10n.t('playout prepared'),
  up: l10n.t('playing'),
  causes: { stopped: l10n.t('The playout was stopped.') },
});
