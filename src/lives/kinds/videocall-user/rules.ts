import type { Hearing } from '../../engine/kind.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { VIDEOCALL } from '../../plugins/videocall.js';

/** `registered`, once for a handle; a user name is given back when the handle goes, which nothing tells. */
export function rules(stage: KindStage): Hearing[] {
  return [
    {
      of: VIDEOCALL,
      words: {
        registered(fact) {
          const within = stage.handleLife(fact);
          if (within >= 0 && !stage.isOpen(stage.identity(within), fact))
            stage.setIdentity(within, stage.begin(fact, { within }));
        },
      },
    },
  ];
}
