/** Whether media comes in over a PeerConnection, and how often its link was slow. */
import type { Fact, Handler } from '../../engine/fact.js';
import type { KindStage } from '../../engine/kind-stage.js';
import { LastLives } from '../../engine/last-lives.js';
import { Mark } from './way-up.js';

/** Janus tells a slow link at most once a second for each medium and direction: this many within this, µs, is a storm. */
const STORM = 10;
const STORM_WITHIN = 30_000_000;
/** A renegotiation can take the media away on purpose: within this before it stopped, µs. */
const AGREED = 10_000_000;
/** Media are told apart by as many bits: a PeerConnection has some, each with a few layers. */
const MOST_MEDIA = 31;

export interface MediaHearing {
  /** A PeerConnection begins on the handle of a fact. */
  begun(fact: Fact): void;
  /** An offer or answer was made on the handle of a fact. */
  described(fact: Fact): void;
  readonly words: Readonly<Record<string, Handler>>;
}

/** `open` gives the open PeerConnection of a fact's handle, or -1. */
export function mediaRules(stage: KindStage, open: (fact: Fact) => number): MediaHearing {
  /** By handle's life: bits of the media that come in, the event of the last offer or answer. */
  const coming = new LastLives();
  const describedBy = new LastLives();
  const bits = new Map<number, number>();
  const slowLinks = new SlowLinks();

  /** The bit of a medium, by the number of its name; 0 for one too many. */
  const bitOf = (medium: number): number => {
    let bit = bits.get(medium);
    if (bit === undefined && bits.size < MOST_MEDIA) bits.set(medium, (bit = 1 << bits.size));
    return bit ?? 0;
  };
  const wasAgreed = (handleLife: number, { at }: Fact): boolean => {
    const event = describedBy.of(handleLife);
    return event >= 0 && at - stage.atOf(event) <= AGREED;
  };
  const slow: Handler = (fact) => {
    const life = open(fact);
    if (life < 0) return;
    const marks = stage.marks(life);
    if ((marks & Mark.slowLinks) !== 0 || !slowLinks.isStorm(life, fact.at)) return;
    stage.setMarks(life, marks | Mark.slowLinks);
    // Media that stopped says more.
    if ((marks & Mark.mediaStopped) === 0) stage.showBy(life, fact);
  };
  return {
    begun(fact) {
      coming.set(stage.handleLife(fact), 0);
    },
    described(fact) {
      describedBy.set(stage.handleLife(fact), fact.event);
    },
    words: {
      receiving(fact) {
        const life = open(fact);
        if (life < 0) return;
        const handleLife = stage.handleLife(fact);
        coming.set(handleLife, Math.max(coming.of(handleLife), 0) | bitOf(fact.text));
        stage.setMarks(life, (stage.marks(life) & ~Mark.mediaStopped) | Mark.media);
      },
      'not-receiving'(fact) {
        const life = open(fact);
        if (life < 0) return;
        const handleLife = stage.handleLife(fact);
        const left = Math.max(coming.of(handleLife), 0) & ~bitOf(fact.text);
        coming.set(handleLife, left);
        if (left !== 0 || wasAgreed(handleLife, fact)) return;
        stage.setMarks(life, stage.marks(life) | Mark.mediaStopped);
        stage.showBy(life, fact);
      },
      'slow-uplink': slow,
      'slow-downlink': slow,
    },
  };
}

/** The times of the last slow links of each PeerConnection that had some. */
class SlowLinks {
  /** By life: as a ring. */
  private readonly times = new Map<number, { readonly ring: number[]; count: number }>();

  /** Notes one at a time, µs, and tells whether it makes a storm. */
  isStorm(life: number, at: number): boolean {
    let of = this.times.get(life);
    if (of === undefined) this.times.set(life, (of = { ring: [], count: 0 }));
    const place = of.count++ % STORM;
    // The one that is as many before it, less itself.
    const first = of.ring[of.count % STORM];
    of.ring[place] = at;
    const storm = first !== undefined && of.count >= STORM && at - first <= STORM_WITHIN;
    if (storm) this.times.delete(life);
    return storm;
  }
}
