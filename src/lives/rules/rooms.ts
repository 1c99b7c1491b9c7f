/** Rooms: of whatever plugin they are, they are created, destroyed and spoken of the same. */
import * as l10n from '@vscode/l10n';
import type { KindWords, LifeKind } from '../engine/kind.js';
import type { Vocabulary } from '../engine/vocabulary.js';
import { countLeft, leftHint, leftHints, leftRemark, peopleLeft, placeRules } from './place-rules.js';

/** The kind of a plugin's rooms; `shows` are the events that show that a room is there. */
export const roomKind = (kind: string, plugin: Vocabulary, shows: readonly string[]): LifeKind => ({
  kind,
  words: roomWords,
  depth: 1,
  hears: [plugin],
  heldByServer: true,
  afterwards: countLeft,
  hint: leftHint,
  remark: leftRemark(peopleLeft),
  rules: (stage) => placeRules(stage, plugin, shows),
  ids: ({ place }) => ({ room: place }),
  name: () => null,
});

const roomWords = (): KindWords => ({
  noun: l10n.t('room'),
  short: 'room',
  begun: l10n.t('room created'),
  causes: { destroyed: l10n.t('The room was destroyed.') },
  hints: leftHints(),
});
