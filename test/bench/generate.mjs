// Writes logs as a busy Janus does: a few hundred calls at a time, each with audio and video and their statistics every
// second. What it writes depends on the size and form alone.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { compact, indented, plain } from './serialise.mjs';

/** @typedef {'compact' | 'plain' | 'indented' | 'grouped'} Form */

/** @type {readonly Form[]} */
export const FORMS = ['compact', 'plain', 'indented', 'grouped'];

const EMITTER = 'janus-bench';
const START = 1_795_000_000_000_000;
const CALLS = 250;
/** Seconds that a call lasts at least, and by how much some last longer. */
const SHORTEST = 60;
const VARIES = 240;
/** Events in an array of the form `grouped`: sampleevh sends up to 100. */
const GROUP = 100;
/** Bytes written at once. */
const WRITE = 4 * 1024 * 1024;

const SDP = ['v=0', 'o=- 8867208185725139856 2 IN IP4 192.0.2.2', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'];
for (let k = 0; k < 60; k++) SDP.push(`a=rtpmap:${35 + k} H264/90000`, `a=rtcp-fb:${35 + k} nack pli`);

/** A pseudo-random number below `limit`, the same ones in every run. */
let seed = 1;
function random(/** @type {number} */ limit) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}

const newId = () => 1_000_000_000_000_000 + random(2 ** 31) * 2 ** 21 + random(2 ** 21);

/** @typedef {{ session: number, handle: number, opaque: string, transport: string, end: number, seconds: number }} Call */

/** @param {number} second @returns {Call} */
function newCall(second) {
  const end = second + SHORTEST + random(VARIES);
  return { session: newId(), handle: newId(), opaque: `call-${newId()}`, transport: String(newId()), end, seconds: 0 };
}

/**
 * The events of one second of a call, in order.
 * @param {Call} call @param {number} second @param {number} at µs
 * @returns {Generator<object>}
 */
function* secondOf(call, second, at) {
  const { session, handle, opaque, transport } = call;
  let time = at;
  const stamp = () => (time += 20 + random(200));
  const ofHandle = (/** @type {number} */ type, /** @type {number} */ subtype, /** @type {object} */ event) => ({
    emitter: EMITTER,
    type,
    ...(subtype ? { subtype } : {}),
    timestamp: stamp(),
    session_id: session,
    handle_id: handle,
    opaque_id: opaque,
    event,
  });
  const ofSession = (/** @type {object} */ event) => ({
    emitter: EMITTER,
    type: 1,
    timestamp: stamp(),
    session_id: session,
    event,
  });
  const ofTransport = (/** @type {object} */ data) => ({
    emitter: EMITTER,
    type: 128,
    timestamp: stamp(),
    event: { transport: 'janus.transport.websockets', id: transport, data },
  });
  if (call.seconds === 0) {
    yield ofTransport({ event: 'connected', admin_api: false, ip: '192.0.2.7' });
    yield ofSession({ name: 'created', transport: { transport: 'janus.transport.websockets', id: transport } });
    yield ofHandle(2, 0, { name: 'attached', plugin: 'janus.plugin.videoroom', opaque_id: opaque });
    yield ofHandle(64, 0, { plugin: 'janus.plugin.videoroom', data: { event: 'joined', room: 1234, display: 'Ann' } });
    yield ofHandle(8, 0, { owner: 'remote', jsep: { type: 'offer', sdp: SDP.join('\r\n') } });
    yield ofHandle(8, 0, { owner: 'local', jsep: { type: 'answer', sdp: SDP.join('\r\n') } });
    for (let k = 0; k < 4; k++)
      yield ofHandle(16, 3, {
        'remote-candidate': `${k} 1 udp 2015363327 192.0.2.7 ${30000 + random(9999)} typ host`,
        stream_id: 1,
        component_id: 1,
      });
    yield ofHandle(16, 1, { ice: 'ready', stream_id: 1, component_id: 1 });
    yield ofHandle(16, 5, { dtls: 'connected', stream_id: 1, component_id: 1 });
    yield ofHandle(16, 6, { connection: 'webrtcup' });
  }
  yield ofHandle(32, 3, statistics(call, 0));
  yield ofHandle(32, 3, statistics(call, 1));
  call.seconds++;
  if (second < call.end) return;
  yield ofHandle(16, 6, { connection: 'hangup', reason: 'Close PC' });
  yield ofHandle(2, 0, { name: 'detached', plugin: 'janus.plugin.videoroom' });
  // Every fourth call ends with its connection: no session event.
  if (random(4) > 0) yield ofSession({ name: 'destroyed' });
  yield ofTransport({ event: 'disconnected', admin_api: false, ip: '192.0.2.7' });
}

/** @param {Call} call @param {number} mid */
const statistics = ({ seconds }, mid) => ({
  mid: String(mid),
  mindex: mid,
  media: mid === 0 ? 'audio' : 'video',
  codec: mid === 0 ? 'opus' : 'vp8',
  base: mid === 0 ? 48000 : 90000,
  rtt: random(80),
  lost: random(3),
  'lost-by-remote': 0,
  'jitter-local': random(40),
  'jitter-remote': random(40),
  'in-link-quality': 100,
  'in-media-link-quality': 100,
  'out-link-quality': 100,
  'out-media-link-quality': 100,
  'packets-received': seconds * 50 + random(9),
  'packets-sent': seconds * 50 + random(9),
  'bytes-received': seconds * 4000 + random(999),
  'bytes-sent': seconds * 4000 + random(999),
  'bytes-received-lastsec': 3500 + random(999),
  'bytes-sent-lastsec': 3500 + random(999),
  'nacks-received': 0,
  'nacks-sent': 0,
  'retransmissions-received': 0,
});

/** @returns {Generator<object>} */
function* events() {
  seed = 1;
  const info = {
    version_string: '1.1.2',
    'session-timeout': 60,
    'reclaim-session-timeout': 0,
    'local-ip': '192.0.2.2',
  };
  yield { emitter: EMITTER, type: 256, subtype: 1, timestamp: START, event: { status: 'started', info } };
  const calls = Array.from({ length: CALLS }, (_, k) => newCall(k % SHORTEST));
  for (let second = 1; ; second++)
    for (let k = 0; k < CALLS; k++) {
      const call = calls[k];
      if (call === undefined) continue;
      yield* secondOf(call, second, START + second * 1_000_000 + k * 3_900);
      if (second >= call.end) calls[k] = newCall(second);
    }
}

/** @param {Form} form @returns {Generator<string>} */
export function* texts(form) {
  const write = { compact, plain, indented, grouped: compact }[form];
  if (form !== 'grouped') {
    for (const event of events()) yield `${write(event)}\n`;
    return;
  }
  /** @type {string[]} */
  let group = [];
  for (const event of events()) {
    group.push(write(event));
    if (group.length < GROUP) continue;
    yield `[${group.join(',')}]\n`;
    group = [];
  }
}

/**
 * Writes a log of about `size` bytes to `path`, unless it is there already.
 * @param {string} path @param {number} size @param {Form} form
 */
export function generate(path, size, form) {
  if (existsSync(path) && statSync(path).size >= size) return;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  let written = 0;
  let text = '';
  for (const more of texts(form)) {
    text += more;
    if (text.length < WRITE) continue;
    written += writeSync(file, text);
    text = '';
    if (written >= size) break;
  }
  closeSync(file);
  renameSync(`${path}.part`, path);
}
