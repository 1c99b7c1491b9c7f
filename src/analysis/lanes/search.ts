/** Which sessions a search finds: every word must occur in the id, a label, the plugin, the transport or the emitter. */
import type { LaneSource } from './source.js';

type Searchable = Pick<
  LaneSource,
  'count' | 'id' | 'label' | 'emitter' | 'emitters' | 'transport' | 'transports' | 'plugin' | 'plugins'
>;

const hits = (names: readonly string[], word: string): boolean[] =>
  names.map((name) => name.toLowerCase().includes(word));

/** 1 per session found, or null for a query without words, which finds everything. */
export function searchSessions(source: Searchable, query: string): Uint8Array | null {
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const found = new Uint8Array(source.count).fill(1);
  const emitters = source.emitters.map(({ name }) => name);
  for (const word of words) {
    const inPlugin = hits(source.plugins, word);
    const inTransport = hits(source.transports, word);
    const inEmitter = hits(emitters, word);
    for (let i = 0; i < source.count; i++) {
      if (found[i] === 0) continue;
      const hit =
        inPlugin[source.plugin[i]!] === true ||
        inTransport[source.transport[i]!] === true ||
        inEmitter[source.emitter[i]!] === true ||
        source.id(i).toLowerCase().includes(word) ||
        source.label(i).toLowerCase().includes(word);
      if (!hit) found[i] = 0;
    }
  }
  return found;
}
