/** How good the media of a PeerConnection were, each direction with its reasons. */
import * as l10n from '@vscode/l10n';
import type { LifeDetail } from '../../../../src/analysis/requests/life-details.js';
import { gradeOf, scoreText } from '../../../../src/words/qualities.js';
import { h } from '../../elements/dom.js';
import { folded, section } from '../section.js';

/** A score as a bar of so many parts of 5, and in words. */
export function scoreBar(score: number | null): HTMLElement {
  if (score === null) return h('span', { class: 'score muted' }, l10n.t('not told'));
  const bar = h('span', { class: `score-bar grade-${String(Math.min(4, Math.floor(score)))}`, 'aria-hidden': 'true' });
  bar.style.setProperty('--part', `${String(20 * score)}%`);
  return h('span', { class: 'score' }, bar, l10n.t('{0} · {1}', scoreText(score), gradeOf(score)));
}

export function qualitySection({ quality }: Pick<LifeDetail, 'quality'>): HTMLElement | null {
  if (quality === null) return null;
  const { score, way, media } = quality;
  const rows = media.map(({ title, codec, score: own, reasons }) =>
    h(
      'li',
      {},
      h(
        'div',
        { class: 'medium' },
        h('strong', {}, title),
        codec === '' ? null : h('span', { class: 'muted' }, codec),
        scoreBar(own),
      ),
      h('ul', { class: 'reasons muted' }, ...reasons.map((reason) => h('li', {}, reason))),
    ),
  );
  return section(
    l10n.t('Quality'),
    null,
    h(
      'p',
      { class: 'worst-score' },
      scoreBar(score),
      ' ',
      h('span', { class: 'muted' }, l10n.t('the worst of what is told')),
    ),
    h('p', { class: 'muted' }, way),
    h('ul', { class: 'media-quality' }, ...rows),
    folded([l10n.t('How it is measured')], () => [
      h(
        'p',
        { class: 'muted' },
        l10n.t(
          'Audio: a mean opinion score by the E-model (ITU-T G.107) of loss, delay and jitter, at best 4.4; Opus is taken as G.711 with concealment, for G.113 has no figures for it. Video: no standard tells it from such figures, so it begins at 5 and loss, repeated requests, delay, stalls and a collapsed bitrate take their parts. Of the media statistics those of every second to twentieth second are read; what they count between is counted exactly.',
        ),
      ),
    ]),
  );
}
