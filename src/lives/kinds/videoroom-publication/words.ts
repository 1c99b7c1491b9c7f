import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'publication',
  short: 'publication',
  begun: 'published',
  causes: {
    unpublished: 'was unpublished',
    leaving: 'ended when its person left',
    kicked: 'ended when its person was kicked',
  },
};
