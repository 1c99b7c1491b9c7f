/** Who else was there: the sessions of the same room and of the same connection, while a session was. */
import { NONE } from '../../events/columns.js';
import type { Session } from '../../sessions/model.js';
import type { LogReport } from '../../sessions/log-report.js';
import { STATES } from '../../sessions/session-table.js';
import { type NamesFirst, whoIs } from '../../sessions/who.js';

/** More would not be read. */
const MAX_COMPANY = 50;
const OPEN = STATES.indexOf('open');

export interface Companion {
  readonly session: number;
  readonly id: string;
  /** Null: nothing but its id tells it from others. */
  readonly name: string | null;
  readonly shares: 'room' | 'connection' | 'room and connection';
  /** How long both were there, µs; 0 for one of the same connection at another time. */
  readonly together: number;
}

export interface Company {
  /** Those that were there longest, at most {@link MAX_COMPANY}. */
  readonly companions: readonly Companion[];
  /** How many there were besides. */
  readonly more: number;
}

/** The others that share the first room of a session at the same time, or its connection. Looks at columns only. */
export function companyOf(
  { sessions, span }: LogReport,
  { index }: Pick<Session, 'index'>,
  names: NamesFirst,
): Company {
  const { count, firstAt, lastAt, endedAt, state, emitter, room, connection } = sessions;
  const end = (k: number): number => {
    if (state[k] === OPEN) return span?.last ?? lastAt[k]!;
    return Number.isNaN(endedAt[k]!) ? lastAt[k]! : endedAt[k]!;
  };
  const found: { k: number; shares: Companion['shares']; together: number }[] = [];
  for (let k = 0; k < count; k++) {
    if (k === index || emitter[k] !== emitter[index]) continue;
    const ofConnection = connection[index] !== NONE && connection[k] === connection[index];
    const ofRoom = room[index] !== NONE && room[k] === room[index];
    if (!ofConnection && !ofRoom) continue;
    const together = Math.min(end(k), end(index)) - Math.max(firstAt[k]!, firstAt[index]!);
    if (together <= 0 && !ofConnection) continue;
    const shares = !ofConnection ? 'room' : ofRoom && together > 0 ? 'room and connection' : 'connection';
    found.push({ k, shares, together: Math.max(0, together) });
  }
  found.sort((a, b) => b.together - a.together || a.k - b.k);
  const companions = found.slice(0, MAX_COMPANY).map(({ k, shares, together }): Companion => {
    return { session: k, id: sessions.id(k), name: whoIs(sessions.known(k), names), shares, together };
  });
  return { companions, more: found.length - companions.length };
}
