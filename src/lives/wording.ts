/** Lives in words: what began them, what ended them, and how that is known. */
import type { Cause } from '../sessions/model.js';
import { CAUSES } from '../sessions/session-table.js';
import type { Kinds } from './engine/judge-lives.js';
import { sessionHolding, type LifeTable } from './engine/life-table.js';
import { outcomeOf } from './engine/outcome.js';
import type { Stage } from './engine/stage.js';

export const SESSION_NOUN = 'session';

const SESSION_ENDS: Readonly<Record<Cause, string>> = {
  destroyed: 'was destroyed',
  timeout: 'timed out',
  'transport-gone': 'lost its connection',
  'server-stopped': 'ended when Janus was shut down',
  'server-crashed': 'ended when Janus crashed or was killed',
  'id-reused': 'was over when its id was created again',
  'handles-detached': 'lost all its handles at once',
};

const SERVER_ENDS: Readonly<Record<string, string>> = {
  'server-stopped': 'Janus was shut down',
  'server-crashed': 'Janus crashed or was killed, and started again',
};

/** "joined the room" */
export function beginningOf(kinds: Kinds, lives: LifeTable, life: number): string {
  const { words } = kinds.list[lives.kind(life)]!;
  return lives.isBegun(life) ? words.begun : `first trace of the ${words.noun} in this log`;
}

/** What ended a life: "left the room", "its session timed out". */
export function endOf(stage: Stage, kinds: Kinds, life: number): string {
  const { lives } = stage;
  const cause = lives.cause(life)!;
  const own = kinds.list[lives.kind(life)]!.words.causes[cause];
  if (own !== undefined) return own;
  return fromAbove(stage, kinds, life, `its `) ?? SERVER_ENDS[cause] ?? 'ended';
}

/** Follows the end up to what it came from: the life or session with the same end. */
function fromAbove(stage: Stage, kinds: Kinds, life: number, whose: string): string | null {
  const { lives, judgement } = stage;
  for (const holder of [lives.holder(life), lives.otherHolder(life), lives.connection(life)]) {
    const session = sessionHolding(holder);
    if (session >= 0) {
      if (stage.sessionEnd(session) !== lives.endedAt(life)) continue;
      return `${whose}session ${SESSION_ENDS[CAUSES[judgement.sessions.cause[session]!]!]}`;
    }
    if (holder < 0 || lives.state(holder) !== 'ended' || lives.endedAt(holder) !== lives.endedAt(life)) continue;
    const { words } = kinds.list[lives.kind(holder)]!;
    const own = words.causes[lives.cause(holder)!];
    if (own !== undefined) return `${whose}${words.noun} ${own}`;
    const above = fromAbove(stage, kinds, holder, whose);
    if (above !== null) return above;
  }
  return null;
}

/** How a life ended, and what is worth a look about it, in a few sentences. */
export function reasonOf(stage: Stage, kinds: Kinds, life: number): string {
  const remark = kinds.list[stage.lives.kind(life)]!.remark?.(outcomeOf(stage, life)) ?? null;
  const ending = endingOf(stage, kinds, life);
  return remark === null ? ending : `${ending} ${remark}`;
}

function endingOf(stage: Stage, kinds: Kinds, life: number): string {
  const { lives } = stage;
  const { words } = kinds.list[lives.kind(life)]!;
  switch (lives.state(life)) {
    case 'open':
      return `The ${words.noun} goes on as far as the log tells.`;
    case 'undecidable':
      return `Whether the ${words.noun} has ended cannot be told from this log.`;
    case 'ended': {
      const end = endOf(stage, kinds, life);
      if (lives.isTold(life)) return `The ${words.noun} ${end}.`;
      if (lives.isFlagged(life)) return `The ${words.noun} ${end}; no event told its end.`;
      return `No event told the end of the ${words.noun}: ${end}.`;
    }
  }
}
