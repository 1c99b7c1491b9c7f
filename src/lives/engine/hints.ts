/** Which lives have something worth a look. */
import type { Kinds } from './kind.js';
import { outcomeOf } from './outcome.js';
import type { Stage } from './stage.js';

/** The code of what is worth a look about a life, a key of its kind's hints; null: nothing. */
export function hintOf(stage: Stage, { list }: Kinds, life: number): string | null {
  const { lives } = stage;
  if (lives.isFlagged(life)) return lives.cause(life);
  const { hint } = list[lives.kind(life)]!;
  if (hint === undefined || lives.state(life) === 'undecidable') return null;
  return hint(outcomeOf(stage, life));
}

/** The numbers of all that have one. */
export function hintedLives(stage: Stage, kinds: Kinds): Uint32Array {
  const found: number[] = [];
  for (let life = 0; life < stage.lives.count; life++) if (hintOf(stage, kinds, life) !== null) found.push(life);
  return Uint32Array.from(found);
}
