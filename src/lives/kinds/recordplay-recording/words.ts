import * as l10n from '@vscode/l10n';
import type { KindWords } from '../../engine/kind.js';

export const WORDS = (): KindWords => ({
  noun: l10n.t('recording'),
  short: 'recording',
  begun: l10n.t('recording'),
  causes: { stopped: l10n.t('The recording was stopped.') },
  hints: {
    'never-stopped': {
      title: l10n.t('Ended without having been stopped'),
      advice: l10n.t(
        'Janus closes the files of such a recording with the PeerConnection; what the client meant to record may be missing.',
      ),
    },
  },
});
