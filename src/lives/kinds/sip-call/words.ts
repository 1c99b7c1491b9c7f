import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('call'),
  short: 'call',
  begun: l10n.t('call begun'),
  up: l10n.t('accepted'),
  causes: {
    hangup: l10n.t('The call was hung up.'),
    busy: l10n.t('The call met a busy line (486, 600).'),
    cancelled: l10n.t('The call was cancelled (487).'),
    declined: l10n.t('The call was declined (603).'),
    unanswered: l10n.t('The call was not answered (408, 480).'),
    failed: l10n.t('The call failed.'),
  },
  hints: {
    'no-hangup': {
      title: l10n.t('Ended without a hangup'),
      advice: l10n.t(
        'The handle or its connection went during the call: the other side may have gone on until it noticed.',
      ),
    },
  },
});
