import type { LifeKind } from '../../engine/kind.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';
import { countLeft, leftHint, leftRemark, peopleLeft, placeRules } from '../../rules/place-rules.js';
import { WORDS } from './words.js';

export const VIDEOROOM_ROOM: LifeKind = {
  kind: 'videoroom-room',
  words: WORDS,
  depth: 1,
  hears: [VIDEOROOM],
  heldByServer: true,
  afterwards: countLeft,
  hint: leftHint,
  remark: leftRemark(peopleLeft),
  rules: (stage) => placeRules(stage, VIDEOROOM, ['joined', 'configured', 'published', 'subscribing']),
  ids: ({ place }) => ({ room: place }),
  name: () => null,
};
