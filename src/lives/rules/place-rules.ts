/** Rooms and mountpoints: they begin and end by `created` and `destroyed`, or stand in the configuration of the server. */
import type { Kinds } from '../engine/judge-lives.js';
import type { Fact, Handler, Hearing, Hint, Outcome } from '../engine/kind.js';
import type { KindStage } from '../engine/kind-stage.js';
import { NO_LIFE } from '../engine/life-table.js';
import type { Stage } from '../engine/stage.js';
import type { Vocabulary } from '../engine/vocabulary.js';

/**
 * `shows` are the words that only something there can bring about: a room that was not created in the log is from its
 * configuration, or from before the log.
 */
export function placeRules(stage: KindStage, of: Vocabulary, shows: readonly string[]): Hearing[] {
  const begin = (fact: Fact, begun: boolean): void => {
    stage.setPlaceLife(fact.place, stage.begin(fact, { begun, within: NO_LIFE }));
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

export const leftRemark =
  (who: string, whoMany: string) =>
  ({ left }: Outcome): string | null => {
    if (left === 0) return null;
    const many = `${left.toLocaleString('en')} ${whoMany} were`;
    return `${left === 1 ? `One ${who} was` : many} inside, and no event tells that they are gone.`;
  };

export const LEFT_HINTS: Readonly<Record<string, Hint>> = {
  'people-inside': {
    title: 'Destroyed with people inside',
    advice:
      'Janus tells event handlers of none of them that they have left. Whoever counts people by events must let all go when their room is destroyed.',
  },
};
