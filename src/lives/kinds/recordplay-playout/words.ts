import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'playout',
  short: 'playout',
  begun: 'playout prepared',
  up: 'playing',
  causes: { stopped: 'was stopped' },
};
