/** Groups of lanes: a number for each session, dense and in the order of the headers, and what the headers say. */
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import type { Grouping } from './protocol.js';
import type { LaneSource } from './source.js';

export interface Groups {
  readonly count: number;
  /** Group of each session. */
  readonly of: Int32Array;
  label(group: number): string;
  /** Number of the room or mountpoint that a group is, where groups are those; −1 for none. */
  place?(group: number): number;
}

const emitterName = (source: LaneSource, emitter: number): string =>
  source.emitters[emitter]?.name || l10n.t('server without a name');

export function groupSessions(source: LaneSource, grouping: Exclude<Grouping, 'none'>): Groups {
  switch (grouping) {
    case 'emitter':
      return {
        count: source.emitters.length,
        of: new Int32Array(source.emitter),
        label: (group) => emitterName(source, group),
      };
    case 'transport': {
      const n = Math.max(1, source.transports.length);
      return byNumber(
        source,
        source.emitters.length * n,
        (i) => source.emitter[i]! * n + source.transport[i]!,
        (group) => `${emitterName(source, Math.floor(group / n))} · ${source.transports[group % n] ?? ''}`,
      );
    }
    case 'plugin': {
      const n = source.plugins.length;
      return byNumber(
        source,
        n + 1,
        (i) => (source.plugin[i] === NONE ? n : source.plugin[i]!),
        (group) => source.plugins[group] ?? l10n.t('no handle'),
      );
    }
    case 'room': {
      const n = source.roomCount;
      const rooms = byFirst(
        source,
        l10n.t('No room'),
        (i) => (source.room[i]! < 0 ? -1 : source.emitter[i]! * n + source.room[i]!),
        (i) => `${source.roomName(i)} · ${emitterName(source, source.emitter[i]!)}`,
      );
      return source.hasPlaces ? { ...rooms, place: (group) => source.room[rooms.first(group)] ?? -1 } : rooms;
    }
    case 'connection':
      return byFirst(
        source,
        l10n.t('No connection of its own'),
        (i) => source.connection[i]!,
        (i) => l10n.t('Connection {0} · {1}', source.connectionName(i), emitterName(source, source.emitter[i]!)),
      );
  }
}

function byNumber(
  source: LaneSource,
  count: number,
  of: (session: number) => number,
  label: (group: number) => string,
): Groups {
  const { count: sessions } = source;
  const groups = new Int32Array(sessions);
  for (let i = 0; i < sessions; i++) groups[i] = of(i);
  return { count, of: groups, label };
}

/** Groups in the order of their first sessions, which name them; those without (`of` gives −1) come last. */
function byFirst(
  source: LaneSource,
  without: string,
  of: (session: number) => number,
  label: (first: number) => string,
): Groups & { first(group: number): number } {
  const numbers = new Map<number, number>();
  const firsts: number[] = [];
  const groups = new Int32Array(source.count);
  for (let i = 0; i < source.count; i++) {
    const key = of(i);
    let group = key < 0 ? -1 : numbers.get(key);
    if (group === undefined) {
      group = firsts.push(i) - 1;
      numbers.set(key, group);
    }
    groups[i] = group;
  }
  const rest = firsts.length;
  for (let i = 0; i < source.count; i++) if (groups[i] === -1) groups[i] = rest;
  return {
    count: rest + 1,
    of: groups,
    label: (group) => (group < rest ? label(firsts[group]!) : without),
    first: (group) => firsts[group] ?? -1,
  };
}
