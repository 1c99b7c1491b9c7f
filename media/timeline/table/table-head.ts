/** The head of the table: what it is sorted by, and how wide each column is, by mouse and keyboard. */
import { zoneName } from '../../../src/words/times.js';
import * as l10n from '@vscode/l10n';
import { columnOf, type ColumnKey, descends } from '../../../src/analysis/lanes/columns/index.js';
import { h } from '../elements/dom.js';
import type { TimelineModel } from '../state/model.js';

export interface TableHead {
  readonly element: HTMLElement;
  /** Columns, their widths or the order may have changed. */
  update(): void;
}

/** px that a press of an arrow key makes a column wider. */
const STEP = 16;

/** Columns of times, whose heads tell the zone. */
const TIMES = new Set<ColumnKey>(['start', 'end', 'activity']);

export function createTableHead(model: TimelineModel): TableHead {
  const { columns, arrangement, state } = model;
  const element = h('div', { class: 'table-head', role: 'row', 'aria-rowindex': '1' });
  let drawnFor = '';
  const zone = (): string => zoneName(state.zone, model.rows.log?.origin ?? 0);

  const headOf = (key: ColumnKey): HTMLElement => {
    const column = columnOf(key);
    const label = column.label();
    const cell = h('div', { class: `cell ${key}`, role: 'columnheader' });
    if (column.order === null) cell.append(h('span', { class: 'head-label' }, label));
    else {
      const on = key === state.sorting;
      const down = descends(key) !== (on && state.reversed);
      cell.setAttribute('aria-sort', !on ? 'none' : down ? 'descending' : 'ascending');
      const button = h(
        'button',
        { type: 'button', class: 'head-label', title: l10n.t('Sort by {0}', label.toLowerCase()) },
        label,
      );
      if (TIMES.has(key)) button.append(' ', h('span', { class: 'muted' }, zone()));
      if (on) button.append(h('span', { class: 'sorted', 'aria-hidden': 'true' }, down ? ' ↓' : ' ↑'));
      // From the present order: a second press may come before the head shows the first one.
      button.addEventListener('click', () => arrangement.setSorting(key, state.sorting === key && !state.reversed));
      cell.append(button);
    }
    cell.append(edgeOf(key, cell));
    return cell;
  };

  /** The right edge of a column: dragged, moved with the arrow keys, or let go by a double click. */
  const edgeOf = (key: ColumnKey, cell: HTMLElement): HTMLElement => {
    const width = (): number => Math.round(cell.getBoundingClientRect().width);
    const edge = h('div', {
      class: 'column-edge',
      role: 'separator',
      tabindex: '0',
      'aria-orientation': 'vertical',
      'aria-label': l10n.t('Width of the column {0}', columnOf(key).label()),
      'aria-valuenow': String(columns.widthOf(key)),
      title: l10n.t('Drag, or use the arrow keys; a double click or Delete gives the width back'),
    });
    const resize = (to: number | null): void => {
      columns.resize(key, to);
      edge.setAttribute('aria-valuenow', String(columns.widthOf(key)));
    };
    let drag: { at: number; width: number } | null = null;
    edge.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      edge.focus();
      edge.setPointerCapture(event.pointerId);
      drag = { at: event.clientX, width: width() };
    });
    edge.addEventListener('pointermove', (event) => {
      if (drag !== null && event.clientX !== drag.at) resize(drag.width + event.clientX - drag.at);
    });
    edge.addEventListener('pointerup', () => (drag = null));
    edge.addEventListener('pointercancel', () => (drag = null));
    edge.addEventListener('dblclick', () => resize(null));
    edge.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowLeft') resize(width() - STEP);
      else if (event.key === 'ArrowRight') resize(width() + STEP);
      else if (event.key === 'Delete') resize(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return edge;
  };

  return {
    element,
    update() {
      const wanted = [state.sorting, state.reversed, zone(), ...columns.shown].join(' ');
      // Its buttons may have the keyboard: they are made anew only for another order or other columns.
      if (drawnFor === wanted) return;
      drawnFor = wanted;
      const held = columns.shown.find((key) => element.querySelector(`.${key} .head-label:focus`) !== null);
      element.replaceChildren(...columns.shown.map(headOf));
      if (held !== undefined) element.querySelector<HTMLElement>(`.${held} .head-label`)?.focus();
    },
  };
}
