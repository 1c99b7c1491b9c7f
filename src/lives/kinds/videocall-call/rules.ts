import { NONE } from '../../../events/columns.js';
import type { Hearing } from '../../engine/kind.js';
import type { Fact } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { CORE } from '../../engine/vocabulary.js';
import { VIDEOCALL } from '../../plugins/videocall.js';

/** The hangup of a PeerConnection is told to the other side up to 0.6 s after the call was hung up, µs. */
const TOLD_AGAIN = 1_000_000;
/** What the plugin's one thread tells together comes within this: a hangup on both sides, an offer and `calling`, µs. */
const BEHIND = 50_000;
/** Calls whose callee is looked for at once. */
const MOST_UNPAIRED = 16;

/**
 * `calling` of the caller, `accepted` of the callee, `hangup` of both, the first of which counts. Nobody is named: what the
 * caller offered is offered to the callee, with the same id in the SDP. Where its version is 0, as Firefox begins, Janus puts
 * an id of its own in its place (`janus_sdp_merge()`): then whom it offered something right before `calling` is called.
 */
export function rules(stage: KindStage): Hearing[] {
  const calls = new Calls(stage);
  return [
    {
      of: CORE,
      words: {
        'remote-offer'(fact) {
          calls.offeredBy(fact);
        },
        'local-offer'(fact) {
          calls.offeredTo(fact);
        },
      },
    },
    {
      of: VIDEOCALL,
      words: {
        calling(fact) {
          calls.begin(fact);
        },
        accepted(fact) {
          calls.accept(fact);
        },
        hangup(fact) {
          calls.hangUp(fact);
        },
      },
    },
  ];
}

class Calls {
  /** By handle's life: its last call, the one before, and the id of the SDP that it offered last. */
  private readonly lastOn = new LastLives();
  private readonly beforeOn = new LastLives();
  private readonly offerOf = new LastLives();
  /** By id of an SDP: the handle's life that it was offered to last, and the call that it belongs to. */
  private readonly offered = new LastLives();
  private readonly callOf = new LastLives();
  private unpaired: number[] = [];
  /** By emitter: the handle's life that this plugin offered something last, and when, µs. */
  private readonly offeredLast = new Map<number, { readonly to: number; readonly at: number }>();
  /** The hangup on request that was told last: the handle's life, and when, µs. */
  private asked = { on: NONE, at: -Infinity };

  constructor(private readonly stage: KindStage) {}

  offeredBy(fact: Fact): void {
    this.offerOf.set(this.stage.handleLife(fact), fact.who);
  }

  offeredTo(fact: Fact): void {
    const callee = this.stage.handleLife(fact);
    this.offered.set(fact.who, callee);
    // Where the log began too late to name the plugin it may be this one.
    if (['', VIDEOCALL.plugin].includes(this.stage.pluginOf(callee)))
      this.offeredLast.set(fact.emitter, { to: callee, at: fact.at });
    const call = this.callOf.of(fact.who);
    if (this.unpaired.includes(call)) this.pair(call, callee, fact);
  }

  begin(fact: Fact): void {
    const { stage } = this;
    const caller = stage.handleLife(fact);
    if (caller < 0) return;
    const identity = stage.identity(caller);
    const call = stage.begin(fact, { within: identity === NONE ? caller : identity });
    this.setOn(caller, call);
    const offer = this.offerOf.of(caller);
    this.callOf.set(offer, call);
    this.unpaired.push(call);
    if (this.unpaired.length > MOST_UNPAIRED) this.unpaired.shift();
    this.pair(call, this.offered.of(offer), fact);
    const last = this.offeredLast.get(fact.emitter);
    if (last !== undefined && fact.at - last.at <= BEHIND && !stage.hasOther(call)) this.pair(call, last.to, fact);
  }

  accept(fact: Fact): void {
    const { stage } = this;
    const callee = stage.handleLife(fact);
    if (callee < 0) return;
    if (!stage.isOpen(this.lastOn.of(callee), fact)) {
      // Without SDP: whoever alone is calling.
      const calling = this.unpaired.filter((call) => stage.isOpen(call, fact));
      if (calling.length === 1) this.pair(calling[0]!, callee, fact);
    }
    const call = this.lastOn.of(callee);
    if (stage.isOpen(call, fact)) stage.up(call, fact);
  }

  hangUp(fact: Fact): void {
    const { stage } = this;
    // Of an attempt that never was a call.
    if (stage.textOf(fact) === 'User busy') return;
    const on = stage.handleLife(fact);
    this.pairByHangup(fact, on);
    const call = this.lastOn.of(on);
    const before = this.beforeOn.of(on);
    const again = before !== NONE && fact.at - stage.endedAt(before) <= TOLD_AGAIN;
    const remote = stage.textOf(fact) === 'Remote WebRTC hangup';
    if (!stage.canEnd(call, fact) || (remote && again)) return;
    stage.tell(call, fact, remote ? 'remote-hangup' : 'hangup');
    this.unpaired = this.unpaired.filter((other) => other !== call);
  }

  /** Declined or cancelled before it was accepted, in a log without SDP: the two who are told are its sides. */
  private pairByHangup(fact: Fact, on: number): void {
    const reason = this.stage.textOf(fact);
    if (reason === 'Explicit hangup') this.asked = { on, at: fact.at };
    const { asked } = this;
    if (reason !== 'Remote hangup' || asked.on === on || fact.at - asked.at > BEHIND) return;
    this.asked = { on: NONE, at: -Infinity };
    for (const [caller, callee] of [
      [on, asked.on],
      [asked.on, on],
    ] as const) {
      const call = this.lastOn.of(caller);
      if (call !== NONE && !this.stage.hasOther(call) && this.stage.isAbout(call, fact)) {
        this.pair(call, callee, fact);
        return;
      }
    }
  }

  private pair(call: number, callee: number, fact: Fact): void {
    const { stage } = this;
    if (callee < 0 || this.lastOn.of(callee) === call || stage.isOpen(this.lastOn.of(callee), fact)) return;
    const identity = stage.identity(callee);
    stage.setOther(call, identity === NONE ? callee : identity);
    this.setOn(callee, call);
    this.unpaired = this.unpaired.filter((other) => other !== call);
  }

  private setOn(handleLife: number, call: number): void {
    this.beforeOn.set(handleLife, this.lastOn.of(handleLife));
    this.lastOn.set(handleLife, call);
  }
}
