import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'handle',
  short: 'handle',
  begun: 'attached',
  causes: { detached: 'was detached' },
};
