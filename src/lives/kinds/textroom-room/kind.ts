import type { LifeKind } from '../../engine/kind.js';
import { TEXTROOM } from '../../plugins/textroom.js';
import { countLeft, leftHint, leftRemark, peopleLeft, placeRules } from '../../rules/place-rules.js';
import { WORDS } from './words.js';

export const TEXTROOM_ROOM: LifeKind = {
  kind: 'textroom-room',
  words: WORDS,
  depth: 1,
  hears: [TEXTROOM],
  heldByServer: true,
  afterwards: countLeft,
  hint: leftHint,
  remark: leftRemark(peopleLeft),
  rules: (stage) => placeRules(stage, TEXTROOM, ['join']),
  ids: ({ place }) => ({ room: place }),
  name: () => null,
};
