/** Which sessions a search finds: every word must occur in the id, a label, the plugin, the transport or the emitter. */
import type { TimelineOverview } from '../../src/analysis/timeline.js';

/** Columns search reads. */
export type Searchable = Pick<
  TimelineOverview,
  'count' | 'ids' | 'labels' | 'emitter' | 'emitters' | 'transport' | 'transports' | 'plugin' | 'plugins'
>;

export type SessionSearch = (query: string) => Uint8Array | null;

function hits(names: readonly string[], word: string): boolean[] {
  return names.map((name) => name.toLowerCase().includes(word));
}

/**
 * Makes a search over one overview; labels are lower-cased once. The search returns 1 per session found, or null for a
 * query without words, which finds everything.
 */
export function sessionSearch(sessions: Searchable): SessionSearch {
  let labels: string[] | null = null;
  const emitters = sessions.emitters.map((emitter) => emitter.name);
  return (query) => {
    const words = query
      .toLowerCase()
      .split(/\s+/u)
      .filter((word) => word !== '');
    if (words.length === 0) return null;
    labels ??= sessions.labels.map((label) => label.toLowerCase());
    const found = new Uint8Array(sessions.count).fill(1);
    for (const word of words) {
      const inPlugin = hits(sessions.plugins, word);
      const inTransport = hits(sessions.transports, word);
      const inEmitter = hits(emitters, word);
      for (let i = 0; i < sessions.count; i++) {
        if (found[i] === 0) continue;
        const hit =
          sessions.ids[i]?.toLowerCase().includes(word) === true ||
          labels[i]?.includes(word) === true ||
          inPlugin[sessions.plugin[i] ?? -1] === true ||
          inTransport[sessions.transport[i] ?? -1] === true ||
          inEmitter[sessions.emitter[i] ?? -1] === true;
        if (!hit) found[i] = 0;
      }
    }
    return found;
  };
}
