import { CORE } from '../../engine/vocabulary.js';
import type { Hearing } from '../../engine/kind.js';
import type { KindStage } from '../../engine/kind-stage.js';

/** `attached` and `detached`, type 2 (`ice.c`); the end of the session ends its handles. */
export function rules(stage: KindStage): Hearing[] {
  return [
    {
      of: CORE,
      words: {
        attached(fact) {
          stage.beginHandle(fact, true);
        },
        detached(fact) {
          const known = stage.handleLife(fact);
          if (!stage.isTold(known)) stage.tell(known, fact, 'detached');
        },
      },
    },
  ];
}
