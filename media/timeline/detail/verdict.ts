/** What is to be said of a session first: how it ended, why we say so, and where that can be seen. */
import { certaintyWords } from '../../../src/words/certainties.js';
import * as l10n from '@vscode/l10n';
import type { SessionDetail } from '../../../src/analysis/timeline-details.js';
import { h } from '../elements/dom.js';
import { evidenceSymbol, outcomeSymbol } from '../elements/symbols.js';
import { iconButton, link } from '../elements/toolkit.js';
import { number, plural } from '../../../src/words/numbers.js';
import { elapsed } from '../words/wording.js';
import type { DetailActions } from './actions.js';
import { section } from './section.js';

export function heading(id: string, actions: DetailActions): HTMLElement {
  return h(
    'div',
    { class: 'detail-head' },
    h('h2', {}, l10n.t('Session'), ' ', h('span', { class: 'id' }, id)),
    iconButton('copy', l10n.t('Copy the session id'), () => actions.copy(id)),
    iconButton('close', l10n.t('Close (Esc)'), () => actions.close()),
  );
}

export function verdict(detail: SessionDetail, actions: DetailActions): HTMLElement {
  const { cause } = detail;
  return h(
    'div',
    { class: `verdict ${detail.outcome}` },
    h(
      'p',
      { class: 'verdict-head' },
      outcomeSymbol(detail.outcome),
      h('strong', {}, detail.headline),
      detail.certainty === null ? null : h('span', { class: 'muted' }, `· ${detail.certainty}`),
    ),
    h('p', {}, detail.sentence),
    detail.advice === null ? null : h('p', {}, detail.advice),
    cause === null || !detail.explained
      ? null
      : h(
          'p',
          {},
          link(l10n.t('Why is this session flagged?'), () => actions.explain(cause)),
          ' · ',
          link(l10n.t('How do sessions end?'), () => actions.explain(null)),
        ),
  );
}

export function evidence(detail: SessionDetail, actions: DetailActions): HTMLElement | null {
  if (detail.evidence.length === 0) return null;
  const rows = detail.evidence.map((row) =>
    h(
      'li',
      {},
      h('span', { class: 'time' }, elapsed(row.at - detail.start, 3)),
      evidenceSymbol(row.kind, detail.outcome),
      h(
        'span',
        { class: 'what' },
        link(row.what, () => actions.open(row.offset, 0), l10n.t('Open this event in the log')),
      ),
      h('span', { class: 'line muted' }, l10n.t('line {0}', number(row.line))),
    ),
  );
  return section(l10n.t('Evidence'), null, h('ul', { class: 'evidence' }, ...rows));
}

export function identity(detail: SessionDetail, actions: DetailActions): HTMLElement {
  const rows = detail.facts.flatMap((fact) => [
    h('dt', {}, fact.label),
    h('dd', fact.code ? { class: 'id' } : {}, fact.value),
  ]);
  const { sameConnection: others } = detail;
  if (others > 0)
    rows.push(
      h('dt', {}, l10n.t('Same connection')),
      h(
        'dd',
        {},
        link(
          plural(others, l10n.t('{0} other session|{0} other sessions')),
          () => actions.lightConnection(detail.session),
          l10n.t('Highlight the sessions of this connection'),
        ),
      ),
    );
  return section(l10n.t('Session'), null, h('dl', { class: 'facts' }, ...rows));
}

/** The verdict as one would paste it into a ticket. */
export function verdictText(detail: SessionDetail): string {
  const certainty = detail.certainty === null ? '' : ` (${certaintyWords(detail.certainty)})`;
  return [
    l10n.t('Session {0} · {1}', detail.id, detail.subtitle),
    `${detail.headline}${certainty}: ${detail.sentence}`,
    ...(detail.advice === null ? [] : [detail.advice]),
    ...detail.evidence.map(
      (row) => `  ${elapsed(row.at - detail.start, 3)}  ${l10n.t('{0}, line {1}', row.what, row.line)}`,
    ),
    ...detail.facts.map(({ label, value }) => `  ${label}: ${value}`),
  ].join('\n');
}
