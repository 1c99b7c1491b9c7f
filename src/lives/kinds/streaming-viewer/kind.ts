import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { STREAMING } from '../../plugins/streaming.js';
import { handleRules } from '../../rules/handle-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const STREAMING_VIEWER: LifeKind = {
  kind: 'streaming-viewer',
  words: WORDS,
  depth: 4,
  hears: [STREAMING, CORE],
  inside: true,
  rules: (stage) => handleRules(stage, STREAMING, RULES),
  ids: ({ session, handle, place }) => ({ session_id: session, handle_id: handle, mountpoint: place }),
  name: () => null,
};
