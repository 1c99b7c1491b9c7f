import type { LifeKind } from '../../engine/kind.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';
import { rules } from './rules.js';
import { WORDS } from './words.js';

export const VIDEOROOM_REMOTE_PUBLISHER: LifeKind = {
  kind: 'videoroom-remote-publisher',
  words: WORDS,
  depth: 2,
  hears: [VIDEOROOM],
  rules,
  ids: ({ place, who }) => ({ room: place, user_id: who }),
  name: ({ text }) => text,
};
