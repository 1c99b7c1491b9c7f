import type { Hearing } from '../../engine/kind.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';

/**
 * A publisher of another Janus, brought in by `add_remote_publisher` (since 1.2.0): `published` without session and handle
 * and without a `joined`, `leaving` at its end.
 */
export function rules(stage: KindStage): Hearing[] {
  const lastOf = new LastLives();
  return [
    {
      of: VIDEOROOM,
      words: {
        published(fact) {
          if (fact.handle >= 0 || fact.who < 0 || stage.isOpen(lastOf.of(fact.who), fact)) return;
          lastOf.set(fact.who, stage.begin(fact, { within: stage.placeLife(fact.place) }));
        },
        leaving(fact) {
          const life = lastOf.of(fact.who);
          if (stage.canEnd(life, fact)) stage.tell(life, fact, 'leaving');
        },
      },
    },
  ];
}
