/**
 * Which events tell of lives, and what is kept of each: a word ("joined"), where it happened (a room, a mountpoint), who or
 * what it is about, and one text for people.
 */

import * as z from 'zod/mini';
import { idText } from '../../events/bodies.js';

/** `data` of a plugin event, as JSON has it; integers beyond 2^53 come as text. */
export type PluginData = Readonly<Record<string, unknown>>;

/** The member of the data that holds a value, or how it is found. */
export type Slot = string | ((data: PluginData) => string | null);

export interface WordSlots {
  /** The room, mountpoint, recording or call, exact within one plugin of one server. */
  readonly place?: Slot;
  /** The person, exact within {@link place}; or an id of its own within the server. */
  readonly who?: Slot;
  /** For people: a display name, a reason. */
  readonly text?: Slot;
}

export interface Vocabulary {
  /** Full name of the plugin, `janus.plugin.videoroom`; '' for what Janus itself tells (types 2, 8, 16). */
  readonly plugin: string;
  readonly words: Readonly<Record<string, WordSlots>>;
}

/**
 * What Janus itself tells of handles and PeerConnections (`janus.c`, `ice.c`, `dtls.c`). `receiving` and `not-receiving`
 * are of one medium, or one layer of it, which the text names.
 */
export const CORE: Vocabulary = {
  plugin: '',
  words: {
    attached: {},
    detached: {},
    'remote-offer': {},
    'local-offer': {},
    'remote-answer': {},
    'local-answer': {},
    gathering: {},
    connecting: {},
    'ice-connected': {},
    'ice-failed': {},
    'dtls-trying': {},
    'dtls-connected': {},
    'dtls-failed': {},
    'selected-pair': {},
    up: {},
    hangup: {},
    receiving: {},
    'not-receiving': {},
    'slow-uplink': {},
    'slow-downlink': {},
  },
};

/** The keys that hold the word of a plugin event: plugins differ, and some have two (`json_object_set_new(info, …)`). */
const WORD_KEYS = ['event', 'status', 'videoroom', 'audiobridge', 'textroom'];

/** "joined" of a plugin's data, or null where it has none. */
export function wordOf(data: PluginData): string | null {
  for (const key of WORD_KEYS) {
    const word = data[key];
    if (typeof word === 'string') return word;
  }
  return null;
}

/** An id or a name as exact text, or null where there is none: rooms and people have numbers or texts. */
export function textIn(data: PluginData, slot: Slot | undefined): string | null {
  if (slot === undefined) return null;
  const value = typeof slot === 'string' ? data[slot] : slot(data);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A word of a vocabulary by its number among the words of all. */
export interface KnownWord {
  readonly number: number;
  readonly slots: WordSlots;
  /** A slot is found, not a member: it can be anywhere in the data. */
  readonly needsAll: boolean;
}

/** The words of all vocabularies, numbered. */
export class Words {
  private readonly byPlugin = new Map<string, Map<string, KnownWord>>();
  private readonly plugins: string[] = [];
  count = 0;
  /** The body of a plugin event (type 64), with the members of its data that are slots of words, or words. */
  readonly usual: z.ZodMiniType<{ readonly plugin: string; readonly data: PluginData }>;

  constructor(vocabularies: Iterable<Vocabulary>) {
    const members: Record<string, z.ZodMiniType<string | undefined>> = {};
    for (const { plugin, words } of new Set(vocabularies)) {
      this.plugins.push(plugin);
      const known = new Map<string, KnownWord>();
      for (const [word, slots] of Object.entries(words)) {
        const all = Object.values(slots) as Slot[];
        known.set(word, { number: this.count++, slots, needsAll: all.some((slot) => typeof slot !== 'string') });
        for (const slot of all) if (typeof slot === 'string') members[slot] = z.optional(idText);
      }
      this.byPlugin.set(plugin, known);
    }
    for (const key of WORD_KEYS) members[key] = z.optional(z.string());
    this.usual = z.object({ plugin: z.string(), data: z.object(members) });
  }

  /** Whether anything is known of a plugin: its events are read. */
  ofPlugin(plugin: string): ReadonlyMap<string, KnownWord> | undefined {
    return this.byPlugin.get(plugin);
  }

  /** The number of a plugin, for what is exact within it. */
  pluginNumber(plugin: string): number {
    return this.plugins.indexOf(plugin);
  }

  get pluginCount(): number {
    return this.plugins.length;
  }

  numberOf({ plugin }: Vocabulary, word: string): number {
    const known = this.byPlugin.get(plugin)?.get(word);
    if (known === undefined) throw new Error(`${plugin || 'Janus'} does not tell "${word}".`);
    return known.number;
  }
}
