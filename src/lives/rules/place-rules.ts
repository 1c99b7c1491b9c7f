/** Rooms and mountpoints: they begin and end by `created` and `destroyed`, or stand in the configuration of the server. */
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import type { Kinds, Hearing, Hint, Outcome } from '../engine/kind.js';
import type { Fact, Handler } from '../engine/fact.js';
import type { KindStage } from '../engine/kind-stage.js';
import type { Stage } from '../engine/stage.js';
import type { Vocabulary } from '../engine/vocabulary.js';
import { plural } from '../../words/numbers.js';

/**
 * `shows` are the words that only something there can bring about: a room that was not created in the log is from its
 * configuration, or from before the log.
 */
export function placeRules(stage: KindStage, of: Vocabulary, shows: readonly string[]): Hearing[] {
  const begin = (fact: Fact, begun: boolean): void => {
    stage.setPlaceLife(fact.place, stage.begin(fact, { begun, within: NONE }));
  };
  const shown: Handler = (fact) => {
    if (fact.place >= 0 && !stage.isOpen(stage.placeLife(fact.place), fact)) begin(fact, false);
  };
  return [
    {
      of,
      words: {
        created(fact) {
          const before = stage.placeLife(fact.place);
          // Janus refuses an id that is in use: the one before is over, or is another server's.
          if (stage.isOpen(before, fact)) stage.doubt(before);
          begin(fact, true);
        },
        ...Object.fromEntries(shows.map((word) => [word, shown])),
        destroyed(fact) {
          const known = stage.placeLife(fact.place);
          if (stage.isEcho(known, fact)) return;
          if (!stage.canEnd(known, fact)) begin(fact, false);
          stage.tell(stage.placeLife(fact.place), fact, 'destroyed');
        },
      },
    },
  ];
}

/** Who was inside and went on for longer than this after the place was gone did not go with it, µs. */
const LIVED_ON = 1_000_000;

/** Counts by place who was inside when it was destroyed: one finding at the place, and none at each of them. */
export function countLeft(stage: Stage, kind: number, kinds: Kinds): void {
  const { lives } = stage;
  const inside = kinds.list.map((known) => known.inside === true);
  for (let life = 0; life < lives.count; life++) {
    const place = lives.otherHolder(life);
    if (place < 0 || !inside[lives.kind(life)] || lives.kind(place) !== kind || !lives.isTold(place)) continue;
    const at = lives.endedAt(place);
    if (lives.isTold(life) || lives.endedAt(life) !== at) continue;
    const holder = lives.holder(life);
    if (holder >= 0 && stage.overAt(holder) > at + LIVED_ON) lives.countLeft(place);
  }
}

export const leftHint = ({ left }: Outcome): string | null => (left === 0 ? null : 'people-inside');

/** `words` say how many were inside. */
export const leftRemark =
  (words: (left: number) => string) =>
  ({ left }: Outcome): string | null =>
    left === 0 ? null : words(left);

export const peopleLeft = (left: number): string =>
  plural(
    left,
    l10n.t(
      'One person was inside, and no event tells that they are gone.|{0} people were inside, and no event tells that they are gone.',
    ),
  );

export const viewersLeft = (left: number): string =>
  plural(
    left,
    l10n.t(
      'One viewer was inside, and no event tells that they are gone.|{0} viewers were inside, and no event tells that they are gone.',
    ),
  );

export const leftHints = (): Readonly<Record<string, Hint>> => ({
  'people-inside': {
    title: l10n.t('Destroyed with people inside'),
    advice: l10n.t(
      'Janus tells event handlers of none of them that they have left. Whoever counts people by events must let all go when their room is destroyed.',
    ),
  },
});
