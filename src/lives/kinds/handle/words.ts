import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'handle',
  short: 'handle',
  begun: 'attached',
  causes: { detached: 'was detached' },
  hints: {
    'never-detached': {
      title: 'Not detached after its use',
      advice:
        'What the handle was for is over, and the client attached a newer one without detaching it. Such handles add up while the session goes on: let the client detach each when it is done with it.',
    },
  },
};
