/**
 * The page's state and everything derived from it, without a DOM. Views read its parts and are told which aspects
 * changed. Each part knows those before it alone: rows, where one looks, who is selected, how rows are arranged.
 */
import { Arrangement } from './arrangement.js';
import type { Context } from './context.js';
import { MarkedRange } from './marked-range.js';
import { Navigation } from './navigation.js';
import { Rows } from './rows.js';
import { Selection } from './selection.js';
import { View } from './view.js';
import { TableColumns } from './table-columns.js';
import type { ViewState } from './view-state.js';

export interface TimelineModel {
  readonly state: ViewState;
  readonly rows: Rows;
  readonly view: View;
  readonly selection: Selection;
  readonly range: MarkedRange;
  readonly arrangement: Arrangement;
  readonly columns: TableColumns;
  readonly navigation: Navigation;
}

/**
 * @param openedHeight   height of what an opened lane shows below it, px
 * @param selectedByHand told of selections made by hand only
 */
export function createModel(
  context: Context,
  openedHeight: (session: number) => number,
  selectedByHand: (session: number | null) => void,
): TimelineModel {
  const rows = new Rows(context, openedHeight);
  const view = new View(context, rows);
  const selection = new Selection(context, rows, view, selectedByHand);
  const range = new MarkedRange(context, rows);
  const arrangement = new Arrangement(context, { rows, view, selection, range });
  const columns = new TableColumns(context, arrangement);
  const navigation = new Navigation(context, rows, selection, arrangement);
  return { state: context.state, rows, view, selection, range, arrangement, columns, navigation };
}
