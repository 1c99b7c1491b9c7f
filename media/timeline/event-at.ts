/** The event or handle change nearest to a place in a lane. */
import { firstAtOrAfter } from './draw-lane.js';
import type { Scene } from './scene.js';

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
export function eventAt(
  scene: Pick<Scene, 'view' | 'layout' | 'track'>,
  session: number,
  time: number,
): { label: string; at: number } | null {
  const track = scene.track(session);
  if (track === undefined) return null;
  const reach = (REACH / Math.max(1, scene.layout.width - scene.layout.gutter)) * scene.view.span;
  let best: { label: string; at: number } | null = null;
  let distance = reach;
  const offer = (label: string, at: number): void => {
    if (Math.abs(at - time) >= distance) return;
    distance = Math.abs(at - time);
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
