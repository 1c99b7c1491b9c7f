import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { RECORDPLAY } from '../../plugins/recordplay.js';
import { handleRules } from '../../rules/handle-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const RECORDPLAY_RECORDING: LifeKind = {
  kind: 'recordplay-recording',
  words: WORDS,
  depth: 2,
  hears: [RECORDPLAY, CORE],
  hint: ({ cause, told, sessionLivedOn }) => (cause !== null && sessionLivedOn && !told ? 'never-stopped' : null),
  rules: (stage) => handleRules(stage, RECORDPLAY, RULES),
  ids: ({ session, handle, place }) => ({ session_id: session, handle_id: handle, recording: place }),
  name: () => null,
};
