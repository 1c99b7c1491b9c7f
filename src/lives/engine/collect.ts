/** Takes events as they pass, after the sessions' collector, and keeps what they tell of lives. */
import type * as z from 'zod/mini';
import { MediaBody, usualBodyReader, WebrtcBody } from '../../events/bodies.js';
import { NONE } from '../../events/columns.js';
import { decodeText } from '../../events/bytes.js';
import { Role } from '../../events/event-table.js';
import { parseExact } from '../../events/exact-json.js';
import type { EventHeader } from '../../events/header.js';
import type { ColumnReader, ColumnWriter } from '../../events/kept-columns.js';
import { EventType, NO_SUBTYPE } from '../../events/types.js';
import { UNUSUAL } from '../../events/usual-bodies/cursor.js';
import type { EmitterFacts, Facts } from '../../sessions/collecting/facts.js';
import { Samples } from '../../events/samples.js';
import { StatisticsReader, type MediumStatistics } from '../quality/statistics.js';
import { NameKind } from '../../sessions/collecting/names.js';
import { hasBodyForLives, isStatistics } from './bodies.js';
import { LifeFacts, numberOf } from './life-facts.js';
import { networkOf } from './networks.js';
import { sessionDescription } from './session-description.js';
import { CORE, textIn, wordOf, type KnownWord, type PluginData, type Words } from './vocabulary.js';

/** The plugin's name stands first in Janus' own JSON: events of plugins that are not known need not be read. */
const PLUGIN = /^\{\s*"plugin"\s*:\s*"([^"\\]+)"/;
const PLUGIN_WITHIN = 200;

