/**
 * Handles that a client forgot: what they were for is over, the session took a newer handle of the same plugin instead,
 * and the old one was not detached. A handle that is merely kept may be used again, so the newer one is asked for.
 */
import { NONE } from '../../../events/columns.js';
import type { Outcome } from '../../engine/kind.js';
import { sessionHolding } from '../../engine/life-table.js';
import type { Stage } from '../../engine/stage.js';

const FORGOTTEN = 1;

/** Clients detach when they get to it: one is forgotten when nothing was on it for so long, µs. */
const IDLE = 60_000_000;
/** Where no `detached` at the session's end proves it there are to be so many in a session: one could have been lost. */
const UNPROVEN = 2;

export const hint = ({ marks }: Outcome): string | null => ((marks & FORGOTTEN) === 0 ? null : 'never-detached');

interface Idle {
  readonly handle: number;
  readonly session: number;
  /** What ended on it last, a life. */
  readonly last: number;
  readonly proven: boolean;
}

export function markForgotten(stage: Stage, kind: number): void {
  const { lives } = stage;
  const idle = idleHandles(stage, kind);
  const newest = newestHandles(stage, kind, new Set(idle.map(({ session }) => session)));
  const forgotten = idle.filter(({ handle, last }) => newest.get(keyOf(stage, handle))! > lives.endedAt(last));
  const unproven = new Map<number, number>();
  for (const { session, proven } of forgotten) if (!proven) unproven.set(session, (unproven.get(session) ?? 0) + 1);
  for (const { handle, session, last, proven } of forgotten) {
    if (!proven && unproven.get(session)! < UNPROVEN) continue;
    lives.setMarks(handle, FORGOTTEN);
    lives.setShownBy(handle, lives.end(last));
  }
}

/** Handles on which nothing was for long before their end, or the end of the log. */
function idleHandles(stage: Stage, kind: number): Idle[] {
  const { lives } = stage;
  const found: Idle[] = [];
  for (const [handle, last] of lastOnHandles(stage, kind).entries()) {
    if (last < 0 || stage.until(handle) - lives.endedAt(last) < IDLE) continue;
    const told = lives.isTold(handle);
    const proven = told && stage.sessionEndsAbout(handle, lives.endedAt(handle));
    const session = sessionHolding(lives.holder(handle));
    if (session >= 0 && lives.state(handle) !== 'undecidable' && (proven || !told))
      found.push({ handle, session, last, proven });
  }
  return found;
}

/** Something is on the handle still, or may be. */
const IN_USE = -2;

/** By handle's life: what ended on it last, a life; below 0 for others. */
function lastOnHandles({ lives }: Stage, kind: number): Int32Array {
  const last = new Int32Array(lives.count).fill(NONE);
  const handleOver = (holder: number): number => {
    let at = holder;
    while (at >= 0 && lives.kind(at) !== kind) at = lives.holder(at);
    return at;
  };
  const note = (handle: number, life: number): void => {
    const before = last[handle]!;
    if (before === IN_USE) return;
    if (lives.state(life) !== 'ended' || lives.end(life) < 0) last[handle] = IN_USE;
    else if (before === NONE || lives.endedAt(before) < lives.endedAt(life)) last[handle] = life;
  };
  for (let life = 0; life < lives.count; life++) {
    if (lives.kind(life) === kind) continue;
    for (const holder of [lives.holder(life), lives.otherHolder(life)]) {
      const handle = handleOver(holder);
      if (handle >= 0) note(handle, life);
    }
  }
  return last;
}

/** By session and plugin, of some sessions: when the newest handle was attached, µs. */
function newestHandles(stage: Stage, kind: number, sessions: ReadonlySet<number>): Map<string, number> {
  const { lives } = stage;
  const newest = new Map<string, number>();
  for (let life = 0; life < lives.count; life++)
    if (lives.kind(life) === kind && sessions.has(sessionHolding(lives.holder(life))))
      newest.set(keyOf(stage, life), stage.firstAt(life));
  return newest;
}

const keyOf = (stage: Stage, handle: number): string =>
  `${String(sessionHolding(stage.lives.holder(handle)))} ${stage.pluginOf(handle)}`;
