/** Rooms and mountpoints: they begin and end by `created` and `destroyed`, or stand in the configuration of the server. */
import type { Fact, Handler, Hearing } from '../engine/kind.js';
import type { KindStage } from '../engine/kind-stage.js';
import { NO_LIFE } from '../engine/life-table.js';
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
