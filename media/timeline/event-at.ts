/** The event or handle change nearest to a place in a lane. */
import { firstAtOrAfter } from './draw-lane.js';
import { type Scene, timeX } from './scene.js';

/** px around a tick that count as on it. */
const REACH = 4;

/** Janus' event categories by `type`. */
export const EVENT_NAMES: Readonly<Record<number, string>> = {
  1: 'session',
  2: 'handle',
  4: 'external',
  8: 'JSEP',
  16: 'WebRTC',
  32: 'media',
  64: 'plugin',
  128: 'transport',
  256: 'core',
};

/** Times in µs since origin. */
export function eventAt(scene: Scene, session: number, time: number): { label: string; at: number } | null {
  const track = scene.track(session);
  if (track === undefined) return null;
  const x = timeX(scene, time);
  let best: { label: string; at: number } | null = null;
  let distance = REACH;
  const offer = (label: string, at: number): void => {
    const away = Math.abs(timeX(scene, at) - x);
    if (away >= distance) return;
    distance = away;
    best = { label, at };
  };
  const times = track.tickTimes;
  const next = firstAtOrAfter(times, time);
  for (const index of [next - 1, next]) {
    const at = times[index];
    if (at !== undefined) offer(EVENT_NAMES[track.tickTypes[index] ?? 0] ?? 'event', at);
  }
  for (const handle of track.handles) {
    offer(`${handle.plugin} attached`, handle.start);
    if (handle.end !== null) offer(`${handle.plugin} detached`, handle.end);
  }
  return best;
}
