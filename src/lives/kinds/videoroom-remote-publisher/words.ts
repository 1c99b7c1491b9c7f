import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'remote publisher',
  short: 'remote-publisher',
  begun: 'published from another server',
  causes: { leaving: 'was removed' },
};
