import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'user',
  short: 'user',
  begun: 'registered',
  causes: {},
};
