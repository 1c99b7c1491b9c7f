/** What a handle does one after another, with its PeerConnection: watching, recording, playing, subscribing. */
import type { Hearing } from '../engine/kind.js';
import type { Fact, Handler } from '../engine/fact.js';
import type { KindStage } from '../engine/kind-stage.js';
import { LastLives } from '../engine/last-lives.js';
import { CORE, type Vocabulary } from '../engine/vocabulary.js';

export interface HandleRules {
  /** Words that begin it where none is under way. */
  readonly begins: readonly string[];
  /** Words that say that it is up. */
  readonly ups?: readonly string[];
  /** Words that end it, and the cause of each. */
  readonly ends: Readonly<Record<string, string>>;
  /** Of {@link begins}: words that end what is under way as well, and the cause. */
  readonly replaces?: Readonly<Record<string, string>>;
  /** What its words name, a mountpoint, holds it. */
  readonly withinPlace?: boolean;
}

export function handleRules(stage: KindStage, of: Vocabulary, rules: HandleRules): Hearing[] {
  /** By handle's life. */
  const last = new LastLives();
  const open = (fact: Fact): number => {
    const life = last.of(stage.handleLife(fact));
    return stage.isOpen(life, fact) ? life : -1;
  };
  /** Whether a fact names another recording or mountpoint than a life is of. */
  const isAnother = (life: number, { place }: Fact): boolean => {
    const own = stage.place(life);
    return place >= 0 && own >= 0 && own !== place;
  };
  const begin = (fact: Fact): void => {
    const handleLife = stage.handleLife(fact);
    if (handleLife < 0) return;
    const also = rules.withinPlace ? stage.placeLife(fact.place) : -1;
    last.set(handleLife, stage.begin(fact, { within: handleLife, also }));
  };
  const words: Record<string, Handler> = {};
  for (const word of rules.begins)
    words[word] = (fact) => {
      const before = open(fact);
      const cause = rules.replaces?.[word];
      if (before >= 0 && cause !== undefined) stage.tell(before, fact, cause);
      const another = before >= 0 && isAnother(before, fact);
      // A handle does one thing at a time: the end of the one before was lost or is masked.
      if (another && cause === undefined) stage.doubt(before);
      if (before < 0 || another || cause !== undefined) begin(fact);
    };
  for (const word of rules.ups ?? []) {
    const beginning = words[word];
    words[word] = (fact) => {
      beginning?.(fact);
      const life = open(fact);
      if (life >= 0) stage.up(life, fact);
    };
  }
  for (const [word, cause] of Object.entries(rules.ends))
    words[word] = (fact) => {
      const handleLife = stage.handleLife(fact);
      const life = last.of(handleLife);
      if (!stage.canEnd(life, fact) || isAnother(life, fact)) return;
      // It went with a PeerConnection before: this is the end of what came with the next one.
      if (!stage.wentBefore(life, handleLife)) stage.tell(life, fact, cause);
    };
  const hangup: Handler = (fact) => {
    const life = open(fact);
    if (life >= 0) stage.endWithConnection(life, stage.handleLife(fact), fact);
  };
  return [
    { of, words },
    { of: CORE, words: { hangup } },
  ];
}
