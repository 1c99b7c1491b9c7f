import { OUTCOMES } from './protocol.js';
import type { MeasureAnswer } from './requests.js';
import type { LaneSource } from './source.js';

/** What happened between two times, µs since the origin, both included. */
export function measured(
  { events, origin, start, end, outcome, count }: LaneSource,
  { from, to }: { readonly from: number; readonly to: number },
): MeasureAnswer {
  const found: MeasureAnswer = { events: 0, begun: 0, ended: 0, silent: 0 };
  const within = (time: number): boolean => time >= from && time <= to;
  for (let i = 0; i < events.count; i++) if (within(events.at(i) - origin)) found.events++;
  for (let i = 0; i < count; i++) {
    if (within(start[i]!)) found.begun++;
    if (!within(end[i]!)) continue;
    const how = OUTCOMES[outcome[i]!]!;
    if (how === 'silent') found.silent++;
    else if (how === 'destroyed' || how === 'timeout') found.ended++;
  }
  return found;
}
