/** Which lives are asked for: of some kinds, at some time, in some room. */
import { NONE } from '../events/columns.js';
import type { Lives } from './lives.js';
import type { Life } from './model.js';

export interface Selection {
  readonly kinds: ReadonlySet<string>;
  /** µs: those that were going on then; null: all. */
  readonly at: number | null;
  /** Those in this room or mountpoint; null: all. */
  readonly room: string | null;
  /** Whether a query finds one, by its number in `Lives`; null: all. */
  readonly where: ((index: number) => boolean) | null;
}

/** The lives that are asked for, one by one; `within` refers to this list. */
export function* selected(lives: Lives, { kinds, at, room, where }: Selection): Generator<Life> {
  const shown = lives.kinds.map((kind) => kinds.has(kind));
  const places = new Int32Array(lives.count).fill(NONE);
  const alone = (): null => null;
  let count = 0;
  for (let index = 0; index < lives.count; index++) {
    if (!shown[lives.kindOf(index)]) continue;
    if ((at !== null || room !== null) && !isAsked(lives.life(index, alone), at, room)) continue;
    if (where === null || where(index)) places[index] = count++;
  }
  const within = (index: number): number | null => (places[index]! < 0 ? null : places[index]!);
  for (let index = 0; index < lives.count; index++) if (places[index]! >= 0) yield lives.life(index, within);
}

function isAsked(life: Life, at: number | null, room: string | null): boolean {
  if (room !== null && life.ids.room !== room && life.ids.mountpoint !== room) return false;
  return at === null || goesOnAt(life, at);
}

/** Whether a life was going on at a time, as far as the log tells; one from before the log was there since ever. */
function goesOnAt({ begunAt, firstAt, endedAt, state }: Life, at: number): boolean {
  if (begunAt !== null && begunAt > at) return false;
  // Of what may have ended only the time in which it left traces is sure.
  if (state === 'undecidable') return firstAt <= at;
  return endedAt === null || at < endedAt;
}

/** Kinds that are people in rooms: those that "who was there" is asked of. */
export const isPerson = (kind: string): boolean => /-(?:participant|remote-publisher)$/.test(kind);
