import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'registration',
  short: 'registration',
  begun: 'registered',
  causes: { unregistered: 'was unregistered', refused: 'was refused when it was to be renewed' },
};
