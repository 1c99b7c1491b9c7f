/** Columns of how sessions ended, and how good they were. */
import * as l10n from '@vscode/l10n';
import { hangupWords } from '../../../words/hangups.js';
import { list } from '../../../words/sentences.js';
import { endingTitle, isAsked, isStay, shortQuality, stayWords } from '../lane-words.js';
import { OUTCOMES, QUALITY_UNTOLD, type Outcome } from '../protocol.js';
import type { Told } from '../source.js';
import { byTold, type Column } from './column.js';

/** What needs attention first. */
const RANK: Record<Outcome, number> = { silent: 0, unknown: 1, open: 2, timeout: 3, destroyed: 4 };
const RANKS = OUTCOMES.map((outcome) => RANK[outcome]);
/** Behind every quality. */
const LAST = 255;

export const ending: Column = {
  label: () => l10n.t('Ending'),
  ...{ width: 124, grows: 0.9, from: 0 },
  said: { text: (lane) => (isStay(lane) ? stayWords(lane) : endingTitle(lane)) },
  order: {
    values({ count, outcome }) {
      const values = new Float64Array(count);
      for (let k = 0; k < count; k++) values[k] = RANKS[outcome[k]!]!;
      return values;
    },
  },
};

export const quality: Column = {
  label: () => l10n.t('Quality'),
  ...{ width: 74, grows: 0, from: 1080 },
  // It costs a look at every session, so it is not known before it is sorted by.
  said: {
    text: (lane) => (isAsked(lane.quality) ? shortQuality(lane.quality) : ''),
    copied: (lane) => (isAsked(lane.quality) && lane.quality !== QUALITY_UNTOLD ? lane.quality / 10 : null),
  },
  order: {
    // The worst first, and what nothing is told of last.
    values(source) {
      const { count } = source;
      const known = source.quality?.();
      const values = new Float64Array(count).fill(LAST);
      if (known !== undefined) for (let k = 0; k < count; k++) if (known[k] !== QUALITY_UNTOLD) values[k] = known[k]!;
      return values;
    },
  },
};

const hangups = (told: Told, session: number): string => list(told.hangups(session).map(hangupWords));

export const hangup: Column = {
  label: () => l10n.t('Hangup'),
  ...{ width: 120, grows: 1, from: 1420 },
  said: { told: hangups },
  order: byTold(hangups),
};

export const reason: Column = {
  label: () => l10n.t('Reason'),
  ...{ width: 200, grows: 2.5, from: null },
  said: { told: (told, session) => told.session(session).reason },
  order: null,
};
