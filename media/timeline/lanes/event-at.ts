/** The event or handle change nearest to a place in a lane. */
import * as l10n from '@vscode/l10n';
import type { SessionTrack } from '../../../src/analysis/requests/timeline.js';
import { eventTypeName } from '../../../src/words/event-types.js';
import { firstAtOrAfter } from './draw-lane.js';
import { handleAt } from './draw-opened.js';
import { type Scene, timeX } from './scene.js';

/** px around a tick that count as on it. */
const REACH = 4;

/**
 * Times in µs since origin.
 * @param below px below the session's own lane, on the lines of its handles; −1: on it
 */
export function eventAt(
  scene: Scene,
  session: number,
  time: number,
  below: number,
): { label: string; at: number } | null {
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
  if (below >= 0) {
    const handle = handleAt(track, scene.laneHeight, below);
    const history = handle === undefined ? undefined : scene.history(session)?.handles.get(handle.id);
    for (const { at, label } of history?.marks ?? []) offer(label, at);
    for (const { from, label } of [...(history?.ice ?? []), ...(history?.dtls ?? [])]) offer(label, from);
    if (handle !== undefined) offerEdges(handle, offer);
    return best;
  }
  const times = track.tickTimes;
  const next = firstAtOrAfter(times, time);
  for (const index of [next - 1, next]) {
    const at = times[index];
    if (at !== undefined) offer(eventTypeName(track.tickTypes[index] ?? 0), at);
  }
  for (const handle of track.handles) offerEdges(handle, offer);
  return best;
}

function offerEdges(
  { plugin, start, end }: SessionTrack['handles'][number],
  offer: (label: string, at: number) => void,
): void {
  offer(l10n.t('{0} attached', plugin), start);
  if (end !== null) offer(l10n.t('{0} detached', plugin), end);
}
