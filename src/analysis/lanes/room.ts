import * as l10n from '@vscode/l10n';
import { UNFOLDED } from './folds.js';
import { changesAround, insideAt, type InsideLines, mostInside } from './inside.js';
import type { LaneIndex } from './lane-index.js';
import { FLAG_CREATED_UNSEEN } from './protocol.js';
import { MAX_INSIDERS, ROOM_COLUMNS, type LaneRequest, type RoomAnswer } from './requests.js';

/** A room or mountpoint, and who was inside at a time. Throws an `Error` fit to be shown if nobody ever was. */
export function roomOf(stays: LaneIndex, lines: InsideLines, { place, at }: LaneRequest<'room'>): RoomAnswer {
  const { source } = stays;
  const inPlace = lines.staysIn(source, place);
  const first = inPlace[0];
  if (first === undefined) throw new Error(l10n.t('Nobody was seen in this room.'));
  const line = lines.of(source, place);
  const time = at ?? source.length;
  const inside = insideAt(source, inPlace, time);
  return {
    place,
    name: source.roomName(first),
    emitter: source.emitters[source.emitter[first]!]?.name ?? '',
    life: source.placeLife?.(place) ?? -1,
    stays: inPlace.length,
    peak: line.peak,
    at: time,
    inside: inside.length,
    people: Array.from(inside.subarray(0, MAX_INSIDERS), (i) => ({
      life: stays.lifeAt(i),
      name: source.id(i),
      start: source.start[i]!,
      unseen: (source.flags[i]! & FLAG_CREATED_UNSEEN) !== 0,
    })),
    length: source.length,
    counts: mostInside(line, UNFOLDED, { from: 0, span: Math.max(1, source.length), columns: ROOM_COLUMNS }),
    ...changesAround(line, time),
  };
}
