import type { LifeKind } from '../../engine/kind.js';
import { STREAMING } from '../../plugins/streaming.js';
import { countLeft, leftHint, leftRemark, placeRules, viewersLeft } from '../../rules/place-rules.js';
import { WORDS } from './words.js';

export const STREAMING_MOUNTPOINT: LifeKind = {
  kind: 'streaming-mountpoint',
  words: WORDS,
  depth: 1,
  hears: [STREAMING],
  heldByServer: true,
  afterwards: countLeft,
  hint: leftHint,
  remark: leftRemark(viewersLeft),
  rules: (stage) => placeRules(stage, STREAMING, ['starting', 'started', 'switching']),
  ids: ({ place }) => ({ mountpoint: place }),
  name: () => null,
};
