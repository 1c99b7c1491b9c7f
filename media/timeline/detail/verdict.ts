/** What is to be said of a session first: how it ended, why we say so, and where that can be seen. */
import { certaintyWords } from '../../../src/words/certainties.js';
import * as l10n from '@vscode/l10n';
import type { SessionDetail } from '../../../src/analysis/requests/timeline-details.js';
import { h } from '../elements/dom.js';
import { outcomeSymbol } from '../elements/symbols.js';
import { iconButton, link } from '../elements/toolkit.js';
import { sharedWords } from '../../../src/words/company.js';
import { number, plural } from '../../../src/words/numbers.js';
import { expectedTitle } from '../../../src/words/outcomes.js';
import { dateAndTime, duration, fromTo, type LogClock } from '../../../src/words/times.js';
import { elapsed } from '../../../src/words/clocks.js';
import type { DetailActions } from './actions.js';
import { evidenceList } from './evidence.js';
import { section } from './section.js';

/** Who it is comes first, if anything but the id tells; `name` is null until it is known. */
export function heading({ id, name }: Pick<SessionDetail, 'id' | 'name'>, actions: DetailActions): HTMLElement {
  const title =
    name === null
      ? h('h2', {}, l10n.t('Session'), ' ', h('span', { class: 'id' }, id))
      : h('h2', {}, `${name} `, h('span', { class: 'id muted' }, id));
  return h(
    'div',
    { class: 'detail-head' },
    title,
    iconButton('copy', l10n.t('Copy the session id'), () => actions.copy(id)),
    iconButton('close', l10n.t('Close (Esc)'), () => actions.close()),
  );
}

export function verdict(detail: SessionDetail, actions: DetailActions): HTMLElement {
  const { cause, expected } = detail;
  const isExpected = expected !== null;
  return h(
    'div',
    { class: `verdict ${isExpected ? 'expected' : detail.outcome}` },
    h(
      'p',
      { class: 'verdict-head' },
      outcomeSymbol(detail.outcome, isExpected),
      h('strong', {}, isExpected ? expectedTitle() : detail.headline),
      detail.certainty === null ? null : h('span', { class: 'muted' }, `· ${certaintyWords(detail.certainty)}`),
    ),
    isExpected ? h('p', {}, l10n.t('Expected: {0}', expected)) : null,
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

export const evidence = (detail: SessionDetail, actions: DetailActions): HTMLElement | null =>
  evidenceList(detail.evidence, detail.start, detail.outcome, actions);

/** Who else was in the room or on the connection; a click goes there. */
export function company(detail: SessionDetail, actions: DetailActions): HTMLElement | null {
  const { company: others, moreCompany } = detail;
  if (others.length === 0) return null;
  const rows = others.map(({ session, id, name, shares, together }) =>
    h(
      'li',
      {},
      link(name ?? id, () => actions.goToSession(session), l10n.t('Select session {0}', id)),
      h('span', { class: 'muted' }, sharedWords(shares, together > 0 ? duration(together) : l10n.t('at another time'))),
    ),
  );
  const more = moreCompany === 0 ? [] : [h('li', { class: 'muted' }, l10n.t('and {0} more', number(moreCompany)))];
  return section(
    l10n.t('Who else was there'),
    others.length + moreCompany,
    h('ul', { class: 'company' }, ...rows, ...more),
  );
}

/** From when to when, with date and zone: times elsewhere in the pane are told without. */
const whenWords = ({ start, end }: SessionDetail, by: LogClock): string =>
  end === null ? l10n.t('since {0}', dateAndTime(start, by)) : fromTo(start, end, by);

export function identity(detail: SessionDetail, by: LogClock, actions: DetailActions): HTMLElement {
  const rows = detail.facts.flatMap((fact) => [
    h('dt', {}, fact.label),
    h('dd', fact.code ? { class: 'id' } : {}, fact.value),
  ]);
  rows.unshift(h('dt', {}, l10n.t('When')), h('dd', {}, whenWords(detail, by)));
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
export function verdictText(detail: SessionDetail, by: LogClock): string {
  const certainty = detail.certainty === null ? '' : ` (${certaintyWords(detail.certainty)})`;
  return [
    l10n.t('Session {0} · {1}', detail.id, detail.subtitle),
    `${detail.headline}${certainty}: ${detail.sentence}`,
    ...(detail.expected === null ? [] : [l10n.t('Expected: {0}', detail.expected)]),
    ...(detail.advice === null ? [] : [detail.advice]),
    ...detail.evidence.map(
      (row) => `  ${elapsed(row.at - detail.start, 3)}  ${l10n.t('{0}, line {1}', row.what, row.line)}`,
    ),
    `  ${l10n.t('When')}: ${whenWords(detail, by)}`,
    ...detail.facts.map(({ label, value }) => `  ${label}: ${value}`),
  ].join('\n');
}
