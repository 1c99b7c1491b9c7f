import { NONE } from '../../../events/columns.js';
import type { Hearing } from '../../engine/kind.js';
import type { Fact } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';

/**
 * A publisher of another Janus, brought in by `add_remote_publisher` (since 1.2.0): `published` without session and handle
 * and without a `joined`, `leaving` at its end, or `kicked`.
 */
export function rules(stage: KindStage): Hearing[] {
  const lastOf = new LastLives();
  const end = (fact: Fact, cause: string): void => {
    const life = lastOf.of(fact.who);
    if (stage.canEnd(life, fact)) stage.tell(life, fact, cause);
  };
  return [
    {
      of: VIDEOROOM,
      words: {
        published(fact) {
          if (fact.handle >= 0 || fact.who < 0 || stage.isOpen(lastOf.of(fact.who), fact)) return;
          lastOf.set(fact.who, stage.begin(fact, { within: stage.placeLife(fact.place) }));
        },
        joined(fact) {
          // What is told of the id from now on is told of a person.
          if (!stage.isOpen(lastOf.of(fact.who), fact)) lastOf.set(fact.who, NONE);
        },
        leaving(fact) {
          end(fact, 'leaving');
        },
        kicked(fact) {
          end(fact, 'kicked');
        },
      },
    },
  ];
}
