/** What a life below the session is shown with: its end and why, its ids, what holds it and what it holds. */
import * as l10n from '@vscode/l10n';
import type { LifeDetail, LifeRef } from '../../../../src/analysis/requests/life-details.js';
import type { Outcome } from '../../../../src/analysis/lanes/protocol.js';
import { h } from '../../elements/dom.js';
import { outcomeSymbol } from '../../elements/symbols.js';
import { iconButton, link } from '../../elements/toolkit.js';
import { number } from '../../../../src/words/numbers.js';
import { capital } from '../../../../src/words/sentences.js';
import { duration } from '../../../../src/words/times.js';
import { elapsed } from '../../../../src/words/clocks.js';
import { evidenceList } from '../evidence.js';
import { datedTime, type DetailActions, type Looked, timeText } from '../actions.js';
import { listed, section } from '../section.js';
import { certaintyWords } from '../../../../src/words/certainties.js';
import { scoreBar } from './quality.js';

type Times = Pick<Looked, 'origin' | 'zone'>;

/** Lives listed before the rest is asked for. */
const LISTED = 12;

/** The shape that its end has in the lanes. */
function outcomeOf({ state, flagged }: Pick<LifeRef, 'state' | 'flagged'>): Outcome {
  if (flagged) return 'silent';
  return state === 'ended' ? 'destroyed' : state === 'open' ? 'open' : 'unknown';
}

export function lifeHead(detail: LifeDetail, actions: DetailActions): HTMLElement {
  const { noun, name } = detail;
  return h(
    'div',
    { class: 'detail-head' },
    h('h2', {}, `${capital(noun)} `, h('span', { class: 'id' }, name)),
    iconButton('copy', l10n.t('Copy the name'), () => actions.copy(name)),
    iconButton('close', l10n.t('Close (Esc)'), () => actions.close()),
  );
}

export function lifeVerdict(detail: LifeDetail): HTMLElement {
  const outcome = outcomeOf(detail);
  const { headline, certainty, sentence, hint, told, state } = detail;
  const sure = state === 'ended' && !told && certainty !== null ? `· ${certaintyWords(certainty)}` : null;
  return h(
    'div',
    { class: `verdict ${outcome}` },
    h(
      'p',
      { class: 'verdict-head' },
      outcomeSymbol(outcome),
      h('strong', {}, headline),
      sure === null ? null : h('span', { class: 'muted' }, sure),
    ),
    h('p', {}, sentence),
    hint === null ? null : h('p', {}, h('strong', {}, `${hint.title}. `), hint.advice),
  );
}

export function lifeFacts(detail: LifeDetail, times: Times): HTMLElement {
  const { begun, firstAt, upAt, endedAt, ids, emitter } = detail;
  const length = endedAt === null ? null : duration(Math.max(0, endedAt - firstAt));
  const lasted = length === null || begun ? length : l10n.t('at least {0}', length);
  const rows: (readonly [label: string, value: string, code: boolean])[] = [
    [
      l10n.t('From'),
      begun ? datedTime(times, firstAt) : l10n.t('before {0}, its first trace', datedTime(times, firstAt)),
      false,
    ],
    ...(upAt === null
      ? []
      : [[l10n.t('Up'), `${timeText(times, upAt)} (${elapsed(upAt - firstAt, 3)})`, false] as const]),
    [l10n.t('To'), endedAt === null ? '–' : datedTime(times, endedAt), false],
    ...(lasted === null ? [] : [[l10n.t('Lasted'), lasted, false] as const]),
    ...(emitter === '' ? [] : [[l10n.t('Server'), emitter, false] as const]),
    ...ids.map(({ label, value }) => [label, value, true] as const),
  ];
  const parts = rows.flatMap(([label, value, code]) => [
    h('dt', {}, label),
    h('dd', code ? { class: 'id' } : {}, value),
  ]);
  return section(capital(detail.noun), null, h('dl', { class: 'facts' }, ...parts));
}

export const lifeEvidence = (detail: LifeDetail, actions: DetailActions): HTMLElement | null =>
  evidenceList(detail.evidence, detail.firstAt, outcomeOf(detail), actions);

/** Lives as links, each with when it was; null for none. */
export function lifeList(
  title: string,
  lives: readonly LifeRef[],
  more: number,
  times: Times,
  go: (life: LifeRef) => void,
): HTMLElement | null {
  if (lives.length === 0) return null;
  const rows = lives.map((life) => {
    const { noun, name, firstAt, endedAt, score } = life;
    const until = endedAt === null ? '' : timeText(times, endedAt);
    return h(
      'li',
      {},
      outcomeSymbol(outcomeOf(life)),
      h(
        'span',
        { class: 'what' },
        link(`${capital(noun)} ${name}`.trim(), () => go(life), l10n.t('Show this {0}', noun)),
      ),
      score === null ? null : scoreBar(score),
      h('span', { class: 'when muted' }, `${timeText(times, firstAt)} – ${until}`),
    );
  });
  return section(
    title,
    lives.length + more,
    listed(rows, LISTED, 'lives'),
    more === 0 ? null : h('p', { class: 'muted' }, l10n.t('and {0} more, which are not listed', number(more))),
  );
}
