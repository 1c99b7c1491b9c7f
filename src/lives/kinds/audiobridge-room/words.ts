import type { KindWords } from '../../engine/kind.js';
import { LEFT_HINTS } from '../../rules/place-rules.js';

export const WORDS: KindWords = {
  noun: 'room',
  short: 'room',
  begun: 'room created',
  causes: { destroyed: 'was destroyed' },
  hints: LEFT_HINTS,
};
