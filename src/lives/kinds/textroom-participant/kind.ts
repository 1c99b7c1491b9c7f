import type { LifeKind } from '../../engine/kind.js';
import { TEXTROOM } from '../../plugins/textroom.js';
import { personRules } from '../../rules/person-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const TEXTROOM_PARTICIPANT: LifeKind = {
  kind: 'textroom-participant',
  words: WORDS,
  depth: 3,
  hears: [TEXTROOM],
  inside: true,
  rules: (stage) => personRules(stage, TEXTROOM, RULES),
  ids: ({ session, handle, place, who }) => ({ session_id: session, handle_id: handle, room: place, user_id: who }),
  name: ({ text }) => text,
};
