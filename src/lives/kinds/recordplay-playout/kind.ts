import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { RECORDPLAY } from '../../plugins/recordplay.js';
import { handleRules } from '../../rules/handle-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const RECORDPLAY_PLAYOUT: LifeKind = {
  kind: 'recordplay-playout',
  words: WORDS,
  depth: 2,
  hears: [RECORDPLAY, CORE],
  rules: (stage) => handleRules(stage, RECORDPLAY, RULES),
  ids: ({ session, handle, place }) => ({ session_id: session, handle_id: handle, recording: place }),
  name: () => null,
};
