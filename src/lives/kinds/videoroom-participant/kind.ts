import type { LifeKind } from '../../engine/kind.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';
import { personRules } from '../../rules/person-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const VIDEOROOM_PARTICIPANT: LifeKind = {
  kind: 'videoroom-participant',
  words: WORDS,
  depth: 3,
  hears: [VIDEOROOM],
  inside: true,
  rules: (stage) => personRules(stage, VIDEOROOM, RULES),
  ids: ({ session, handle, place, who }) => ({ session_id: session, handle_id: handle, room: place, user_id: who }),
  name: ({ text }) => text,
};
