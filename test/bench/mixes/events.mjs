// What the mixes are made of: pseudo-random numbers that are the same in every run, and the events of a Janus server.

/** @typedef {{ name: string, what: string, events: () => Generator<object> }} Mix */

/** µs. */
export const START = 1_795_000_000_000_000;
export const SECOND = 1_000_000;

/** @typedef {(limit: number) => number} Random A whole number from 0 up to below `limit`. */

/** Numbers that look random and are the same in every run. @returns {Random} */
export function newRandom(seed = 1) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** An id as Janus draws it, below 2^53. @param {Random} random */
export const newId = (random) => 1_000_000_000_000_000 + random(2 ** 31) * 2 ** 21 + random(2 ** 21);

/** @typedef {{ emitter: string, session: number, handle: number, opaque: string, transport: string, connection: string }} Whose */

/** @param {Random} random @param {string} emitter @param {string} transport @returns {Whose} */
export function newWhose(random, emitter, transport) {
  const [session, handle, opaque, connection] = [newId(random), newId(random), newId(random), newId(random)];
  return { emitter, session, handle, opaque: `call-${opaque}`, transport, connection: String(connection) };
}

/**
 * Makes the events of one session at the times that `stamp` gives, µs.
 * @param {Whose} whose @param {() => number} stamp
 */
export function eventsOf({ emitter, session, handle, opaque, transport, connection }, stamp) {
  return {
    /** @param {number} type @param {number} subtype @param {object} event */
    handle: (type, subtype, event) => ({
      emitter,
      type,
      ...(subtype ? { subtype } : {}),
      timestamp: stamp(),
      session_id: session,
      handle_id: handle,
      opaque_id: opaque,
      event,
    }),
    /** @param {object} event */
    session: (event) => ({ emitter, type: 1, timestamp: stamp(), session_id: session, event }),
    /** @param {object} data */
    transport: (data, id = connection) => ({
      emitter,
      type: 128,
      timestamp: stamp(),
      event: { transport, id, data },
    }),
  };
}

/** @param {string} emitter @param {number} at µs */
export function started(emitter, at) {
  const info = {
    version_string: '1.1.2',
    'session-timeout': 60,
    'reclaim-session-timeout': 0,
    'local-ip': '192.0.2.2',
  };
  return { emitter, type: 256, subtype: 1, timestamp: at, event: { status: 'started', info } };
}

/** The statistics that Janus sends of one medium each second. @param {Random} random @param {number} seconds @param {number} mid */
export const statistics = (random, seconds, mid) => ({
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

/** An SDP with so many codecs. @param {number} codecs */
export function sdp(codecs) {
  const lines = ['v=0', 'o=- 8867208185725139856 2 IN IP4 192.0.2.2', 's=-', 't=0 0', 'a=group:BUNDLE 0 1'];
  for (let k = 0; k < codecs; k++) lines.push(`a=rtpmap:${35 + k} H264/90000`, `a=rtcp-fb:${35 + k} nack pli`);
  return lines.join('\r\n');
}

/** @param {number} number @param {Random} random @param {string} [type] */
export const candidate = (number, random, type = 'host') =>
  `${number} 1 udp 2015363327 192.0.2.7 ${30000 + random(9999)} typ ${type}`;

/** @param {Random} random @param {string} candidates */
export const pair = (
  random,
  candidates = `192.0.2.2:${20000 + random(9999)} [host,udp] <-> 192.0.2.7:${random(60000)} [srflx,udp]`,
) => ({
  'selected-pair': candidates,
  stream_id: 1,
  component_id: 1,
});
