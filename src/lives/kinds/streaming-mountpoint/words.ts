import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';
import { leftHints } from '../../rules/place-rules.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('mountpoint'),
  short: 'mountpoint',
  begun: l10n.t('mountpoint created'),
  causes: { destroyed: l10n.t('The mountpoint was destroyed.') },
  hints: leftHints(),
});
