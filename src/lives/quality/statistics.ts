/** Reads the body of media statistics (type 32, subtype 3; `janus_ice_outgoing_stats_handle()` in `ice.c`). */
import {
  BACKSLASH,
  CLOSE_BRACE,
  COLON,
  COMMA,
  decodeText,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from '../../events/bytes.js';
import { plainBody } from '../../events/shapes/bodies.js';
import { isObject, valueAt, type Json } from '../../events/shapes/json.js';
import { TextCache } from '../../events/text-cache.js';

/** The figures that are read, in the order in which {@link MediumStatistics.figures} has them. */
export const FIGURES = [
  'rtt',
  'lost',
  'lost-by-remote',
  'jitter-local',
  'jitter-remote',
  'in-link-quality',
  'out-link-quality',
  'packets-received',
  'packets-sent',
  'bytes-received',
  'bytes-sent',
  'nacks-received',
  'nacks-sent',
] as const;
export type Figure = (typeof FIGURES)[number];

/** What one medium, or a layer of it, had at a time. One object for all: valid during the call alone. */
export interface MediumStatistics {
  /** '' up to 0.16. */
  mid: string;
  /** `audio`, `video`, `video-sim1`, `video-sim2`, `data`. */
  media: string;
  codec: string;
  /** By number in {@link FIGURES}; NaN for what the event does not have, or not as a number. */
  readonly figures: Float64Array;
}

const TEXTS = ['mid', 'media', 'codec'] as const;
/** `codec` up to 0.16 (`ice.c`). */
const OLD_CODECS = ['audio-codec', 'video-codec'];

/** What a key stands for: a figure by its number, or a text by {@link FIGURES}.length and its own. */
const KEYS = new Map<number, number>([
  ...FIGURES.map((key, k): [number, number] => [hashOf(key), k]),
  ...TEXTS.map((key, k): [number, number] => [hashOf(key), FIGURES.length + k]),
  ...OLD_CODECS.map((key): [number, number] => [hashOf(key), FIGURES.length + TEXTS.indexOf('codec')]),
]);

function hashOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return hash;
}

const UNUSUAL = -1;
const CLOSE_BRACKET = 0x5d;
const MINUS = 0x2d;
/** A name of a medium has a few characters. */
const LONGEST_TEXT = 40;
/** Media of one event with `combine_media_stats`. */
const MOST_MEDIA = 64;

export class StatisticsReader {
  private readonly texts = new TextCache();
  private readonly medium: MediumStatistics = {
    mid: '',
    media: '',
    codec: '',
    figures: new Float64Array(FIGURES.length),
  };

  /** Tells of each medium of a body; of none where it is damaged. */
  read(json: Uint8Array, start: number, end: number, told: (medium: MediumStatistics) => void): void {
    if (this.plain(json, start, end, told)) return;
    let body: Json;
    try {
      body = plainBody(JSON.parse(decodeText(json, start, end)) as Json);
    } catch {
      return;
    }
    for (const medium of (Array.isArray(body) ? body : [body]).slice(0, MOST_MEDIA)) this.tellAny(medium, told);
  }

  /** As Janus itself writes them: plain keys, whole numbers, plain texts. False: it is not so, and nothing was told. */
  private plain(json: Uint8Array, start: number, end: number, told: (medium: MediumStatistics) => void): boolean {
    let at = afterBlanks(json, start);
    if (json[at] === OPEN_BRACE) {
      if (this.object(json, at, end) === UNUSUAL) return false;
      told(this.medium);
      return true;
    }
    if (json[at] !== OPEN_BRACKET) return false;
    // All are looked at before any is told.
    const first = at + 1;
    for (const tell of [false, true]) {
      at = afterBlanks(json, first);
      for (let media = 0; json[at] === OPEN_BRACE && at < end; media++) {
        if (media === MOST_MEDIA) return true;
        at = this.object(json, at, end);
        if (at === UNUSUAL) return false;
        if (tell) told(this.medium);
        at = afterBlanks(json, at);
        if (json[at] === COMMA) at = afterBlanks(json, at + 1);
      }
      if (json[at] !== CLOSE_BRACKET) return false;
    }
    return true;
  }

  /** Reads the object at `at`; the index behind it, or {@link UNUSUAL}. */
  private object(json: Uint8Array, at: number, end: number): number {
    const { medium } = this;
    const { figures } = medium;
    figures.fill(NaN);
    medium.mid = medium.media = medium.codec = '';
    at = afterBlanks(json, at + 1);
    while (at < end && json[at] === QUOTE) {
      let hash = 0;
      let c = json[++at]!;
      for (; c !== QUOTE; c = json[++at]!) {
        if (at >= end || c === BACKSLASH) return UNUSUAL;
        hash = (Math.imul(hash, 31) + c) | 0;
      }
      at = afterBlanks(json, at + 1);
      if (json[at] !== COLON) return UNUSUAL;
      at = afterBlanks(json, at + 1);
      const key = KEYS.get(hash) ?? UNUSUAL;
      c = json[at]!;
      if (key >= 0 && key < FIGURES.length) {
        const minus = c === MINUS;
        if (minus) c = json[++at]!;
        if (c < 0x30 || c > 0x39) return UNUSUAL;
        let number = 0;
        for (; c >= 0x30 && c <= 0x39; c = json[++at]!) number = number * 10 + (c - 0x30);
        figures[key] = minus ? -number : number;
      } else if (c === QUOTE) {
        const from = at;
        for (c = json[++at]!; c !== QUOTE; c = json[++at]!) if (at >= end || c === BACKSLASH) return UNUSUAL;
        at++;
        if (key >= 0 && at - from <= LONGEST_TEXT) medium[TEXTS[key - FIGURES.length]!] = this.texts.of(json, from, at);
      } else if (c === OPEN_BRACE) {
        // `rtt-values`: numbers alone.
        for (c = json[++at]!; c !== CLOSE_BRACE; c = json[++at]!) if (at >= end || c === OPEN_BRACE) return UNUSUAL;
        at++;
      } else {
        const from = at;
        while (at < end && json[at] !== COMMA && json[at] !== CLOSE_BRACE && json[at]! > SPACE) at++;
        if (at === from) return UNUSUAL;
      }
      at = afterBlanks(json, at);
      if (json[at] === COMMA) at = afterBlanks(json, at + 1);
      else if (json[at] === CLOSE_BRACE) return at + 1;
      else return UNUSUAL;
    }
    return UNUSUAL;
  }

  private tellAny(body: Json, told: (medium: MediumStatistics) => void): void {
    if (!isObject(body)) return;
    const { medium } = this;
    const text = (key: string): string => {
      const value = valueAt(body, key);
      return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST_TEXT) : '';
    };
    medium.mid = text('mid');
    medium.media = text('media');
    medium.codec = text('codec') || text('audio-codec') || text('video-codec');
    for (const [k, key] of FIGURES.entries()) medium.figures[k] = numberIn(valueAt(body, key));
    told(medium);
  }
}

/** Numbers also as text, as some tools keep them; NaN for everything else. */
function numberIn(value: Json): number {
  if (typeof value === 'string')
    return /^-?\d{1,24}(?:\.\d{1,9})?(?:[eE]\+?\d{1,2})?$/.test(value) ? Number(value) : NaN;
  return typeof value === 'number' ? value : NaN;
}

function afterBlanks(json: Uint8Array, at: number): number {
  while (json[at]! <= SPACE) at++;
  return at;
}
