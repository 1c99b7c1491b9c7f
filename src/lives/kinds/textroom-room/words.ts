import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'room',
  short: 'room',
  begun: 'room created',
  causes: { destroyed: 'was destroyed' },
};
