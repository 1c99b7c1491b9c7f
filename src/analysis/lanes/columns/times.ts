/** Columns of when it was. */
import * as l10n from '@vscode/l10n';
import { writtenMoment } from '../../../words/clocks.js';
import { beginningOf } from '../../../words/times.js';
import { sessionDuration } from '../lane-words.js';
import type { Lane } from '../protocol.js';
import type { Clock, Column } from './column.js';

/** Times of day are written to the millisecond: what belongs together in a log is told apart by less than a second. */
const DIGITS = 3;
const looks = { width: 160, grows: 0 };

const said = (timeOf: (lane: Lane) => number | null): Column['said'] => ({
  text: (lane: Lane, { origin, zone }: Clock) => {
    const time = timeOf(lane);
    return time === null ? '' : beginningOf(origin + time, { zone, origin }, DIGITS);
  },
  copied: (lane: Lane, { origin, zone }: Clock) => {
    const time = timeOf(lane);
    return time === null ? null : writtenMoment(time, origin, zone);
  },
});

export const start: Column = {
  label: () => l10n.t('Start'),
  ...{ ...looks, from: 500 },
  said: said((lane) => lane.start),
  order: { values: (source) => source.start },
};

export const duration: Column = {
  label: () => l10n.t('Duration'),
  ...{ width: 124, grows: 0.8, from: 740 },
  said: {
    text: sessionDuration,
    // In seconds, so that a sheet can add them.
    copied: ({ start: from, end: to }) => (to - from) / 1e6,
  },
  order: {
    values({ count, start: from, end: to }) {
      let longest = 0;
      for (let k = 0; k < count; k++) longest = Math.max(longest, to[k]! - from[k]!);
      const values = new Float64Array(count);
      for (let k = 0; k < count; k++) values[k] = longest - (to[k]! - from[k]!);
      return values;
    },
    descends: true,
  },
};

export const end: Column = {
  label: () => l10n.t('End'),
  ...{ ...looks, from: 980 },
  said: said((lane) => (lane.outcome === 'open' ? null : lane.end)),
  order: { values: (source) => source.end },
};

/** Of its last event. */
export const activity: Column = {
  label: () => l10n.t('Last event'),
  ...{ ...looks, from: 1200 },
  said: said((lane) => lane.known),
  order: { values: (source) => source.known },
};
