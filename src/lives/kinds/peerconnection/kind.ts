import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { hint, remark } from './hints.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const PEERCONNECTION: LifeKind = {
  kind: 'peerconnection',
  words: WORDS,
  depth: 1,
  hears: [CORE],
  rules,
  endsInWebrtc: true,
  hint,
  remark,
  ids: ({ session, handle }) => ({ session_id: session, handle_id: handle }),
  name: () => null,
};
