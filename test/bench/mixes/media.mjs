// 250 calls of minutes, each with audio and video: nearly all that the log says are their statistics.
import { begin, end, PLUGIN, WEBSOCKETS } from './calls.mjs';
import { SECOND, START, candidate, eventsOf, newRandom, newWhose, sdp, started, statistics } from './events.mjs';

const EMITTER = 'janus-bench';
const CALLS = 250;
/** Seconds that a call lasts at least, and by how much some last longer. */
const SHORTEST = 60;
const VARIES = 240;

/** @returns {Generator<object>} */
export function* mediaEvents() {
  const random = newRandom();
  const offer = sdp(60);
  const newCall = (/** @type {number} */ second) => ({
    end: second + SHORTEST + random(VARIES),
    whose: newWhose(random, EMITTER, WEBSOCKETS),
    seconds: 0,
  });
  yield started(EMITTER, START);
  const calls = Array.from({ length: CALLS }, (_, k) => newCall(k % SHORTEST));
  for (let second = 1; ; second++)
    for (let k = 0; k < CALLS; k++) {
      const call = calls[k];
      if (call === undefined) continue;
      let time = START + second * SECOND + k * 3_900;
      const of = eventsOf(call.whose, () => (time += 20 + random(200)));
      const told = { of, whose: call.whose, random };
      if (call.seconds === 0) {
        yield* begin(told);
        yield of.handle(64, 0, { plugin: PLUGIN, data: { event: 'joined', room: 1234, display: 'Ann' } });
        yield of.handle(8, 0, { owner: 'remote', jsep: { type: 'offer', sdp: offer } });
        yield of.handle(8, 0, { owner: 'local', jsep: { type: 'answer', sdp: offer } });
        for (let n = 0; n < 4; n++)
          yield of.handle(16, 3, { 'remote-candidate': candidate(n, random), stream_id: 1, component_id: 1 });
        yield of.handle(16, 1, { ice: 'ready', stream_id: 1, component_id: 1 });
        yield of.handle(16, 5, { dtls: 'connected', stream_id: 1, component_id: 1 });
        yield of.handle(16, 6, { connection: 'webrtcup' });
      }
      for (const mid of [0, 1]) yield of.handle(32, 3, statistics(random, call.seconds, mid));
      call.seconds++;
      if (second < call.end) continue;
      yield of.handle(16, 6, { connection: 'hangup', reason: 'Close PC' });
      yield* end(told);
      calls[k] = newCall(second);
    }
}
