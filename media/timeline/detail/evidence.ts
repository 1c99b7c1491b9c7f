/** The events that show how something ended, each with its time and a link into the log. */
import * as l10n from '@vscode/l10n';
import type { Outcome } from '../../../src/analysis/lanes/protocol.js';
import type { SessionDetail } from '../../../src/analysis/requests/timeline-details.js';
import { elapsed } from '../../../src/words/clocks.js';
import { number } from '../../../src/words/numbers.js';
import { h } from '../elements/dom.js';
import { evidenceSymbol } from '../elements/symbols.js';
import { link } from '../elements/toolkit.js';
import type { DetailActions } from './actions.js';
import { section } from './section.js';

/** Times are told from `start` on, µs since the Unix epoch; null without evidence. */
export function evidenceList(
  evidence: SessionDetail['evidence'],
  start: number,
  outcome: Outcome,
  actions: DetailActions,
): HTMLElement | null {
  if (evidence.length === 0) return null;
  const rows = evidence.map((row) =>
    h(
      'li',
      {},
      h('span', { class: 'time' }, elapsed(row.at - start, 3)),
      evidenceSymbol(row.kind, outcome),
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
