/** Quality in words. */
import * as l10n from '@vscode/l10n';
import { number, plural } from '../../words/numbers.js';
import { duration } from '../../words/times.js';
import type { MediumQuality, Way } from './medium-quality.js';

/** "Video to Janus" */
export function mediumTitle({ media, direction }: Pick<MediumQuality, 'media' | 'direction'>): string {
  if (media === 'video') return direction === 'in' ? l10n.t('Video to Janus') : l10n.t('Video from Janus');
  return direction === 'in' ? l10n.t('Audio to Janus') : l10n.t('Audio from Janus');
}

/** What its score comes from, and what is not told, a phrase for each. */
export function reasonsOf(medium: MediumQuality): string[] {
  const { loss, nacks, jitter, link, stalled, lossy, collapsed, slowLinks } = medium;
  const when = (told: boolean, text: () => string): string[] => (told ? [text()] : []);
  return [
    loss === null ? l10n.t('Loss: not told') : l10n.t('{0} of the packets lost', percent(loss)),
    ...when(nacks !== null && nacks >= 0.005, () => l10n.t('{0} asked for again', percent(nacks!))),
    jitter === null ? l10n.t('Jitter: not told') : l10n.t('Jitter {0} ms on average', Math.round(jitter)),
    ...when(stalled > 0, () => l10n.t('Nothing arrived for {0}', duration(stalled * 1e6))),
    ...when(lossy > 0, () => l10n.t('More than 5 % lost during {0}', duration(lossy * 1e6))),
    ...when(collapsed > 0, () =>
      l10n.t('Below a fifth of its best bitrate during {0}, with packets lost', duration(collapsed * 1e6)),
    ),
    ...when(link !== null, () => l10n.t('Link quality {0} % by the estimate of Janus', Math.round(link!))),
    ...when(slowLinks > 0, () => plural(slowLinks, l10n.t('One slow link|{0} slow links'))),
  ];
}

/** The round trip, which is of all media together. */
export const wayText = ({ rtt, rttPeak }: Way): string =>
  rtt === null
    ? l10n.t('Round trip: not told')
    : l10n.t('Round trip {0} ms on average, at most {1} ms', Math.round(rtt), Math.round(rttPeak ?? rtt));

const percent = (share: number): string => l10n.t('{0} %', number(100 * share, share > 0 && share < 0.1 ? 1 : 0));
