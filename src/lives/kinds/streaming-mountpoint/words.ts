import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'mountpoint',
  short: 'mountpoint',
  begun: 'mountpoint created',
  causes: { destroyed: 'was destroyed' },
};
