/**
 * The sessions as a table: what screen readers get, and people who would rather read than look. Its rows, their order and
 * the selection are those of the lanes; only the rows on the screen are elements.
 */
import { FLAG_EXPECTED, type GroupHeader, type Lane } from '../../../src/analysis/lanes/protocol.js';
import { h } from '../elements/dom.js';
import { isHeader, type Row } from '../data/lane-store.js';
import type { TimelineModel } from '../state/model.js';
import * as l10n from '@vscode/l10n';
import { number } from '../../../src/words/numbers.js';
import { headerCount } from '../words/spoken.js';
import type { ColumnKey } from '../../../src/analysis/lanes/columns/index.js';
import { outcomeSymbol } from '../elements/symbols.js';
import { cellText } from './cells.js';
import { createColumnMenu } from './column-menu.js';
import { createTableHead } from './table-head.js';
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

/**
 * @param openSession opens the log where the session ended
 * @param copy        copies what the table shows
 */
export function createSessionTable(
  model: TimelineModel,
  openSession: (session: number) => void,
  copy: () => void,
): SessionTable {
  const head = createTableHead(model);
  const rows = h('div', { class: 'table-rows', role: 'rowgroup' });
  const heading = h('div', { role: 'rowgroup', class: 'table-heading' }, head.element);
  const grid = h('div', {
    class: 'session-table',
    role: 'treegrid',
    tabindex: '0',
    'aria-label': l10n.t('Sessions'),
    'aria-multiselectable': 'false',
  });
  const scroll = createTableScroll(grid, heading, rows, () => draw());
  const choice = createColumnMenu(model, copy, () => focus());
  const element = h('div', { class: 'table-view' }, grid, choice.button, choice.menu.element);
  heading.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    choice.menu.open();
  });
  const focus = (): void => grid.focus({ preventScroll: true });
  let drawn = new Map<number, Drawn>();
  /** The columns that the grid was laid out for. */
  let laidOut = '';
  /** What all rows depend on besides themselves. */
  let dress: unknown[] = [];

  const visible = (): boolean => grid.offsetParent !== null;

  const toldCell = (row: number, key: ColumnKey): string | undefined => model.rows.shown?.lanes.cell(row, key);

  function laneRow(lane: Lane, number: number, selected: boolean): HTMLElement {
    const { state } = model;
    const clock = { origin: model.rows.log?.origin ?? 0, zone: state.zone };
    const cells = model.columns.shown.map((key) => {
      const text = cellText(key, lane, toldCell(number, key), clock);
      const symbol = key === 'ending' ? [outcomeSymbol(lane.outcome, (lane.flags & FLAG_EXPECTED) !== 0), ' '] : [];
      // What is cut off can be read where the pointer rests.
      return h('div', { class: `cell ${key}`, role: 'gridcell', title: text }, ...symbol, text || '–');
    });
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
      { class: 'cell group', role: 'gridcell', 'aria-colspan': String(model.columns.shown.length) },
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
    const now = [shown, state.zone, model.columns.shown];
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
    grid.setAttribute('aria-rowcount', String(shown.rows + 1));
    const row = selected?.row ?? -1;
    if (next.has(row)) grid.setAttribute('aria-activedescendant', rowId(row));
    else grid.removeAttribute('aria-activedescendant');
  }

  const measure = (): void => {
    const { columns } = model;
    columns.fit(grid.clientWidth);
    if (!visible()) return;
    const { template } = columns;
    if (template !== laidOut) {
      laidOut = template;
      grid.style.setProperty('--columns', template);
      grid.style.setProperty('--least-width', `${String(columns.leastWidth)}px`);
      grid.setAttribute('aria-colcount', String(columns.shown.length));
    }
    head.update();
    draw();
  };
  new ResizeObserver(measure).observe(grid);

  return {
    element,
    update: measure,
    showSelected() {
      const row = model.selection.selected?.row ?? -1;
      if (row >= 0 && visible()) scroll.show(row);
    },
    focus,
    hasFocus: () => document.activeElement === grid,
    rowsPerPage: () => scroll.rowsPerPage(),
    selectAt,
  };
}
