/** Lives in words: what began them, what ended them, and how that is known. */
import * as l10n from '@vscode/l10n';
import type { Cause } from '../sessions/model.js';
import { CAUSES } from '../sessions/session-table.js';
import type { Kinds } from './engine/judge-lives.js';
import { sessionHolding, type LifeTable } from './engine/life-table.js';
import { outcomeOf } from './engine/outcome.js';
import type { Stage } from './engine/stage.js';

export const SESSION_NOUN = 'session';

const SESSION_ENDS: Readonly<Record<Cause, () => string>> = {
  destroyed: () => l10n.t('was destroyed'),
  timeout: () => l10n.t('timed out'),
  'transport-gone': () => l10n.t('lost its connection'),
  'server-stopped': () => l10n.t('ended when Janus was shut down'),
  'server-crashed': () => l10n.t('ended when Janus crashed or was killed'),
  'id-reused': () => l10n.t('was over when its id was created again'),
  'handles-detached': () => l10n.t('lost all its handles at once'),
};

const SERVER_ENDS: Readonly<Record<string, () => string>> = {
  'server-stopped': () => l10n.t('Janus was shut down'),
  'server-crashed': () => l10n.t('Janus crashed or was killed, and started again'),
};

/** "joined the room" */
export function beginningOf(kinds: Kinds, lives: LifeTable, life: number): string {
  const words = kinds.list[lives.kind(life)]!.words();
  return lives.isBegun(life) ? words.begun : l10n.t('first trace of the {0} in this log', words.noun);
}

/** What ended a life: "left the room", "its session timed out". */
export function endOf(stage: Stage, kinds: Kinds, life: number): string {
  const { lives } = stage;
  const cause = lives.cause(life)!;
  const own = kinds.list[lives.kind(life)]!.words().causes[cause];
  if (own !== undefined) return own;
  return fromAbove(stage, kinds, life) ?? SERVER_ENDS[cause]?.() ?? l10n.t('ended');
}

/** Follows the end up to what it came from: the life or session with the same end. */
function fromAbove(stage: Stage, kinds: Kinds, life: number): string | null {
  const { lives, judgement } = stage;
  for (const holder of [lives.holder(life), lives.otherHolder(life), lives.connection(life)]) {
    const session = sessionHolding(holder);
    if (session >= 0) {
      if (stage.sessionEnd(session) !== lives.endedAt(life)) continue;
      return l10n.t('its session {0}', SESSION_ENDS[CAUSES[judgement.sessions.cause[session]!]!]());
    }
    if (holder < 0 || lives.state(holder) !== 'ended' || lives.endedAt(holder) !== lives.endedAt(life)) continue;
    const words = kinds.list[lives.kind(holder)]!.words();
    const own = words.causes[lives.cause(holder)!];
    if (own !== undefined) return l10n.t('its {0} {1}', words.noun, own);
    const above = fromAbove(stage, kinds, holder);
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
  const words = kinds.list[lives.kind(life)]!.words();
  switch (lives.state(life)) {
    case 'open':
      return l10n.t('The {0} goes on as far as the log tells.', words.noun);
    case 'undecidable':
      return l10n.t('Whether the {0} has ended cannot be told from this log.', words.noun);
    case 'ended': {
      const end = endOf(stage, kinds, life);
      if (lives.isTold(life)) return l10n.t('The {0} {1}.', words.noun, end);
      if (lives.isFlagged(life)) return l10n.t('The {0} {1}; no event told its end.', words.noun, end);
      return l10n.t('No event told the end of the {0}: {1}.', words.noun, end);
    }
  }
}
