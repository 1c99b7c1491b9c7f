/**
 * The sessions as a table: what screen readers get, and people who would rather read than look. Its rows, their order and
 * the selection are those of the lanes; only the rows on the screen are elements.
 */
import type { GroupHeader, Lane } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { isHeader, type Row } from '../data/lane-store.js';
import type { TimelineModel } from '../state/model.js';
import * as l10n from '@vscode/l10n';
import { number } from '../../../src/words/numbers.js';
import { headerCount } from '../words/spoken.js';
import { type Column, columnsAt, descends } from './columns.js';
import { createTableScroll } from './table-scroll.js';

export interface SessionTable {
  readonly element: HTMLElement;
  /** Rows, selection or arrangement have changed. */
  update(): void;
  /** Brings the selected session into view. */
  showSelected(): void;
  focus(): void;
  hasFocus(): boolean;
  rowsPerPage(): number;
  /** Selects the session that a pointer is on; false: there is none. */
  readonly selectAt: (event: MouseEvent) => boolean;
}

interface Drawn {
  readonly row: Row;
  readonly selected: boolean;
  readonly element: HTMLElement;
}

const rowId = (number: number): string => `table-row-${String(number)}`;

/** @param openSession opens the log where the session ended */
export function createSessionTable(model: TimelineModel, openSession: (session: number) => void): SessionTable {
  const head = h('div', { class: 'table-head', role: 'row', 'aria-rowindex': '1' });
  const rows = h('div', { class: 'table-rows', role: 'rowgroup' });
  const heading = h('div', { role: 'rowgroup', class: 'table-heading' }, head);
  const element = h('div', {
    class: 'session-table',
    role: 'treegrid',
    tabindex: '0',
    'aria-label': l10n.t('Sessions'),
    'aria-multiselectable': 'false',
  });
  const scroll = createTableScroll(element, heading, rows, () => draw());
  let columns: readonly Column[] = [];
  let drawn = new Map<number, Drawn>();
  /** What the head was drawn for. */
  let headed = '';
  /** What all rows depend on besides themselves. */
  let dress: unknown[] = [];

  const visible = (): boolean => element.offsetParent !== null;

  function drawHead(): void {
    const { sorting, reversed } = model.state;
    const wanted = [sorting, reversed, columns.length].join(' ');
    // Its buttons may have the keyboard: they are made anew only for another order or width.
    if (headed === wanted) return;
    headed = wanted;
    const pressed = columns.findIndex(({ key }) => head.querySelector(`.${key} button:focus`) !== null);
    head.replaceChildren(
      ...columns.map(({ key, label, sorting: sorts }) => {
        const cell = h('div', { class: `cell ${key}`, role: 'columnheader' });
        if (sorts === null) {
          cell.append(label());
          return cell;
        }
        const on = sorts === sorting;
        const down = descends(sorts) !== (on && reversed);
        cell.setAttribute('aria-sort', !on ? 'none' : down ? 'descending' : 'ascending');
        const button = h('button', { type: 'button', title: l10n.t('Sort by {0}', label().toLowerCase()) }, label());
        if (on) button.append(h('span', { class: 'sorted', 'aria-hidden': 'true' }, down ? ' ↓' : ' ↑'));
        button.addEventListener('click', () => model.arrangement.setSorting(sorts, on && !reversed));
        cell.append(button);
        return cell;
      }),
    );
    if (pressed >= 0) head.children[pressed]?.querySelector('button')?.focus();
  }

  function laneRow(lane: Lane, number: number, selected: boolean): HTMLElement {
    const { state } = model;
    const { log } = model.rows;
    const cells = columns.map((column) =>
      h('div', { class: `cell ${column.key}`, role: 'gridcell' }, ...column.cell(lane, log?.origin ?? 0, state.zone)),
    );
    const row = h(
      'div',
      {
        class: `table-row ${lane.outcome}`,
        id: rowId(number),
        role: 'row',
        'aria-level': state.grouping === 'none' ? '1' : '2',
        'aria-selected': String(selected),
      },
      ...cells,
    );
    row.dataset['session'] = String(lane.session);
    row.addEventListener('click', (event) => selectAt(event));
    row.addEventListener('dblclick', () => openSession(lane.inSession));
    return row;
  }

  /** Selects the session that a pointer is on; false: there is none. */
  function selectAt({ target }: MouseEvent): boolean {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-session]') : null;
    if (row === null) return false;
    void model.navigation.selectAt({ to: 'session', session: Number(row.dataset['session']) });
    return true;
  }

  function groupRow(header: GroupHeader, place: number): HTMLElement {
    const silent =
      header.silent === 0 ? null : h('span', { class: 'silent-count' }, l10n.t('{0} silent', number(header.silent)));
    const cell = h(
      'div',
      { class: 'cell group', role: 'gridcell', 'aria-colspan': String(columns.length) },
      h('span', { class: 'twist', 'aria-hidden': 'true' }, header.collapsed ? '▸' : '▾'),
      h('b', {}, header.label),
      h('span', { class: 'muted' }, headerCount(header)),
      silent,
    );
    const row = h(
      'div',
      {
        class: 'table-row header',
        id: rowId(place),
        role: 'row',
        'aria-level': '1',
        'aria-expanded': String(!header.collapsed),
      },
      cell,
    );
    row.addEventListener('click', () => model.arrangement.toggleGroup(header));
    return row;
  }

  function draw(): void {
    const { state } = model;
    const { shown } = model.rows;
    const { selected } = model.selection;
    if (shown === null || !visible()) return;
    const { first, last } = scroll.range(shown.rows);
    shown.lanes.want(first, Math.max(first, last));
    const now = [shown, state.zone, columns];
    if (now.some((part, k) => part !== dress[k])) drawn = new Map();
    dress = now;
    const next = new Map<number, Drawn>();
    for (let number = first; number <= last; number++) {
      const row = shown.lanes.row(number);
      if (row === undefined) continue;
      const chosen = !isHeader(row) && row.session === selected?.lane.session;
      const known = drawn.get(number);
      const reuse = known?.row === row && known.selected === chosen ? known.element : null;
      const made = reuse ?? (isHeader(row) ? groupRow(row, number) : laneRow(row, number, chosen));
      // The head is the first row.
      made.setAttribute('aria-rowindex', String(number + 2));
      scroll.place(made, number);
      next.set(number, { row, selected: chosen, element: made });
    }
    drawn = next;
    rows.replaceChildren(...[...next.values()].map((one) => one.element));
    element.setAttribute('aria-rowcount', String(shown.rows + 1));
    const row = selected?.row ?? -1;
    if (next.has(row)) element.setAttribute('aria-activedescendant', rowId(row));
    else element.removeAttribute('aria-activedescendant');
  }

  const measure = (): void => {
    if (!visible()) return;
    const fitting = columnsAt(element.clientWidth);
    if (fitting.length !== columns.length) {
      columns = fitting;
      element.style.setProperty('--columns', columns.map(({ width }) => width).join(' '));
      element.setAttribute('aria-colcount', String(columns.length));
      drawHead();
    }
    draw();
  };
  new ResizeObserver(measure).observe(element);

  return {
    element,
    update() {
      if (!visible()) return;
      drawHead();
      draw();
    },
    showSelected() {
      const row = model.selection.selected?.row ?? -1;
      if (row >= 0 && visible()) scroll.show(row);
    },
    focus: () => element.focus({ preventScroll: true }),
    hasFocus: () => document.activeElement === element,
    rowsPerPage: () => scroll.rowsPerPage(),
    selectAt,
  };
}
