import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('call'),
  short: 'call',
  begun: l10n.t('calling'),
  up: l10n.t('accepted'),
  causes: {
    hangup: l10n.t('The call was hung up.'),
    'remote-hangup': l10n.t('The call ended with the PeerConnection of one side.'),
  },
});
