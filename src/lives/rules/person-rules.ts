/**
 * People in rooms. What tells their end often names no session and no handle: it is joined by server, room and id to the
 * last of that id who is inside. An id is unique in a room while its person is inside, and may come back at once.
 */
import { NONE } from '../../events/columns.js';
import type { Hearing } from '../engine/kind.js';
import type { Fact, Handler } from '../engine/fact.js';
import type { KindStage } from '../engine/kind-stage.js';
import { LastLives } from '../engine/last-lives.js';
import { CORE, type Vocabulary } from '../engine/vocabulary.js';

export interface PersonRules {
  /** The word for coming in. */
  readonly joins: string;
  /** Words that only somebody inside brings about: for people from before the log. */
  readonly shows: readonly string[];
  /** Words for going, and the cause of each. */
  readonly ends: Readonly<Record<string, string>>;
  /** Of {@link ends}: what is said of people who had gone before as well. */
  readonly alsoOfGone?: readonly string[];
  /** Of {@link ends}: what is told again by another word, without a handle within a second if its id comes back by then. */
  readonly toldAgain?: readonly string[];
  /** A handle is in one room at most. */
  readonly oneRoom: boolean;
  /** A person goes with the PeerConnection of the handle. */
  readonly goesWithConnection?: boolean;
}

export function personRules(stage: KindStage, of: Vocabulary, rules: PersonRules): Hearing[] {
  const people = new People(stage, rules);
  const words: Record<string, Handler> = {
    [rules.joins]: (fact) => {
      people.join(fact);
    },
  };
  for (const word of rules.shows)
    words[word] = (fact) => {
      people.show(fact);
    };
  for (const [word, cause] of Object.entries(rules.ends))
    words[word] = (fact) => {
      people.end(fact, cause);
    };
  const hearing: Hearing[] = [{ of, words }];
  if (rules.goesWithConnection)
    hearing.push({
      of: CORE,
      words: {
        hangup(fact) {
          people.hangUp(fact);
        },
      },
    });
  return hearing;
}

class People {
  /** By person: the last life. By handle's life: the last person in it. */
  private readonly lastOf = new LastLives();
  private readonly lastIn = new LastLives();
  /** Of a person who joined while another of that id may be inside: that one. */
  private readonly elders = new Map<number, number>();
  /** Persons whose end was told and is told again, until when. */
  private readonly echoes = new Map<number, number>();

  constructor(
    private readonly stage: KindStage,
    private readonly rules: PersonRules,
  ) {}

  join(fact: Fact): void {
    if (fact.who < 0) return;
    const { stage, rules } = this;
    const handleLife = stage.handleLife(fact);
    const before = this.lastOf.of(fact.who);
    if (rules.oneRoom) {
      const inside = this.lastIn.of(handleLife);
      if (stage.isItsBeginning(inside, fact)) return;
      if (inside !== NONE) stage.supersede(inside, fact, 'joined-again');
    }
    if (stage.isOpen(before, fact)) this.meetElder(before, handleLife, fact);
    this.begin(fact, true, handleLife);
    if (stage.isOpen(before, fact)) this.elders.set(this.lastOf.of(fact.who), before);
    if (before !== NONE && stage.isEcho(before, fact) && rules.toldAgain?.includes(stage.cause(before) ?? ''))
      this.echoes.set(fact.who, stage.endedAt(before) + ECHO);
  }

  /** Somebody of that id seems to be inside: the end was lost, or another server of that name has its own. */
  private meetElder(elder: number, handleLife: number, fact: Fact): void {
    const { stage } = this;
    if (stage.holder(elder) === handleLife) stage.supersede(elder, fact, 'joined-again');
    else stage.doubt(elder);
  }

  show(fact: Fact): void {
    if (fact.who < 0 || fact.handle < 0) return;
    const { stage } = this;
    const known = this.lastOf.of(fact.who);
    const handleLife = stage.handleLife(fact);
    if (stage.isOpen(known, fact) || stage.isEcho(known, fact)) return;
    // Who left by an event comes back by one.
    if (stage.isTold(known) && stage.holder(known) === handleLife) return;
    this.begin(fact, false, handleLife);
  }

  end(fact: Fact, cause: string): void {
    if (fact.who < 0) return;
    const { stage, rules } = this;
    const known = this.lastOf.of(fact.who);
    const echoUntil = this.echoes.get(fact.who);
    if (echoUntil !== undefined) {
      this.echoes.delete(fact.who);
      if (fact.handle < 0 && fact.at <= echoUntil) return;
    }
    if (!stage.canEnd(known, fact)) {
      if (
        stage.isExplained(fact) ||
        stage.isEcho(known, fact) ||
        this.goesOnceMore(known, fact) ||
        (known !== NONE && rules.alsoOfGone?.includes(cause))
      )
        return;
      this.begin(fact, false, NONE);
    }
    const last = this.lastOf.of(fact.who);
    const elder = this.elders.get(last);
    if (elder !== undefined && stage.canEnd(elder, fact) && this.isOf(elder, last, fact)) {
      stage.tell(elder, fact, cause);
      this.elders.delete(last);
      return;
    }
    this.tell(last, elder, fact, cause);
  }

  /**
   * Up to 0.6 the handle of somebody who has left tells it again when it goes itself (`janus_videoroom_destroy_session()`),
   * and of {@link PersonRules.toldAgain} more can come as long as the handle is there.
   */
  private goesOnceMore(known: number, fact: Fact): boolean {
    const { stage, rules } = this;
    if (!stage.isTold(known) || !stage.isAbout(stage.holder(known), fact)) return false;
    return fact.handle < 0 || rules.toldAgain?.includes(stage.cause(known) ?? '') === true;
  }

  /** Two of one id: the one whose handle tells it goes, or whose session or handle ends just then. */
  private isOf(elder: number, last: number, fact: Fact): boolean {
    const { stage } = this;
    const on = stage.handleLife(fact);
    if (on !== NONE && on === stage.holder(elder)) return true;
    if (on !== NONE && on === stage.holder(last)) return false;
    return stage.holderEndsAbout(elder, fact) && !stage.holderEndsAbout(last, fact);
  }

  private tell(life: number, elder: number | undefined, fact: Fact, cause: string): void {
    const { stage } = this;
    stage.tell(life, fact, cause);
    if (elder !== undefined && stage.canEnd(elder, fact)) this.lastOf.set(fact.who, elder);
    this.elders.delete(life);
  }

  hangUp(fact: Fact): void {
    const handleLife = this.stage.handleLife(fact);
    const life = this.lastIn.of(handleLife);
    if (this.stage.isOpen(life, fact)) this.stage.endWithConnection(life, handleLife, fact);
  }

  private begin(fact: Fact, begun: boolean, handleLife: number): void {
    const { stage } = this;
    const life = stage.begin(fact, { begun, within: handleLife, also: stage.placeLife(fact.place) });
    this.lastOf.set(fact.who, life);
    if (handleLife !== NONE) this.lastIn.set(handleLife, life);
  }
}

/** A second telling comes within this, µs (0.5 s seen). */
const ECHO = 1_000_000;
