/** Where words are looked for: all that people know sessions and lives by. What many have in common is looked at once. */
import type { NameKind, Names } from '../../../sessions/collecting/names.js';
import { outcomeAt } from '../../../sessions/session-outcome.js';
import { CAUSES, CERTAINTIES, STATES, type SessionTable } from '../../../sessions/session-table.js';
import { outcomeTitle } from '../../../words/outcomes.js';
import { pluginName, transportName } from '../../../words/transports.js';
import type { Lives } from '../../lives.js';
import { KINDS } from '../../registry.js';
import type { Sought } from './subject.js';

const NO = 1;
const YES = 2;

/** What is known of one word by now: 0 where it was not looked yet, else {@link NO} or {@link YES}. */
interface Known {
  readonly sessions: Uint8Array;
  readonly texts: Uint8Array;
  readonly places: Uint8Array;
  readonly handles: Uint8Array;
  readonly emitters: readonly boolean[];
  readonly transports: readonly boolean[];
  readonly plugins: readonly boolean[];
  readonly kinds: readonly boolean[];
}

export class Words {
  private readonly known = new WeakMap<Sought, Known>();
  private readonly names: Names;
  private readonly owner: ArrayLike<number>;

  constructor(
    private readonly lives: Lives,
    private readonly sessions: SessionTable,
  ) {
    const { facts, judgement } = lives.stage;
    this.names = facts.names;
    this.owner = judgement.sessions.owner;
  }

  namesOf(session: number, kind: NameKind): readonly string[] {
    return this.names.of(this.owner[session]!, kind);
  }

  /** Whether a session itself says a word, not what it holds. */
  ofSession(session: number, word: Sought): boolean {
    const known = this.knownOf(word);
    const { sessions } = known;
    if (sessions[session] === 0) sessions[session] = this.inSession(session, word, known) ? YES : NO;
    return sessions[session] === YES;
  }

  ofLife(life: number, word: Sought): boolean {
    const { facts, lifeFacts, lives } = this.lives.stage;
    const known = this.knownOf(word);
    if (known.kinds[lives.kind(life)]) return true;
    const cause = lives.cause(life);
    if (cause !== null && word.isInKnown(cause)) return true;
    const fact = lives.fact(life);
    const handle = facts.table.handle(lifeFacts.event(fact));
    if (handle >= 0 && known.plugins[facts.handlePlugin.values[handle]!]) return true;
    const text = lifeFacts.text(fact);
    if (text >= 0 && (known.texts[text] ||= word.isIn(lifeFacts.texts.at(text)!) ? YES : NO) === YES) return true;
    const place = lifeFacts.place(fact);
    if (place >= 0 && (known.places[place] ||= word.isIn(lifeFacts.places.text(place)) ? YES : NO) === YES) return true;
    const who = lifeFacts.who(fact);
    if (who >= 0 && (word.isDigits || !lifeFacts.people.isNumber(who)) && word.isIn(lifeFacts.people.text(who)))
      return true;
    if (!word.isDigits || handle < 0) return false;
    return (known.handles[handle] ||= word.isIn(facts.handles.text(handle)) ? YES : NO) === YES;
  }

  private knownOf(word: Sought): Known {
    let known = this.known.get(word);
    if (known === undefined) {
      const { sessions } = this;
      const { lifeFacts, facts } = this.lives.stage;
      known = {
        sessions: new Uint8Array(sessions.count),
        texts: new Uint8Array(lifeFacts.texts.list.length),
        places: new Uint8Array(lifeFacts.places.count),
        handles: new Uint8Array(word.isDigits ? facts.handles.count : 0),
        emitters: sessions.emitters.map(word.isIn),
        transports: sessions.transports.map((transport) => word.isIn(transportName(transport))),
        plugins: facts.plugins.list.map((plugin) => word.isIn(pluginName(plugin))),
        kinds: KINDS.list.map(({ kind }) => word.isIn(kind)),
      };
      this.known.set(word, known);
    }
    return known;
  }

  private inSession(session: number, word: Sought, known: Known): boolean {
    const { sessions } = this;
    const says = (text: string | null | undefined): boolean => typeof text === 'string' && word.isInKnown(text);
    return (
      known.emitters[sessions.emitter[session]!] === true ||
      known.transports[sessions.transport[session]!] === true ||
      known.plugins[sessions.plugin[session]!] === true ||
      says(outcomeTitle(outcomeAt(sessions, session))) ||
      says(CAUSES[sessions.cause[session]!]) ||
      says(CERTAINTIES[sessions.certainty[session]!]) ||
      says(sessions.address(session)) ||
      (word.isDigits && word.isIn(sessions.id(session))) ||
      this.names.some(this.owner[session]!, word.isIn) ||
      this.beganOrEnded(session, word)
    );
  }

  /** At the time that a word is, if it is one. */
  private beganOrEnded(session: number, { when }: Sought): boolean {
    if (when === null) return false;
    const { firstAt, createdAt, endedAt, state } = this.sessions;
    const from = Number.isNaN(createdAt[session]!) ? firstAt[session]! : createdAt[session]!;
    if (when(from, from)) return true;
    return STATES[state[session]!] === 'ended' && when(endedAt[session]!, endedAt[session]!);
  }
}
