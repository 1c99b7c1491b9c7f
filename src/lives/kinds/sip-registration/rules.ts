import type { Hearing } from '../../engine/kind.js';
import type { Fact } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { SIP } from '../../plugins/sip.js';

/**
 * `registered`, again at every refresh; `unregistered` on request, `registration_failed` when a refresh was refused. The
 * end of the handle takes it along untold.
 */
export function rules(stage: KindStage): Hearing[] {
  const lastIn = new LastLives();
  const end = (fact: Fact, cause: string): void => {
    const life = lastIn.of(stage.handleLife(fact));
    if (stage.canEnd(life, fact)) stage.tell(life, fact, cause);
  };
  return [
    {
      of: SIP,
      words: {
        registered(fact) {
          const within = stage.handleLife(fact);
          if (within >= 0 && !stage.isOpen(lastIn.of(within), fact)) lastIn.set(within, stage.begin(fact, { within }));
        },
        unregistered(fact) {
          end(fact, 'unregistered');
        },
        registration_failed(fact) {
          end(fact, 'refused');
        },
      },
    },
  ];
}
