import type { LifeKind } from '../../engine/kind.js';
import { AUDIOBRIDGE } from '../../plugins/audiobridge.js';
import { countLeft, leftHint, leftRemark, peopleLeft, placeRules } from '../../rules/place-rules.js';
import { WORDS } from './words.js';

export const AUDIOBRIDGE_ROOM: LifeKind = {
  kind: 'audiobridge-room',
  words: WORDS,
  depth: 1,
  hears: [AUDIOBRIDGE],
  heldByServer: true,
  afterwards: countLeft,
  hint: leftHint,
  remark: leftRemark(peopleLeft),
  rules: (stage) => placeRules(stage, AUDIOBRIDGE, ['joined', 'configured']),
  ids: ({ place }) => ({ room: place }),
  name: () => null,
};
