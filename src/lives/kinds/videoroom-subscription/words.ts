import type { KindWords } from '../../engine/kind.js';

export const WORDS: KindWords = {
  noun: 'subscription',
  short: 'subscription',
  begun: 'subscribing',
  up: 'subscribed',
  causes: { unsubscribed: 'was unsubscribed' },
};
