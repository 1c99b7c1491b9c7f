import type { Hearing } from '../../engine/kind.js';
import type { Fact } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { CORE } from '../../engine/vocabulary.js';
import { SIP } from '../../plugins/sip.js';

/**
 * `calling` or `incomingcall`, `accepted`, `hangup` with its code, after `declined` as well. Where both sides are on this
 * server each has a life of its own; their Call-ID pairs them.
 */
export function rules(stage: KindStage): Hearing[] {
  /** By handle's life, and by Call-ID. */
  const lastOn = new LastLives();
  const byCallId = new LastLives();
  const begin = (fact: Fact): void => {
    const within = stage.handleLife(fact);
    if (within < 0) return;
    const before = lastOn.of(within);
    if (stage.isOpen(before, fact)) {
      if (fact.place < 0 || stage.place(before) === fact.place) return;
      // A handle has one call: the end of the one before was not told, or this one takes it over.
      stage.doubt(before);
    }
    const call = stage.begin(fact, { within });
    const other = byCallId.of(fact.place);
    if (stage.isOpen(other, fact) && stage.holder(other) !== within) {
      stage.setOther(call, stage.holder(other));
      stage.setOther(other, within);
    }
    lastOn.set(within, call);
    byCallId.set(fact.place, call);
  };
  /** The call on the handle, unless the event names another one. */
  const callOf = (fact: Fact): number => {
    const call = lastOn.of(stage.handleLife(fact));
    return call >= 0 && fact.place >= 0 && stage.place(call) !== fact.place ? -1 : call;
  };
  const end = (fact: Fact, cause: string): void => {
    const call = callOf(fact);
    if (stage.canEnd(call, fact)) stage.tell(call, fact, cause);
  };
  return [
    {
      of: SIP,
      words: {
        calling: begin,
        incomingcall: begin,
        accepted(fact) {
          const call = callOf(fact);
          if (stage.isOpen(call, fact)) stage.up(call, fact);
        },
        declined(fact) {
          if (fact.place >= 0) end(fact, 'declined');
        },
        hangup(fact) {
          end(fact, causeOf(stage.textOf(fact)));
        },
      },
    },
    {
      of: CORE,
      words: {
        hangup(fact) {
          const on = stage.handleLife(fact);
          const call = lastOn.of(on);
          if (stage.isOpen(call, fact)) stage.endWithConnection(call, on, fact);
        },
      },
    },
  ];
}

/** By the code of the final response (RFC 3261, 21); 200 ends an accepted call. */
function causeOf(ended: string | null): string {
  const code = Number.parseInt(ended ?? '', 10);
  if (code === 486 || code === 600) return 'busy';
  if (code === 487) return 'cancelled';
  if (code === 603) return 'declined';
  if (code === 408 || code === 480) return 'unanswered';
  return code >= 300 ? 'failed' : 'hangup';
}
