/** The columns of the table of sessions, in the order in which they stand. */
import type { NamesFirst } from '../../../sessions/who.js';
import type { LaneSource } from '../source.js';
import { type Column, sessionOf } from './column.js';
import { address, emitter, plugin, transport } from './connections.js';
import { ending, hangup, quality, reason } from './endings.js';
import { name, names, opaqueId, room, session } from './people.js';
import { activity, duration, end, start } from './times.js';

export const COLUMNS = {
  ...{ ending, name, session, plugin, room, start, duration, end, activity, quality },
  ...{ hangup, transport, address, emitter, reason, opaqueId, names },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnKey = keyof typeof COLUMNS;
export const COLUMN_KEYS = Object.keys(COLUMNS) as ColumnKey[];

export const columnOf = (key: ColumnKey): Column => COLUMNS[key];

/** The orders that lanes can be sorted in: those of the columns that have one. */
export const SORTINGS = COLUMN_KEYS.filter((key) => columnOf(key).order !== null);
export type Sorting = ColumnKey;

/** An order that goes from high to low by itself. */
export function descends(sorting: Sorting): boolean {
  const { order } = columnOf(sorting);
  return order !== null && 'descends' in order;
}

/** Whether the analysis has to be asked for what a column says. */
export const isTold = (key: ColumnKey): boolean => 'told' in columnOf(key).said;

/** What a column says of some of the sessions; '' where it says nothing, or the page knows it by itself. */
export function toldCells(source: LaneSource, key: ColumnKey, indexes: Int32Array, names: NamesFirst): string[] {
  const { said } = columnOf(key);
  const { told } = source;
  return Array.from(indexes, (index) => {
    const session = index < 0 ? -1 : sessionOf(source, index);
    return session < 0 || told === undefined || !('told' in said) ? '' : said.told(told, session, names);
  });
}
