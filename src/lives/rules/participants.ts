/** How participants of rooms are spoken of, whatever the plugin. */
import * as l10n from '@vscode/l10n';
import type { KindWords } from '../engine/kind.js';

/** `causes`: the ends that the plugin tells, each as a sentence. */
export const participantWords = (causes: KindWords['causes']): KindWords => ({
  noun: l10n.t('participant'),
  short: 'participant',
  begun: l10n.t('joined the room'),
  causes: { ...causes, 'joined-again': l10n.t('The participant was gone when its handle joined again.') },
  hints: {
    'joined-again': {
      title: l10n.t('Left without an event that tells it'),
      advice: l10n.t(
        'The handle joined again, so its person had left before: the event got lost. Look at the queue and the connection of the event handler.',
      ),
    },
  },
});
