// Video calls: what is said of each begins and ends as Janus tells it. How much of a log are statistics, and how long the
// calls last, is what tells the mixes apart.
import { SECOND, START, candidate, eventsOf, newRandom, newWhose, pair, sdp, started, statistics } from './events.mjs';

export const PLUGIN = 'janus.plugin.videoroom';
export const WEBSOCKETS = 'janus.transport.websockets';
const DATA = { admin_api: false, ip: '192.0.2.7' };

/** @typedef {import('./events.mjs').Random} Random */
/** @typedef {import('./events.mjs').Whose} Whose */
/** @typedef {{ of: ReturnType<typeof eventsOf>, whose: Whose, random: Random }} Call */

/** The connection, the session and its handle begin. @param {Call} call */
export function* begin({ of, whose }) {
  yield of.transport({ event: 'connected', ...DATA });
  yield of.session({ name: 'created', transport: { transport: whose.transport, id: whose.connection } });
  yield of.handle(2, 0, { name: 'attached', plugin: PLUGIN, opaque_id: whose.opaque });
}

/** They end. Every fourth does with its connection, and no session event. @param {Call} call */
export function* end({ of, random }) {
  yield of.handle(2, 0, { name: 'detached', plugin: PLUGIN });
  if (random(4) > 0) yield of.session({ name: 'destroyed' });
  yield of.transport({ event: 'disconnected', ...DATA });
}

/** Somebody comes into a room and publishes. @param {Call} call @param {number} candidates @param {number} codecs */
function* goUp({ of, random }, candidates, codecs) {
  const room = 1234 + random(50);
  yield of.handle(64, 0, { plugin: PLUGIN, data: { event: 'joined', room, id: random(1e9), display: `Ann ${room}` } });
  yield of.handle(8, 0, { owner: 'remote', jsep: { type: 'offer', sdp: sdp(codecs) } });
  yield of.handle(64, 0, { plugin: PLUGIN, data: { event: 'configured', room, video: true } });
  yield of.handle(8, 0, { owner: 'local', jsep: { type: 'answer', sdp: sdp(codecs >> 1) } });
  for (let k = 0; k < candidates; k++) {
    yield of.handle(16, 2, { 'local-candidate': candidate(k, random), stream_id: 1, component_id: 1 });
    yield of.handle(16, 3, { 'remote-candidate': candidate(k, random, 'srflx'), stream_id: 1, component_id: 1 });
  }
  yield of.handle(16, 1, { ice: 'connecting', stream_id: 1, component_id: 1 });
  yield of.handle(16, 4, pair(random));
  yield of.handle(16, 1, { ice: 'ready', stream_id: 1, component_id: 1 });
  yield of.handle(16, 5, { dtls: 'trying', stream_id: 1, component_id: 1 });
  yield of.handle(16, 5, { dtls: 'connected', stream_id: 1, component_id: 1 });
  yield of.handle(16, 6, { connection: 'webrtcup' });
  for (const mid of [0, 1])
    yield of.handle(32, 1, { mid: String(mid), media: mid ? 'video' : 'audio', receiving: true });
  yield of.handle(64, 0, { plugin: PLUGIN, data: { event: 'published', room } });
}

/** @param {Call} call */
function* goDown({ of, random }) {
  yield of.handle(16, 6, { connection: 'hangup', reason: random(3) ? 'Close PC' : 'DTLS alert' });
}

/** @typedef {{ calls: number, seconds: (random: Random) => number, candidates: (random: Random) => number, codecs: (random: Random) => number, emitters?: readonly string[], media?: boolean, chatter?: number }} Load */

/**
 * So many calls at a time, each for so many seconds. `chatter`: one in so many seconds of a call brings candidates again,
 * a slow link and a word of the plugin.
 * @param {Load} load @returns {Generator<object>}
 */
export function* callsOf({
  calls: count,
  seconds,
  candidates,
  codecs,
  emitters = ['janus-bench'],
  media = true,
  chatter = 0,
}) {
  const random = newRandom();
  for (const emitter of emitters) yield started(emitter, START);
  /** @param {number} k @param {number} second */
  const newCall = (k, second) => {
    const whose = newWhose(random, emitters[k % emitters.length] ?? '', WEBSOCKETS);
    return { whose, since: second, until: second + seconds(random) };
  };
  const calls = Array.from({ length: count }, (_, k) => newCall(k, 1 + random(seconds(random))));
  for (let second = 1; ; second++)
    for (let k = 0; k < count; k++) {
      const one = calls[k];
      if (one === undefined || second < one.since) continue;
      let time = START + second * SECOND + Math.floor((k * SECOND) / count);
      const call = { of: eventsOf(one.whose, () => (time += 20 + random(200))), whose: one.whose, random };
      if (second === one.since) {
        yield* begin(call);
        if (media) yield* goUp(call, candidates(random), codecs(random));
      }
      if (media) {
        for (const mid of [0, 1]) yield call.of.handle(32, 3, statistics(random, second - one.since, mid));
        if (chatter > 0 && random(chatter) === 0) yield* chat(call);
      }
      if (second < one.until) continue;
      if (media) yield* goDown(call);
      yield* end(call);
      calls[k] = newCall(k, second + 1);
    }
}

/** @param {Call} call */
function* chat({ of, random }) {
  yield of.handle(16, 3, { 'remote-candidate': candidate(9, random, 'relay'), stream_id: 1, component_id: 1 });
  yield of.handle(16, 4, pair(random));
  yield of.handle(32, 2, {
    mid: '1',
    media: 'video',
    'slow-link': random(2) ? 'uplink' : 'downlink',
    'lost-lastsec': 9,
  });
  yield of.handle(64, 0, {
    plugin: PLUGIN,
    data: { event: 'talking', room: 1234, id: random(1e9), audio_level_dBov_avg: 40 },
  });
}
