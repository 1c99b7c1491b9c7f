/** One event in a few words, for lists. Bodies are untrusted: whatever has another shape is told by its type alone. */
import * as l10n from '@vscode/l10n';
import { parseExact } from '../../events/exact-json.js';
import { EventType, MediaSubtype } from '../../events/types.js';
import { eventTypeName } from '../../words/event-types.js';
import { pluginName, transportName } from '../../words/transports.js';

export type Body = Record<string, unknown>;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of `event` in an event's JSON, large numbers as text; undefined where there is none. */
export function bodyOf(text: string): unknown {
  try {
    const event = parseExact(text);
    return isBody(event) ? event.event : undefined;
  } catch {
    return undefined;
  }
}

/** At most 80 characters of a text, a number or a boolean; null for anything else. */
export const word = (value: unknown): string | null =>
  typeof value === 'string'
    ? value.slice(0, 80)
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;

/** "session · created", "webrtc · dtls connected", "videoroom · joined room 1234"; `text` is the event's JSON. */
export function eventWords(type: number, subtype: number, text: string): string {
  const name = eventTypeName(type);
  const body = bodyOf(text);
  if (type === EventType.media && subtype === MediaSubtype.stats) return mediaStatsWords(body);
  if (!isBody(body)) return name;
  const words = wordsOf(type, body);
  if (type === EventType.plugin) return `${pluginName(word(body.plugin) ?? 'plugin')} · ${words ?? 'event'}`;
  return words === null ? name : `${name} · ${words}`;
}

function wordsOf(type: number, body: Body): string | null {
  switch (type) {
    case EventType.session:
      return word(body.name);
    case EventType.handle:
      return join(word(body.name), pluginName(word(body.plugin) ?? ''));
    case EventType.external:
      return word(body.schema);
    case EventType.jsep:
      return join(word(body.owner), isBody(body.jsep) ? word(body.jsep.type) : null);
    case EventType.webrtc:
      return webrtcWords(body);
    case EventType.media:
      return mediaWords(body);
    case EventType.plugin:
      return pluginWords(body);
    case EventType.transport:
      return join(transportName(word(body.transport)), isBody(body.data) ? word(body.data.event) : null);
    case EventType.core:
      return coreWords(body);
    default:
      return null;
  }
}

const join = (...parts: (string | null)[]): string | null => parts.filter(Boolean).join(' ') || null;

function webrtcWords(body: Body): string | null {
  if (word(body.ice) !== null) return join('ICE', word(body.ice));
  if (word(body.dtls) !== null) return join('DTLS', word(body.dtls));
  if (word(body['local-candidate']) !== null)
    return join(l10n.t('local candidate'), candidateWords(body['local-candidate']));
  if (word(body['remote-candidate']) !== null)
    return join(l10n.t('remote candidate'), candidateWords(body['remote-candidate']));
  if (word(body['selected-pair']) !== null) return join(l10n.t('selected pair'), word(body['selected-pair']));
  if (body.connection === 'webrtcup') return l10n.t('PeerConnection up');
  if (body.connection === 'hangup') return join(l10n.t('PeerConnection hangup'), word(body.reason));
  return null;
}

/** Address, port and type of an ICE candidate line (RFC 8839). */
function candidateWords(line: unknown): string | null {
  const parts = typeof line === 'string' ? line.split(' ') : [];
  return parts.length > 7 ? join(`${parts[4]!}:${parts[5]!}`, parts[7]!) : word(line);
}

function mediaWords(body: Body): string | null {
  const medium = join(word(body.media), body.mid === undefined ? null : l10n.t('mid {0}', word(body.mid) ?? ''));
  if (typeof body.receiving === 'boolean')
    return join(medium, body.receiving ? l10n.t('receiving') : l10n.t('stopped'));
  if (word(body.slow_link) !== null) return join(medium, l10n.t('slow {0}', word(body.slow_link)!));
  return medium;
}

function mediaStatsWords(body: unknown): string {
  const media = (Array.isArray(body) ? body : [body]).filter(isBody).map((stats) => word(stats.media) ?? '?');
  return l10n.t('media · statistics {0}', media.slice(0, 4).join(', ')).trimEnd();
}

function pluginWords(body: Body): string | null {
  if (!isBody(body.data)) return null;
  const { event, room, display } = body.data;
  return join(
    word(event),
    word(room) === null ? null : l10n.t('room {0}', word(room)!),
    word(display) === null ? null : `“${word(display)!}”`,
  );
}

function coreWords(body: Body): string | null {
  if (body.status === 'update' && isBody(body.info)) return join('update', word(body.info.sessions), 'sessions');
  if (body.status === 'started' && isBody(body.info)) return join('started', word(body.info.version_string));
  return join(word(body.status), body.signum === undefined ? null : l10n.t('signal {0}', word(body.signum) ?? ''));
}
