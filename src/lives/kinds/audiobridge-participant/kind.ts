import type { LifeKind } from '../../engine/kind.js';
import { AUDIOBRIDGE } from '../../plugins/audiobridge.js';
import { personRules } from '../../rules/person-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const AUDIOBRIDGE_PARTICIPANT: LifeKind = {
  kind: 'audiobridge-participant',
  words: WORDS,
  depth: 3,
  hears: [AUDIOBRIDGE],
  inside: true,
  rules: (stage) => personRules(stage, AUDIOBRIDGE, RULES),
  ids: ({ session, handle, place, who }) => ({ session_id: session, handle_id: handle, room: place, user_id: who }),
  name: ({ text }) => text,
};
