import type { Fact, Hearing } from '../../engine/kind.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { CORE } from '../../engine/vocabulary.js';

/** Nothing of types 16 and 32 comes after a hangup until the next offer, but for what was on its way, µs. */
const ON_ITS_WAY = 1_000_000;

/** Reasons of `hangup` as Janus says them (`janus_ice_webrtc_hangup()` and its callers). */
const REASONS: ReadonlySet<string> = new Set([
  'DTLS alert',
  'DTLS timeout',
  'ICE failed',
  'Close PC',
  'Janus API',
  'Admin API',
  'Detach',
]);

/**
 * A handle can have several PeerConnections, one after another. Each begins with an offer, or with `gathering` where Janus
 * makes the offer. What comes of either while one is open is a renegotiation or an ICE restart. It ends with `hangup`, and
 * with the handle, of which most often `detached` alone is told.
 */
export function rules(stage: KindStage): Hearing[] {
  const begin = (fact: Fact, begun: boolean): number => {
    const within = stage.handleLife(fact);
    const life = stage.begin(fact, { begun, within });
    stage.setConnection(within, life);
    return life;
  };
  const last = (fact: Fact): number => stage.connection(stage.handleLife(fact));
  const offered = (fact: Fact): void => {
    if (!stage.isOpen(last(fact), fact)) begin(fact, true);
  };
  /** On its way: it began before, perhaps before the log. */
  const under = (fact: Fact): void => {
    const known = last(fact);
    if (stage.isOpen(known, fact)) return;
    if (known < 0 || fact.at > stage.endedAt(known) + ON_ITS_WAY)
      begin(fact, stage.sawAttached(stage.handleLife(fact)));
  };
  return [
    {
      of: CORE,
      words: {
        'remote-offer': offered,
        'local-offer': offered,
        'remote-answer': under,
        'local-answer': under,
        gathering: offered,
        connecting: under,
        'ice-connected': under,
        'dtls-trying': under,
        'dtls-connected': under,
        up(fact) {
          under(fact);
          const life = last(fact);
          if (stage.isOpen(life, fact)) stage.up(life, fact);
        },
        hangup(fact) {
          const known = last(fact);
          if (known >= 0 && !stage.canEnd(known, fact)) return;
          const life = known < 0 ? begin(fact, false) : known;
          stage.tell(life, fact, causeOf(stage.textOf(fact)));
        },
      },
    },
  ];
}

const causeOf = (reason: string | null): string =>
  reason !== null && REASONS.has(reason) ? reason.toLowerCase().replace(' ', '-') : 'hangup';
