import type { Session } from '../../src/sessions/model.js';
import type { Simulated } from './run.js';
import type { Life } from './truth.js';
import { MS, SECOND } from './world.js';

/** What is wrong about a verdict, in words. */
export interface Fault {
  readonly kind:
    'accuses the living' | 'accuses what ended cleanly' | 'accuses what never was' | 'misses' | 'names another cause';
  readonly life: Life | undefined;
  readonly words: string;
}

/** How long before a `detached` a request may have asked for it, µs. */
const ASKED = 60_000;

export function faults(simulated: Simulated, verdicts: Iterable<Session>): Fault[] {
  const found: Fault[] = [];
  const byId = new Map<string, Session[]>();
  for (const verdict of verdicts) byId.set(verdict.id, [...(byId.get(verdict.id) ?? []), verdict]);
  for (const [id, sessions] of byId) {
    const lives = simulated.lives.filter((life) => life.id === id);
    // Ids are used again, and damage takes instances away: as many may be flagged as ended untold.
    const mayBe = lives.filter((life) => ambiguous(simulated, life) || (life.ended && !told(simulated, life)));
    const flagged = sessions.filter((session) => session.flagged);
    const [first] = flagged;
    if (!first || flagged.length <= mayBe.length) continue;
    const life = lives.find((one) => !mayBe.includes(one));
    const kind = !life ? 'accuses what never was' : life.ended ? 'accuses what ended cleanly' : 'accuses the living';
    found.push({ kind, life, words: short(first) });
  }
  if (!simulated.damage.whole || simulated.scenario.unproven !== undefined) return found;
  for (const life of simulated.lives) {
    if (!provable(simulated, life)) continue;
    const verdict = byId.get(life.id)?.find(({ instance }) => instance === life.instance);
    if (!verdict?.flagged) found.push({ kind: 'misses', life, words: verdict ? short(verdict) : 'not there' });
    else if (verdict.cause !== life.ended) found.push({ kind: 'names another cause', life, words: short(verdict) });
  }
  return found;
}

/** Whether the log still has the session event of this life. */
function told(simulated: Simulated, life: Life): boolean {
  return simulated.log.some((event) => event.life === life && event.end !== undefined);
}

/**
 * Whether a life looks in this log like one that ended: what Janus' events do not tell apart, and where any verdict but
 * certainty is therefore a fair one.
 */
function ambiguous(simulated: Simulated, life: Life): boolean {
  const { log, damage } = simulated;
  const own = log.filter((event) => event.life === life);
  const last = own.at(-1);
  if (!last) return false;
  // Handles that a client lets go itself, of a session claimed or begun before the log, look like those of a drop beside it.
  const left = last.text.includes('"detached"');
  const unknownConnection = life.claimed || !own.some(({ text }) => text.includes('"created"'));
  if (
    left &&
    unknownConnection &&
    log.some((event) => event.text.includes('"disconnected"') && near(event.at, last.at))
  )
    return true;
  // Where handle events are masked, whoever outlived its connection may look as if it had no handle.
  if (damage.name === 'no handles' && life.kept) return true;
  if (damage.name === 'nothing of handles' && (life.kept || life.claimed)) return simulated.lives.length < 4;
  // Without transport events handles that are detached together, and nothing later, are a possible end.
  if (left && damage.name === 'no transports') return true;
  // Nothing tells a session that came before its server's slow `started`, and fell silent, from one of the run before.
  if (life.early !== undefined && last.at <= life.early && !showsSlowStart(simulated)) return true;
  return life.ambiguous !== undefined && last.at <= life.ambiguous.from;
}

/** Whether a log shows that its server takes sessions long before it says `started`: one of them is seen on both sides. */
function showsSlowStart({ log, lives }: Simulated): boolean {
  return lives.some(({ early }, k) => {
    if (early === undefined) return false;
    const own = log.filter((event) => event.life === lives[k]);
    return own.some(({ at }) => at < early - SECOND) && own.some(({ at }) => at > early + 50 * MS);
  });
}

function near(gone: number, detached: number): boolean {
  return gone <= detached + 11 * MS && gone >= detached - SECOND;
}

/** Whether the log proves, by a row "certain", how a life ended untold. */
function provable(simulated: Simulated, life: Life): boolean {
  if (!life.ended || told(simulated, life) || !life.provable || life.ambiguous) return false;
  // The process was gone before its session event was out: what is seen is the end of the server.
  if (life.ended === 'destroyed' || life.ended === 'timeout') return false;
  const { log } = simulated;
  if (life.ended === 'transport-gone') {
    // Where drops are told, one without its `destroyed` means a claim or a loss; here the server died before it was out.
    if (simulated.configuration.version.tellsDrops) return false;
    const own = log.filter((event) => event.life === life);
    const gone = own.filter(({ text }) => text.includes('"detached"'));
    // Nor is a drop proven where the process was gone before every handle was out.
    if (gone.length < own.filter(({ text }) => text.includes('"attached"')).length) return false;
    return !gone.some(({ at }) =>
      log.some((event) => event.text.includes('"event":"request"') && event.at <= at + 11_000 && event.at > at - ASKED),
    );
  }
  if (life.ended === 'server-crashed') {
    const last = log.findLast((event) => event.life === life)?.at ?? 0;
    const start = log.find((event) => event.at > last && event.text.includes('"started"'));
    return start !== undefined && start.at - last > 2 * SECOND;
  }
  return true;
}

function short({ state, flagged, cause, certainty, sessionEvent }: Session): string {
  return [state, flagged ? 'flagged' : '', cause, certainty, sessionEvent].filter(Boolean).join(' ');
}
