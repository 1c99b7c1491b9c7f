import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'participant',
  short: 'participant',
  begun: 'joined the room',
  causes: {
    left: 'left the room',
    kicked: 'was kicked',
    kicked_all: 'was kicked with all others',
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
