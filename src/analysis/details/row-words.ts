/** Who a session of a list is, and when it was, in the few words that a line has room for. */
import * as l10n from '@vscode/l10n';
import { whoIs, type NamesFirst } from '../../sessions/who.js';
import { clockTold, dateAndTime, duration, fromTo, type LogClock } from '../../words/times.js';
import { transportName } from '../../words/transports.js';
import type { SessionRow } from '../requests/api.js';

/** The id, with its use where it was used more than once. */
export const idOf = ({ id, instance }: SessionRow): string => (instance > 1 ? `${id} #${String(instance)}` : id);

/** What a session is called in one line, and its id where that is another. */
export function titleOf(row: SessionRow, first: NamesFirst): { readonly title: string; readonly id: string | null } {
  const who = whoIs(row, first);
  return who === null ? { title: idOf(row), id: null } : { title: who, id: idOf(row) };
}

/** "2026-11-23 07:05:32 – 07:05:45 UTC (13.9 s)" */
export function timesOf(row: SessionRow, by: LogClock = clockTold()): string {
  const { createdAt, endedAt, firstAt, lastAt, outcome } = row;
  if (endedAt === null && outcome === 'open') {
    const since = dateAndTime(firstAt, by, 0);
    return l10n.t('since {0}', createdAt === null ? l10n.t('before {0}', since) : since);
  }
  const times = fromTo(firstAt, endedAt ?? lastAt, by, 0);
  if (createdAt === null) return l10n.t('before {0}', times);
  return endedAt === null ? times : `${times} (${duration(endedAt - createdAt)})`;
}

/** What a person knows the session by, besides its id. */
export function namesOf({ emitter, transport, plugins, rooms, opaqueIds, displays }: SessionRow): string[] {
  return [
    emitter,
    transport === null ? '' : transportName(transport),
    ...plugins.slice(0, 3),
    ...rooms.slice(0, 3).map((room) => l10n.t('room {0}', room)),
    ...displays.slice(0, 2),
    ...opaqueIds.slice(0, 3),
  ].filter((name) => name !== '');
}
