/** A call as a ladder: its two sides and Janus as columns, each message an arrow between two of them. */
import * as l10n from '@vscode/l10n';
import { JANUS, OTHER_SIDE, THIS_SIDE, type Ladder } from '../../../../src/analysis/requests/life-details.js';
import { number } from '../../../../src/words/numbers.js';
import { h } from '../../elements/dom.js';
import { link } from '../../elements/toolkit.js';
import { elapsed } from '../../../../src/words/clocks.js';
import type { DetailActions } from '../actions.js';
import { listed, section } from '../section.js';

/** Messages listed before the rest is asked for. */
const LISTED = 40;

/** Who stands over the columns. */
export interface Sides {
  readonly own: string;
  readonly other: string;
}

/** @param from when the call began, µs since the Unix epoch */
export function ladderSection(ladder: Ladder, sides: Sides, from: number, actions: DetailActions): HTMLElement | null {
  const { steps, more } = ladder;
  if (steps.length === 0) return null;
  const names: Readonly<Record<number, string>> = {
    [THIS_SIDE]: sides.own,
    [JANUS]: 'Janus',
    [OTHER_SIDE]: sides.other,
  };
  const nameOf = (side: number): string => names[side] ?? '';
  const rows = steps.map(({ at, offset, length, from: sender, to, text }) => {
    const note = sender === to;
    const spoken = note ? nameOf(sender) : l10n.t('From {0} to {1}', nameOf(sender), nameOf(to));
    const arrow = h(
      'span',
      { class: `step ${note ? 'note' : sender < to ? 'right' : 'left'}` },
      h('span', { class: 'unseen' }, `${spoken}: `),
      link(text, () => actions.open(offset, length), l10n.t('Open this event in the log')),
    );
    arrow.style.gridColumn = note ? String(sender + 1) : `${String(Math.min(sender, to) + 1)} / span 2`;
    return h('li', {}, h('span', { class: 'time' }, elapsed(at - from, 3)), h('span', { class: 'rungs' }, arrow));
  });
  const columns = [THIS_SIDE, JANUS, OTHER_SIDE].map((side) => h('span', {}, nameOf(side)));
  return section(
    l10n.t('Ladder'),
    null,
    h(
      'div',
      { class: 'ladder-names', 'aria-hidden': 'true' },
      h('span', { class: 'time' }),
      h('span', { class: 'rungs' }, ...columns),
    ),
    listed(rows, LISTED, 'ladder'),
    more === 0 ? null : h('p', { class: 'muted' }, l10n.t('and {0} more, which are not listed', number(more))),
  );
}
