import type { LifeKind } from '../../engine/kind.js';
import { CORE } from '../../engine/vocabulary.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const VIDEOROOM_PUBLICATION: LifeKind = {
  kind: 'videoroom-publication',
  words: WORDS,
  depth: 4,
  hears: [VIDEOROOM, CORE],
  rules,
  ids: ({ session, handle, place, who }) => ({ session_id: session, handle_id: handle, room: place, user_id: who }),
  name: ({ text }) => text,
};
