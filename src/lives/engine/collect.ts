/** Takes events as they pass, after the sessions' collector, and keeps what they tell of lives. */
import { decodeText } from '../../events/bytes.js';
import { Role } from '../../events/event-table.js';
import { parseExact } from '../../events/exact-json.js';
import type { EventHeader } from '../../events/header.js';
import { EventType, WebrtcSubtype } from '../../events/types.js';
import type { EmitterFacts, Facts } from '../../sessions/facts.js';
import { LifeFacts, NONE, numberOf } from './life-facts.js';
import { sessionDescription } from './session-description.js';
import { CORE, textIn, wordOf, type KnownWord, type PluginData, type Words } from './vocabulary.js';

/** The plugin's name stands first in Janus' own JSON: events of plugins that are not known need not be read. */
const PLUGIN = /^\{\s*"plugin"\s*:\s*"([^"\\]+)"/;
const PLUGIN_WITHIN = 200;

/** States of ICE and DTLS as words of {@link CORE} (`ice.c`, `dtls.c`). */
const ICE: Readonly<Record<string, string>> = {
  gathering: 'gathering',
  connecting: 'connecting',
  connected: 'ice-connected',
  ready: 'ice-connected',
  failed: 'ice-failed',
};
const DTLS: Readonly<Record<string, string>> = {
  trying: 'dtls-trying',
  connected: 'dtls-connected',
  failed: 'dtls-failed',
};

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
    const { type } = header;
    // Most of a log, and nothing that is needed.
    if (type === EventType.media) return;
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

  private webrtc({ subtype, json, bodyStart, bodyEnd }: EventHeader, event: number): void {
    const { table } = this.facts;
    if (table.handle(event) === NONE) return;
    const role = table.role(event);
    if (role === Role.up) this.note('up', event);
    const told = role === Role.down || subtype === WebrtcSubtype.ice || subtype === WebrtcSubtype.dtls;
    const body = told ? objectIn(json, bodyStart, bodyEnd) : null;
    if (body === null) return;
    if (role === Role.down) {
      const { reason } = body;
      this.note('hangup', event, NONE, typeof reason === 'string' ? this.lifeFacts.texts.of(reason) : NONE);
      return;
    }
    const state = subtype === WebrtcSubtype.ice ? ICE[String(body.ice)] : DTLS[String(body.dtls)];
    if (state !== undefined) this.note(state, event);
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
