/** Lives in words: what began them, what ended them, and how that is known. */
import * as l10n from '@vscode/l10n';
import { CAUSE_RECORDS } from '../sessions/causes/index.js';
import { CAUSES } from '../sessions/session-table.js';
import type { Kinds } from './engine/kind.js';
import { sessionHolding, type LifeTable } from './engine/life-table.js';
import { outcomeOf } from './engine/outcome.js';
import { sentences } from '../words/sentences.js';
import type { Stage } from './engine/stage.js';

export const SESSION_NOUN = 'session';

const SERVER_ENDS: Readonly<Record<string, () => string>> = {
  'server-stopped': () => l10n.t('Janus was shut down.'),
  'server-crashed': () => l10n.t('Janus crashed or was killed, and started again.'),
};

/** "joined the room" */
export function beginningOf(kinds: Kinds, lives: LifeTable, life: number): string {
  const words = kinds.list[lives.kind(life)]!.words();
  return lives.isBegun(life) ? words.begun : l10n.t('first trace in this log');
}

/** What ended a life, in a sentence: "The participant left the room.", "Its session timed out." */
export function endOf(stage: Stage, kinds: Kinds, life: number): string {
  const { lives } = stage;
  const cause = lives.cause(life)!;
  const own = kinds.list[lives.kind(life)]!.words().causes[cause];
  if (own !== undefined) return own;
  return fromAbove(stage, kinds, life) ?? SERVER_ENDS[cause]?.() ?? l10n.t('It ended.');
}

/** Follows the end up to what it came from: the life or session with the same end. */
function fromAbove(stage: Stage, kinds: Kinds, life: number): string | null {
  const { lives, judgement } = stage;
  for (const holder of [lives.holder(life), lives.otherHolder(life), lives.connection(life)]) {
    const session = sessionHolding(holder);
    if (session >= 0) {
      if (stage.sessionEnd(session) !== lives.endedAt(life)) continue;
      return CAUSE_RECORDS[CAUSES[judgement.sessions.cause[session]!]!].ofItsSession();
    }
    if (holder < 0 || lives.state(holder) !== 'ended' || lives.endedAt(holder) !== lives.endedAt(life)) continue;
    const words = kinds.list[lives.kind(holder)]!.words();
    const own = words.causes[lives.cause(holder)!];
    if (own !== undefined) return own;
    const above = fromAbove(stage, kinds, holder);
    if (above !== null) return above;
  }
  return null;
}

/** How a life ended, and what is worth a look about it, in a few sentences. */
export function reasonOf(stage: Stage, kinds: Kinds, life: number): string {
  const remark = kinds.list[stage.lives.kind(life)]!.remark?.(outcomeOf(stage, life)) ?? null;
  const ending = endingOf(stage, kinds, life);
  return remark === null ? ending : sentences(ending, remark);
}

function endingOf(stage: Stage, kinds: Kinds, life: number): string {
  const { lives } = stage;
  switch (lives.state(life)) {
    case 'open':
      return l10n.t('It goes on as far as the log tells.');
    case 'undecidable':
      return l10n.t('Whether it has ended cannot be told from this log.');
    case 'ended': {
      const end = endOf(stage, kinds, life);
      if (lives.isTold(life)) return end;
      const untold = l10n.t('No event told its end.');
      return lives.isFlagged(life) ? sentences(end, untold) : sentences(untold, end);
    }
  }
}
