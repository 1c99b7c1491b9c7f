import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('handle'),
  short: 'handle',
  begun: l10n.t('attached'),
  causes: { detached: l10n.t('The handle was detached.') },
  hints: {
    'never-detached': {
      title: l10n.t('Not detached after its use'),
      advice: l10n.t(
        'What the handle was for is over, and the client attached a newer one without detaching it. Such handles add up while the session goes on: let the client detach each when it is done with it.',
      ),
    },
  },
});
