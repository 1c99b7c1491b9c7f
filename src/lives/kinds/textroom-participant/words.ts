import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('participant'),
  short: 'participant',
  begun: l10n.t('joined the room'),
  causes: {
    leave: l10n.t('The participant left the room.'),
    kicked: l10n.t('The participant was kicked.'),
    'joined-again': l10n.t('The participant was gone when its handle joined again.'),
  },
  hints: {
    'joined-again': {
      title: l10n.t('Left without an event that tells it'),
      advice: l10n.t(
        'The handle joined again, so its person had left before: the event got lost. Look at the queue and the connection of the event handler.',
      ),
    },
  },
});
