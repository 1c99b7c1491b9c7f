import { NONE } from '../../../events/columns.js';
import type { Hearing } from '../../engine/kind.js';
import type { Fact } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { CORE } from '../../engine/vocabulary.js';
import { VIDEOROOM } from '../../plugins/videoroom.js';

/**
 * `published` when the PeerConnection is up. `unpublished` without session and handle, twice when the handle goes, also for
 * people who never published, and not at a polite `leave`: then `leaving` tells it.
 */
export function rules(stage: KindStage): Hearing[] {
  /** By person, and by handle's life. */
  const lastOf = new LastLives();
  const lastIn = new LastLives();
  const end = (fact: Fact, cause: string): void => {
    const life = lastOf.of(fact.who);
    if (stage.canEnd(life, fact)) stage.tell(life, fact, cause);
  };
  return [
    {
      of: VIDEOROOM,
      words: {
        published(fact) {
          const within = stage.handleLife(fact);
          if (within < 0 || fact.who < 0) return;
          const before = lastIn.of(within);
          if (stage.isOpen(before, fact)) return;
          const life = stage.begin(fact, { within, also: stage.placeLife(fact.place) });
          lastOf.set(fact.who, life);
          lastIn.set(within, life);
        },
        joined(fact) {
          // What is told of the id from now on is told of another person.
          if (!stage.isOpen(lastOf.of(fact.who), fact)) lastOf.set(fact.who, NONE);
        },
        unpublished(fact) {
          end(fact, 'unpublished');
        },
        leaving(fact) {
          end(fact, 'leaving');
        },
        kicked(fact) {
          end(fact, 'kicked');
        },
      },
    },
    {
      of: CORE,
      words: {
        hangup(fact) {
          const handleLife = stage.handleLife(fact);
          const life = lastIn.of(handleLife);
          if (stage.isOpen(life, fact)) stage.endWithConnection(life, handleLife, fact);
        },
      },
    },
  ];
}
