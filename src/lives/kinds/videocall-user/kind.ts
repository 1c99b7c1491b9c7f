import type { LifeKind } from '../../engine/kind.js';
import { VIDEOCALL } from '../../plugins/videocall.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const VIDEOCALL_USER: LifeKind = {
  kind: 'videocall-user',
  words: WORDS,
  depth: 2,
  hears: [VIDEOCALL],
  rules,
  ids: ({ session, handle, who }) => ({ session_id: session, handle_id: handle, username: who }),
  name: ({ who }) => who,
};
