import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'recording',
  short: 'recording',
  begun: 'recording',
  causes: { stopped: 'was stopped' },
  hints: {
    'never-stopped': {
      title: 'Ended without having been stopped',
      advice:
        'Janus closes the files of such a recording with the PeerConnection; what the client meant to record may be missing.',
    },
  },
};
