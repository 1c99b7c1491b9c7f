import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'call',
  short: 'call',
  begun: 'offer handed over',
  up: 'answer handed over',
  causes: {},
};
