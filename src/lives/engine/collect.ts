/** Takes events as they pass, after the sessions' collector, and keeps what they tell of lives. */
import { decodeText } from '../../events/bytes.js';
import { Role } from '../../events/event-table.js';
import { parseExact } from '../../events/exact-json.js';
import type { EventHeader } from '../../events/header.js';
import { EventType, MediaSubtype } from '../../events/types.js';
import type { EmitterFacts, Facts } from '../../sessions/facts.js';
import { hasBodyForLives } from './bodies.js';
import { LifeFacts, NONE, numberOf } from './life-facts.js';
import { sessionDescription } from './session-description.js';
import { CORE, textIn, wordOf, type KnownWord, type PluginData, type Words } from './vocabulary.js';

/** The plugin's name stands first in Janus' own JSON: events of plugins that are not known need not be read. */
const PLUGIN = /^\{\s*"plugin"\s*:\s*"([^"\\]+)"/;
const PLUGIN_WITHIN = 200;

/** A medium's name has a few characters. */
const LONGEST_MEDIUM = 40;
/** Two candidates as Janus writes them. */
const LONGEST_PAIR = 200;
const ADDRESS = /(\S+):\d+ (?=\[)/g;

/** States of ICE and DTLS as words of {@link CORE} (`ice.c`, `dtls.c`). */
const ICE: ReadonlyMap<unknown, string> = new Map([
  ['gathering', 'gathering'],
  ['connecting', 'connecting'],
  ['connected', 'ice-connected'],
  ['ready', 'ice-connected'],
  ['failed', 'ice-failed'],
]);
const DTLS: ReadonlyMap<unknown, string> = new Map([
  ['trying', 'dtls-trying'],
  ['connected', 'dtls-connected'],
  ['failed', 'dtls-failed'],
]);

export class LivesCollector {
  readonly lifeFacts = new LifeFacts();
  private readonly core: (word: string) => number;
  private emitter: EmitterFacts | null = null;

  constructor(
    private readonly facts: Facts,
    private readonly words: Words,
  ) {
    this.core = (word) => words.numberOf(CORE, word);
  }

  /** Adds the event that was added to the event table last. */
  add(header: EventHeader): void {
    const { type, subtype } = header;
    if (type === EventType.media) {
      // Statistics are most of a log, and nothing that is needed.
      if (hasBodyForLives(type, subtype)) this.media(header, this.facts.table.count - 1);
      return;
    }
    const emitter = this.emitterOf(header.emitter);
    this.lifeFacts.countEvent(emitter.number, type);
    const event = this.facts.table.count - 1;
    if (type === EventType.plugin) this.plugin(header, event, emitter.number);
    else if (type === EventType.webrtc) this.webrtc(header, event);
    else if (type === EventType.jsep) this.jsep(header, event, emitter.number);
    else if (type === EventType.handle) this.handle(event);
  }

  private emitterOf(name: string): EmitterFacts {
    if (this.emitter?.name !== name) this.emitter = this.facts.emitters.get(name)!;
    return this.emitter;
  }

  private note(word: string, event: number, who = NONE, text = NONE): void {
    this.lifeFacts.add(this.core(word), event, NONE, who, text);
  }

  private handle(event: number): void {
    const { table } = this.facts;
    if (table.handle(event) === NONE) return;
    const role = table.role(event);
    if (role === Role.attached) this.note('attached', event);
    else if (role === Role.detached) this.note('detached', event);
  }

  private webrtc({ type, subtype, json, bodyStart, bodyEnd }: EventHeader, event: number): void {
    const { table } = this.facts;
    if (table.handle(event) === NONE) return;
    const role = table.role(event);
    if (role === Role.up) this.note('up', event);
    const told = role === Role.down || (role !== Role.up && hasBodyForLives(type, subtype));
    const body = told ? objectIn(json, bodyStart, bodyEnd) : null;
    if (body === null) return;
    if (role === Role.down) {
      const { reason } = body;
      this.note('hangup', event, NONE, typeof reason === 'string' ? this.lifeFacts.texts.of(reason) : NONE);
      return;
    }
    const state = DTLS.get(body.dtls) ?? ICE.get(body.ice);
    if (state !== undefined) this.note(state, event);
    else if (typeof body['selected-pair'] === 'string') this.pair(body['selected-pair'], event);
  }

  /** Kinds of the candidates; addresses are left out but for their family: each text is kept once. */
  private pair(pair: string, event: number): void {
    const kinds = pair
      .slice(0, LONGEST_PAIR)
      .replace(ADDRESS, (_, address: string) => (address.includes(':') ? ':::0 ' : '0:0 '));
    this.note('selected-pair', event, NONE, this.lifeFacts.texts.of(kinds));
  }

  /** Whether media comes in, `{media, mid[, substream], receiving}`, and slow links, `{media, slow_link}` (`ice.c`). */
  private media({ subtype, json, bodyStart, bodyEnd }: EventHeader, event: number): void {
    if (this.facts.table.handle(event) === NONE) return;
    const body = objectIn(json, bodyStart, bodyEnd);
    if (body === null) return;
    if (subtype === MediaSubtype.slowLink) {
      const { slow_link: direction } = body;
      if (direction === 'uplink' || direction === 'downlink') this.note(`slow-${direction}`, event);
      return;
    }
    const { receiving, mid, media, substream } = body;
    if (typeof receiving !== 'boolean') return;
    const medium = [mid ?? media, substream].filter((part) => typeof part === 'string' || typeof part === 'number');
    const text = this.lifeFacts.texts.of(medium.join('/').slice(0, LONGEST_MEDIUM));
    this.note(receiving ? 'receiving' : 'not-receiving', event, NONE, text);
  }

  private jsep({ json, bodyStart, bodyEnd }: EventHeader, event: number, emitter: number): void {
    if (this.facts.table.handle(event) === NONE) return;
    const told = sessionDescription(json, bodyStart, bodyEnd);
    if (told === null) return;
    const who = told.origin === null ? NONE : this.wide(told.origin, emitter);
    this.note(`${told.owner}-${told.type}`, event, who);
  }

  private plugin({ json, bodyStart, bodyEnd }: EventHeader, event: number, emitter: number): void {
    const name = PLUGIN.exec(decodeText(json, bodyStart, Math.min(bodyEnd, bodyStart + PLUGIN_WITHIN)))?.[1];
    if (name !== undefined && this.words.ofPlugin(name) === undefined) return;
    const body = objectIn(json, bodyStart, bodyEnd);
    const plugin = body?.plugin;
    const data = asObject(body?.data);
    if (typeof plugin !== 'string' || data === null) return;
    const word = this.words.ofPlugin(plugin)?.get(wordOf(data) ?? '');
    if (word !== undefined) this.add64(word, plugin, data, event, emitter);
  }

  private add64({ number, slots }: KnownWord, plugin: string, data: PluginData, event: number, emitter: number): void {
    const { lifeFacts, words } = this;
    const placeText = textIn(data, slots.place);
    const scope = emitter * words.pluginCount + words.pluginNumber(plugin);
    const place = placeText === null ? NONE : numberOf(lifeFacts.places, placeText, scope);
    const whoText = textIn(data, slots.who);
    const who =
      whoText === null
        ? NONE
        : place === NONE
          ? this.wide(whoText, emitter)
          : numberOf(lifeFacts.people, whoText, place);
    // Whose it is nobody can tell of one with neither.
    if (place === NONE && this.facts.table.owner(event) === NONE) return;
    lifeFacts.add(number, event, place, who, lifeFacts.texts.of(textIn(data, slots.text)));
  }

  /** The number of an id that is exact within a server. Scopes below 0: those of places are numbers from 0 on. */
  private wide(text: string, emitter: number): number {
    return numberOf(this.lifeFacts.people, text, -2 - emitter);
  }
}

function objectIn(json: Uint8Array, start: number, end: number): PluginData | null {
  try {
    return asObject(parseExact(decodeText(json, start, end)));
  } catch {
    // Damaged below its first level: the event is taken by its header alone.
    return null;
  }
}

const asObject = (value: unknown): PluginData | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PluginData) : null;
