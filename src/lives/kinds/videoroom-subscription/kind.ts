import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';
import { handleRules } from '../../rules/handle-rules.js';
import { RULES } from './rules.js';
import { WORDS } from './words.js';

export const VIDEOROOM_SUBSCRIPTION: LifeKind = {
  kind: 'videoroom-subscription',
  words: WORDS,
  depth: 4,
  hears: [VIDEOROOM, CORE],
  rules: (stage) => handleRules(stage, VIDEOROOM, RULES),
  ids: ({ session, handle, place, text }) => ({
    session_id: session,
    handle_id: handle,
    room: place,
    ...(text === '' ? {} : { feeds: JSON.parse(text) as string[] }),
  }),
  name: () => null,
};
