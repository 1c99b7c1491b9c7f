/** A room or mountpoint: who was inside at the cursor's time, and when that changes. */
import * as l10n from '@vscode/l10n';
import type { RoomAnswer } from '../../../../src/analysis/lanes/requests.js';
import { h } from '../../elements/dom.js';
import { button, iconButton, link } from '../../elements/toolkit.js';
import { number, plural } from '../../../../src/words/numbers.js';
import { duration } from '../../../../src/words/times.js';
import { type DetailActions, type Looked, datedTime } from '../actions.js';
import { overTime } from '../over-time.js';
import { listed } from '../section.js';

/** People listed before the rest is asked for. */
const LISTED = 50;

export interface RoomView {
  readonly element: HTMLElement;
  show(room: RoomAnswer): void;
}

/** @param go shows a time, µs since origin */
export function createRoomView(
  times: Pick<Looked, 'origin' | 'zone'>,
  actions: DetailActions,
  go: (at: number) => void,
  lookAt: (life: number) => void,
): RoomView {
  const title = h('h2');
  const subtitle = h('p', { class: 'subtitle' });
  const when = h('span', { class: 'room-time muted' });
  const count = h('strong', { role: 'status' });
  const people = h('div');
  const line = h('div', { class: 'over-time' });
  const own = h('p');
  let room: RoomAnswer | null = null;
  const turn = (to: 'before' | 'after') => () => {
    const at = room?.[to] ?? null;
    if (at !== null) go(at);
  };
  const before = button('secondary', l10n.t('‹ Change before'), turn('before'));
  const after = button('secondary', l10n.t('Next change ›'), turn('after'));
  const element = h(
    'div',
    {},
    h(
      'div',
      { class: 'detail-head' },
      title,
      iconButton('close', l10n.t('Close (Esc)'), () => actions.close()),
    ),
    subtitle,
    own,
    line,
    h('div', { class: 'room-count' }, count, when),
    h('div', { class: 'room-step' }, before, after),
    people,
  );
  return {
    element,
    show(now) {
      room = now;
      const { origin } = times;
      title.textContent = now.name;
      const stays = plural(now.stays, l10n.t('{0} stay|{0} stays'));
      subtitle.textContent = [now.emitter, stays, l10n.t('at most {0} inside', number(now.peak))]
        .filter(Boolean)
        .join(' · ');
      const label = l10n.t('{0} over time: {1}', now.name, l10n.t('at most {0} inside', number(now.peak)));
      line.replaceChildren(
        now.peak === 0
          ? ''
          : overTime(now.counts, now.peak, label, now.length > 0 ? Math.min(1, now.at / now.length) : null),
      );
      own.replaceChildren(now.life < 0 ? '' : link(l10n.t('How this room began and ended'), () => lookAt(now.life)));
      when.textContent = datedTime(times, origin + now.at);
      before.disabled = now.before === null;
      after.disabled = now.after === null;
      count.textContent = now.inside === 0 ? l10n.t('Nobody is inside') : l10n.t('{0} inside', number(now.inside));
      const rows = now.people.map(({ life, name, start, unseen }) =>
        h(
          'li',
          {},
          h(
            'span',
            { class: 'what' },
            link(name, () => actions.select(life), l10n.t('Show this person')),
          ),
          h(
            'span',
            { class: 'when muted' },
            unseen ? l10n.t('from before') : l10n.t('for {0}', duration(Math.max(0, now.at - start))),
          ),
        ),
      );
      const more = now.inside - now.people.length;
      people.replaceChildren(
        rows.length === 0 ? '' : listed(rows, LISTED, 'lives'),
        more === 0 ? '' : h('p', { class: 'muted' }, l10n.t('and {0} more, which are not listed', number(more))),
      );
    },
  };
}
