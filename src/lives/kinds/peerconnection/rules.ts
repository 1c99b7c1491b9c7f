import type { Hearing } from '../../engine/kind.js';
import type { Fact, Handler } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { CORE } from '../../engine/vocabulary.js';
import { mediaRules } from './media.js';
import { PAIR_MARKS, pairMarks } from './pair.js';
import { Mark, Step, stepIn, withStep } from './way-up.js';

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
  'DTLS error',
  'DTLS-SRTP stack error',
  'Gathering error',
  'ICE gathering error',
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
    media.begun(fact);
    return life;
  };
  const last = (fact: Fact): number => stage.connection(stage.handleLife(fact));
  const lastOpen = (fact: Fact): number => {
    const life = last(fact);
    return stage.isOpen(life, fact) ? life : -1;
  };
  const media = mediaRules(stage, lastOpen);
  /** An offer begins one where none is open; `gathering` does where Janus makes the offer. */
  const offered = (fact: Fact): number => {
    const open = lastOpen(fact);
    return open >= 0 ? open : begin(fact, true);
  };
  /** On its way: it began before, perhaps before the log. -1: it is over, and this was on its way still. */
  const under = (fact: Fact): number => {
    const known = last(fact);
    if (stage.isOpen(known, fact)) return known;
    if (known >= 0 && !(fact.at > stage.endedAt(known) + ON_ITS_WAY)) return -1;
    return begin(fact, stage.sawAttached(stage.handleLife(fact)));
  };
  const described = (fact: Fact, life: number, mark: number): void => {
    if (life < 0) return;
    stage.setMarks(life, stage.marks(life) | mark);
    media.described(fact);
  };
  const reached = (life: number, step: number, mark = 0): void => {
    if (life >= 0) stage.setMarks(life, withStep(stage.marks(life), step) | mark);
  };
  const offer: Handler = (fact) => {
    described(fact, offered(fact), 0);
  };
  const answer: Handler = (fact) => {
    described(fact, under(fact), Mark.answered);
  };
  const step =
    (to: number, mark = 0): Handler =>
    (fact) => {
      reached(under(fact), to, mark);
    };
  return [
    {
      of: CORE,
      words: {
        'remote-offer': offer,
        'local-offer': offer,
        'remote-answer': answer,
        'local-answer': answer,
        gathering(fact) {
          const life = offered(fact);
          const again = stepIn(stage.marks(life)) >= Step.dtlsConnected;
          reached(life, Step.gathering, again ? Mark.restarted : 0);
        },
        connecting: step(Step.connecting),
        'ice-connected'(fact) {
          const life = under(fact);
          if (life < 0) return;
          const failed = (stage.marks(life) & Mark.iceFailed) !== 0;
          reached(life, Step.iceConnected, failed ? Mark.recovered : 0);
        },
        // It comes again and again, also late: it begins nothing.
        'selected-pair'(fact) {
          const life = lastOpen(fact);
          const pair = pairMarks(stage.textOf(fact) ?? '');
          if (life < 0 || pair === 0) return;
          stage.setMarks(life, (stage.marks(life) & ~PAIR_MARKS) | pair);
          stage.setPair(life, fact);
        },
        'ice-failed': (fact) => {
          reached(lastOpen(fact), Step.gathering, Mark.iceFailed);
        },
        'dtls-trying': step(Step.dtlsTrying),
        'dtls-connected': step(Step.dtlsConnected),
        'dtls-failed': (fact) => {
          reached(lastOpen(fact), Step.dtlsTrying, Mark.dtlsFailed);
        },
        up(fact) {
          const life = under(fact);
          if (life >= 0) stage.up(life, fact);
        },
        hangup(fact) {
          const known = last(fact);
          if (known >= 0 && !stage.canEnd(known, fact)) return;
          const life = known < 0 ? begin(fact, false) : known;
          stage.tell(life, fact, causeOf(stage.textOf(fact)));
        },
        ...media.words,
      },
    },
  ];
}

const causeOf = (reason: string | null): string =>
  reason !== null && REASONS.has(reason) ? reason.toLowerCase().replaceAll(' ', '-') : 'hangup';
