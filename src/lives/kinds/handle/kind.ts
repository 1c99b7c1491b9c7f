import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { hint, markForgotten } from './never-detached.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const HANDLE: LifeKind = {
  kind: 'handle',
  words: WORDS,
  depth: 0,
  hears: [CORE],
  rules,
  afterwards: markForgotten,
  hint,
  ids: ({ session, handle }) => ({ session_id: session, handle_id: handle }),
  name: () => null,
};
