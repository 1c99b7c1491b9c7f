import type { Hearing } from '../../engine/kind.js';
import type { Fact } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { CORE } from '../../engine/vocabulary.js';
import { NOSIP } from '../../plugins/nosip.js';

/**
 * One side `generated` an offer, the other `processed` it, with the same id in the SDP; where the other side is not on this
 * server it stays unknown. No end is told: a call ends with the PeerConnection or the handle of either side.
 */
export function rules(stage: KindStage): Hearing[] {
  /** By handle's life, and by id of the SDP that was offered. */
  const lastOn = new LastLives();
  const byOffer = new LastLives();
  const sideOf = (fact: Fact): { on: number; open: boolean; offer: boolean } => {
    const on = stage.handleLife(fact);
    return { on, open: stage.isOpen(lastOn.of(on), fact), offer: stage.textOf(fact) === 'offer' };
  };
  const begin = (fact: Fact, within: number): void => {
    const call = stage.begin(fact, { within });
    lastOn.set(within, call);
    byOffer.set(fact.who, call);
  };
  return [
    {
      of: NOSIP,
      words: {
        generated(fact) {
          const { on, open, offer } = sideOf(fact);
          if (offer && !open && on >= 0) begin(fact, on);
        },
        processed(fact) {
          const { on, open, offer } = sideOf(fact);
          if (on < 0) return;
          if (!offer) {
            if (open) stage.up(lastOn.of(on), fact);
            return;
          }
          if (open) return;
          const call = byOffer.of(fact.who);
          if (!stage.isOpen(call, fact) || stage.hasOther(call)) {
            begin(fact, on);
            return;
          }
          stage.setOther(call, on);
          lastOn.set(on, call);
        },
      },
    },
    {
      of: CORE,
      words: {
        hangup(fact) {
          const { on, open } = sideOf(fact);
          if (open) stage.endWithConnection(lastOn.of(on), on, fact);
        },
      },
    },
  ];
}
