/** Where in an arrangement a life, a key, or what a step leads to is. */
import { type Arrangement, headerAt, headerOf } from './arrangement.js';
import type { LaneIndex } from './lane-index.js';
import type { LaneFound, LaneKey } from './protocol.js';
import type { Seek } from './requests.js';
import { rowStepped, silentRow } from './steps.js';

/** What an arrangement's rows show, and what can be asked for besides; `stays` is null as long as nobody looked at rooms. */
export interface Shown {
  readonly arrangement: Arrangement;
  readonly rows: LaneIndex;
  readonly sessions: LaneIndex;
  readonly stays: LaneIndex | null;
}

/** `indexOfLife`: the sessions or the stays, whichever the number of a life is of. */
export function seekIn(shown: Shown, seek: Seek, indexOfLife: (life: number) => LaneIndex): LaneFound | null {
  const { arrangement } = shown;
  switch (seek.to) {
    case 'session':
      return foundLife(shown, seek.session, indexOfLife);
    case 'key': {
      const life = lifeOf(shown, seek.key);
      return life < 0 ? null : foundLife(shown, life, indexOfLife);
    }
    case 'row':
      return foundAt(shown, arrangement.rows[rowStepped(arrangement, seek.row, seek.by)] ?? -1);
    case 'silent':
      return foundAt(shown, arrangement.rows[silentRow(arrangement, seek.row, seek.direction)] ?? -1);
  }
}

/** A session or stay; where the rows show the other, it stands at the row of what it is within, or holds. */
function foundLife(shown: Shown, life: number, indexOfLife: (life: number) => LaneIndex): LaneFound | null {
  const { arrangement, rows } = shown;
  const own = indexOfLife(life);
  const index = own.indexOf(life);
  if (index < 0) return null;
  const at = rows.indexOf(life);
  if (at >= 0) return foundAt(shown, at);
  const found = foundAt(shown, rows.firstIn(own.sessionAt(index)));
  const lane = own.lane(index, { quality: null, names: arrangement.names });
  return found === null ? { lane, row: -1, shown: true, header: null } : { ...found, lane };
}

function foundAt({ arrangement, rows }: Shown, index: number): LaneFound | null {
  if (index < 0) return null;
  const row = arrangement.rowOf[index]!;
  const header = row < 0 ? -1 : headerAt(arrangement, row);
  return {
    lane: rows.lane(index, arrangement),
    row,
    shown: arrangement.shown[index] === 1,
    header: header < 0 ? null : headerOf(arrangement, header),
  };
}

/** The life that a key names; −1: none. */
function lifeOf({ rows, sessions, stays }: Shown, key: LaneKey): number {
  const index = rows.indexOfKey(key);
  if (index >= 0) return rows.lifeAt(index);
  const other = rows === sessions ? stays : sessions;
  const elsewhere = other?.indexOfKey(key) ?? -1;
  return elsewhere < 0 ? -1 : other!.lifeAt(elsewhere);
}
