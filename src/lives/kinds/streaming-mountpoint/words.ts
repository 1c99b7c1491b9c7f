import type { KindWords } from '../../engine/kind.js';
import { LEFT_HINTS } from '../../rules/place-rules.js';

export const WORDS: KindWords = {
  noun: 'mountpoint',
  short: 'mountpoint',
  begun: 'mountpoint created',
  causes: { destroyed: 'was destroyed' },
  hints: LEFT_HINTS,
};
