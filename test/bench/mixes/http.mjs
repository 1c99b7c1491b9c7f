// Sessions over HTTP: Janus tells each long poll and each request as an event of its own.
import { SECOND, START, eventsOf, newId, newRandom, newWhose, started } from './events.mjs';

const EMITTER = 'janus-bench';
const TRANSPORT = 'janus.transport.http';
const SESSIONS = 300;
const PLUGIN = 'janus.plugin.audiobridge';

/** @returns {Generator<object>} */
export function* httpEvents() {
  const random = newRandom();
  yield started(EMITTER, START);
  const newSession = (/** @type {number} */ second) => ({
    whose: newWhose(random, EMITTER, TRANSPORT),
    since: second,
    until: second + 20 + random(100),
  });
  const sessions = Array.from({ length: SESSIONS }, () => newSession(1 + random(60)));
  for (let second = 1; ; second++)
    for (let k = 0; k < SESSIONS; k++) {
      const one = sessions[k];
      if (one === undefined || second < one.since) continue;
      let time = START + second * SECOND + Math.floor((k * SECOND) / SESSIONS);
      const of = eventsOf(one.whose, () => (time += 20 + random(200)));
      const request = (id = String(newId(random))) =>
        of.transport({ event: 'request', admin_api: false, ip: '192.0.2.7', port: 30000 + random(9999) }, id);
      if (second === one.since) {
        yield request(one.whose.connection);
        yield of.session({ name: 'created', transport: { transport: TRANSPORT, id: one.whose.connection } });
        yield request();
        yield of.handle(2, 0, { name: 'attached', plugin: PLUGIN, opaque_id: one.whose.opaque });
      }
      yield request();
      if (second < one.until) continue;
      yield request();
      yield of.handle(2, 0, { name: 'detached', plugin: PLUGIN });
      if (random(4) > 0) yield of.session({ name: 'destroyed' });
      else yield of.session({ name: 'timeout' });
      sessions[k] = newSession(second + 1);
    }
}
