import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'participant',
  short: 'participant',
  begun: 'joined the room',
  causes: {
    leave: 'left the room',
    kicked: 'was kicked',
    'joined-again': 'was gone when its handle joined again',
  },
  hints: {
    'joined-again': {
      title: 'Left without an event that tells it',
      advice:
        'The handle joined again, so its person had left before: the event got lost. Look at the queue and the connection of the event handler.',
    },
  },
};
