/**
 * What the bodies of each type of event hold. Other products' JSON has a type, a timestamp and a session's id as well: where
 * an object is not written as Janus writes it, its body tells whether it is an event.
 */
import { EventType } from '../types.js';
import { isObject, valueAt, type Json, type JsonObject } from './json.js';
import { bare } from './renamed-keys.js';

/** Who an event is of, '' for what is missing. */
export interface Owner {
  readonly emitter: string;
  readonly sessionId: string;
}

/** `janus_events_notify_handlers()` of `janus.c` and `ice.c`. */
const SESSION_NAMES = new Set(['created', 'destroyed', 'timeout']);
const HANDLE_NAMES = new Set(['attached', 'detached']);
const CORE_STATUSES = new Set(['started', 'update', 'shutdown']);
const OWNERS = new Set(['local', 'remote']);
/** Keys by their {@link bare} names, one of which is in each body of the type. */
const WEBRTC_KEYS = new Set(['ice', 'localcandidate', 'remotecandidate', 'selectedpair', 'dtls', 'connection']);
const MEDIA_KEYS = new Set(['media', 'mid', 'receiving', 'slowlink']);
/** Packages of plugins and transports: `janus.plugin.videoroom`, `janus.transport.http`. */
const PLUGIN = /\.plugin\./;
const TRANSPORT = /\.transport\./;

/** Whether the body, in Janus' own keys, is one of an event of the type. */
export function isBodyOf(type: number, body: Json, owner: Owner): boolean {
  if (type === EventType.media && Array.isArray(body)) return belongs(owner) && body.every(isMedia);
  return isObject(body) && (CHECKS.get(type) ?? isOfUnknownType)(body, owner);
}

type Check = (body: JsonObject, owner: Owner) => boolean;

const CHECKS = new Map<number, Check>([
  [EventType.session, (body, owner) => belongs(owner) && isOneOf(SESSION_NAMES, body, 'name')],
  [EventType.handle, (body, owner) => belongs(owner) && isOneOf(HANDLE_NAMES, body, 'name')],
  [EventType.external, (body) => has(body, 'schema') && has(body, 'data')],
  [EventType.jsep, (body) => isOneOf(OWNERS, body, 'owner') || has(body, 'jsep')],
  [EventType.webrtc, (body, owner) => belongs(owner) && hasOneOf(WEBRTC_KEYS, body)],
  [EventType.media, (body, owner) => belongs(owner) && isMedia(body)],
  [EventType.plugin, (body) => isNamed(PLUGIN, body, 'plugin')],
  [EventType.transport, (body) => isNamed(TRANSPORT, body, 'transport') && (has(body, 'data') || has(body, 'id'))],
  [EventType.core, (body) => isOneOf(CORE_STATUSES, body, 'status')],
]);

const isOfUnknownType: Check = (body, { emitter }) => emitter !== '' && Object.keys(body).length > 0;

/** Janus' ids are numbers; where a tool has replaced them by texts, the emitter tells that it is Janus' event. */
const belongs = ({ emitter, sessionId }: Owner): boolean =>
  sessionId !== '' && (emitter !== '' || /^\d+$/.test(sessionId));

const has = (body: JsonObject, key: string): boolean => valueAt(body, key) !== undefined;
const isMedia = (body: Json): boolean => isObject(body) && hasOneOf(MEDIA_KEYS, body);
const hasOneOf = (keys: ReadonlySet<string>, body: JsonObject): boolean =>
  Object.keys(body).some((key) => keys.has(bare(key)));

function isOneOf(values: ReadonlySet<string>, body: JsonObject, key: string): boolean {
  const value = valueAt(body, key);
  return typeof value === 'string' && values.has(value);
}

function isNamed(pattern: RegExp, body: JsonObject, key: string): boolean {
  const value = valueAt(body, key);
  return typeof value === 'string' && pattern.test(value);
}