/** A medium's name has a few characters. */
const LONGEST_MEDIUM = 40;
/** Two candidates as Janus writes them. */
const LONGEST_PAIR = 200;
/** An address of the client; a name that mDNS hides it behind is none (RFC 8839, 5.1). */
const CANDIDATE = /^(?:\S+ ){4}(\S+) \d+ typ /;
const HIDDEN = /\.local$/;
const PEER = /<-> (\S+):\d+ (?=\[)/;
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

const readWebrtc = usualBodyReader(WebrtcBody);
const readMedia = usualBodyReader(MediaBody);

export class LivesCollector {
  readonly lifeFacts = new LifeFacts();
  private readonly core: (word: string) => number;
  private readonly readPlugin: ReturnType<typeof usualBodyReader<z.infer<Words['usual']>>>;
  private emitter: EmitterFacts | null = null;
  private readonly samples = new Samples();
  /** Statistics that have a slot are chosen here too, not by the scanner. */
  private choosesAll = false;
  private readonly reader = new StatisticsReader();
  /** Whose statistics are read, and of when. */
  private handleOf = NONE;
  private at = 0;
  private readonly tally = (medium: MediumStatistics): void => {
    this.lifeFacts.tallies.add(this.handleOf, this.at, medium);
  };

  constructor(
    private readonly facts: Facts,
    private readonly words: Words,
  ) {
    this.core = (word) => words.numberOf(CORE, word);
    this.readPlugin = usualBodyReader(words.usual);
  }

  /** Adds the event that was added to the event table last. */
  add(header: EventHeader): void {
    const { type, subtype } = header;
    if (type === EventType.media) {
      // Statistics are most of a log.
      const event = this.facts.table.count - 1;
      const isOther = (subtype === NO_SUBTYPE || !isStatistics(type, subtype)) && this.media(header, event);
      if (!isOther && isStatistics(type, subtype)) this.statistics(header, event);
      return;
    }
    const emitter = this.emitterOf(header.emitter);
    const event = this.facts.table.count - 1;
    if (type === EventType.plugin) this.plugin(header, event, emitter.number);
    else if (type === EventType.webrtc) this.webrtc(header, event);
    else if (type === EventType.jsep) this.jsep(header, event, emitter.number);
    else if (type === EventType.handle) this.handle(event);
  }

  write(to: ColumnWriter): void {
    this.lifeFacts.write(to);
    this.samples.write(to);
  }

  /** Takes what another one wrote, itself empty, when the facts of the sessions are there again. */
  read(from: ColumnReader): void {
    this.lifeFacts.read(from, this.facts, this.words);
    this.samples.read(from);
  }

  /** What comes now is told by another scanner than what came before, and it knows nothing of what was read by then. */
  goOn(): void {
    this.choosesAll = true;
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
    else if (role === Role.detached) {
      this.lifeFacts.tallies.close(table.handle(event));
      this.note('detached', event);
    }
  }

  private webrtc({ type, subtype, json, bodyStart, bodyEnd }: EventHeader, event: number): void {
    const { table } = this.facts;
    if (table.handle(event) === NONE) return;
    const role = table.role(event);
    if (role === Role.up) this.note('up', event);
    const told = role === Role.down || (role !== Role.up && hasBodyForLives(type, subtype, false));
    const body = told ? bodyIn(readWebrtc, json, bodyStart, bodyEnd) : null;
    if (body === null) return;
    if (role === Role.down) {
      this.lifeFacts.tallies.close(table.handle(event));
      const { reason } = body;
      this.note('hangup', event, NONE, typeof reason === 'string' ? this.lifeFacts.texts.of(reason) : NONE);
      return;
    }
    const state = DTLS.get(body.dtls) ?? ICE.get(body.ice);
    if (state !== undefined) this.note(state, event);
    else if (typeof body['selected-pair'] === 'string') this.pair(body['selected-pair'], event);
    else if (typeof body['remote-candidate'] === 'string') this.candidate(body['remote-candidate'], event);
  }

  /** What a session tried to connect from is searched for, also where nothing came of it. */
  private candidate(candidate: string, event: number): void {
    const { table, names } = this.facts;
    const address = CANDIDATE.exec(candidate.slice(0, LONGEST_PAIR))?.[1];
    if (address !== undefined && !HIDDEN.test(address) && table.owner(event) !== NONE)
      names.add(table.owner(event), NameKind.address, address);
  }

  /** Kinds of the candidates, and the network of the peer; else of addresses the family alone: each text is kept once. */
  private pair(pair: string, event: number): void {
    // The peer's side is the second.
    let second = false;
    const kinds = pair.slice(0, LONGEST_PAIR).replace(ADDRESS, (_, address: string) => {
      const network = second ? networkOf(address) : '';
      second = true;
      return `${network || (address.includes(':') ? '::' : '0')}:0 `;
    });
    this.note('selected-pair', event, NONE, this.lifeFacts.texts.of(kinds));
    const { table, names } = this.facts;
    // Janus names itself first; what a session is connected with is searched for.
    const peer = PEER.exec(pair.slice(0, LONGEST_PAIR))?.[1];
    if (peer !== undefined && table.owner(event) !== NONE) names.add(table.owner(event), NameKind.address, peer);
  }

  /**
   * Whether media comes in, `{media, mid[, substream], receiving}`, and slow links, `{media, slow_link}` (`ice.c`). False:
   * it tells neither.
   */
  private media(header: EventHeader, event: number): boolean {
    const { json, bodyStart, bodyEnd } = header;
    if (this.facts.table.handle(event) === NONE) return false;
    const body = bodyIn(readMedia, json, bodyStart, bodyEnd);
    if (body === null) return false;
    const { receiving, mid, media, substream, slow_link: direction } = body;
    if (direction === 'uplink' || direction === 'downlink') {
      this.slowLink(direction, body, header, event);
      return true;
    }
    if (typeof receiving !== 'boolean') return false;
    const medium = [mid ?? media, substream].filter((part) => typeof part === 'string' || typeof part === 'number');
    const text = this.lifeFacts.texts.of(medium.join('/').slice(0, LONGEST_MEDIUM));
    this.note(receiving ? 'receiving' : 'not-receiving', event, NONE, text);
    return true;
  }

  private slowLink(
    direction: 'uplink' | 'downlink',
    { mid, media }: PluginData,
    { timestamp }: EventHeader,
    event: number,
  ): void {
    this.note(`slow-${direction}`, event);
    const medium = typeof mid === 'string' ? mid.slice(0, LONGEST_MEDIUM) : '';
    const handle = this.facts.table.handle(event);
    if (typeof media === 'string')
      this.lifeFacts.tallies.addSlowLink(handle, timestamp, medium, media, direction === 'uplink');
  }

  /** Some of them: see {@link Samples}. */
  private statistics({ slot, isSample, timestamp, json, bodyStart, bodyEnd }: EventHeader, event: number): void {
    const handle = this.facts.table.handle(event);
    if (handle === NONE || (slot >= 0 && !isSample)) return;
    // Events at the edges of pieces have no slot: they are read in turn with those that have.
    if (!this.samples.isDue(handle, timestamp) && (slot < 0 || this.choosesAll)) return;
    this.handleOf = handle;
    this.at = timestamp;
    this.reader.read(json, bodyStart, bodyEnd, this.tally);
  }

  private jsep({ json, bodyStart, bodyEnd }: EventHeader, event: number, emitter: number): void {
    if (this.facts.table.handle(event) === NONE) return;
    const told = sessionDescription(json, bodyStart, bodyEnd);
    if (told === null) return;
    const who = told.origin === null ? NONE : this.wide(told.origin, emitter);
    this.note(`${told.owner}-${told.type}`, event, who);
  }

  private plugin(header: EventHeader, event: number, emitter: number): void {
    if (this.usualPlugin(header, event, emitter)) return;
    const { json, bodyStart, bodyEnd } = header;
    const name = PLUGIN.exec(decodeText(json, bodyStart, Math.min(bodyEnd, bodyStart + PLUGIN_WITHIN)))?.[1];
    if (name !== undefined && this.words.ofPlugin(name) === undefined) return;
    const body = objectIn(json, bodyStart, bodyEnd);
    const plugin = body?.plugin;
    const data = asObject(body?.data);
    if (typeof plugin !== 'string' || data === null) return;
    const word = this.words.ofPlugin(plugin)?.get(wordOf(data) ?? '');
    if (word !== undefined) this.add64(word, plugin, data, event, emitter);
  }

  /** The same for a body as Janus itself writes it, of which the words need single members alone. False: it is another one. */
  private usualPlugin({ json, bodyStart, bodyEnd }: EventHeader, event: number, emitter: number): boolean {
    const body = this.readPlugin(json, bodyStart, bodyEnd);
    if (body === UNUSUAL) return false;
    const { plugin, data } = body;
    const word = this.words.ofPlugin(plugin)?.get(wordOf(data) ?? '');
    if (word?.needsAll) return false;
    if (word !== undefined) this.add64(word, plugin, data, event, emitter);
    return true;
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

/** The body of an event, of one that Janus itself wrote the members that `read` asks for alone. */
function bodyIn(
  read: ReturnType<typeof usualBodyReader<PluginData>>,
  json: Uint8Array,
  start: number,
  end: number,
): PluginData | null {
  const body = read(json, start, end);
  return body === UNUSUAL ? objectIn(json, start, end) : body;
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
