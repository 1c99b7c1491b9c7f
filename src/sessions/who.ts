/** Who a session is for people: sixteen digits tell nobody anything. */
import * as l10n from '@vscode/l10n';
import { pluginName } from '../words/transports.js';

/** What a person knows a session by first: what it calls itself, what its client calls it, or its id. */
export const NAMES_FIRST = ['display', 'opaqueId', 'id'] as const;
export type NamesFirst = (typeof NAMES_FIRST)[number];

/** By what people may know a session. */
export interface Known {
  readonly displays: readonly string[];
  readonly opaqueIds: readonly string[];
  readonly rooms: readonly string[];
  /** Full or short names. */
  readonly plugins: readonly string[];
}

/** "Alice", "client-17", "videoroom in room 1234"; null where only the id tells it from others, or is wanted first. */
export function whoIs({ displays, opaqueIds, rooms, plugins }: Known, first: NamesFirst): string | null {
  if (first === 'id') return null;
  const names = first === 'display' ? [...displays, ...opaqueIds] : [...opaqueIds, ...displays];
  const name = names.find((one) => one.trim() !== '');
  if (name !== undefined) return name;
  const [room] = rooms;
  if (room === undefined) return null;
  const [plugin] = plugins;
  return plugin === undefined ? l10n.t('room {0}', room) : l10n.t('{0} in room {1}', pluginName(plugin), room);
}
