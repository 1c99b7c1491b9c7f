/** The keyboard: from a key to what it does. */
import type { DetailView } from '../detail/pane.js';
import { type Command, commandOf } from './keys.js';
import type { TimelineModel } from '../state/model.js';
import { isPressable, takesKeys } from '../elements/toolkit.js';
import { nextLight } from '../state/view-state.js';

/** Part of the lanes' width that one press pans. */
const PAN = 0.15;
const ZOOM = 0.7;
/** By how much one press makes lanes higher. */
const HIGHER = 1.5;

export interface CommandParts {
  readonly detail: DetailView;
  zoomTo(factor: number): void;
  fitAll(): void;
  fitSelection(): void;
  follow(): void;
  /** Lanes or a table. */
  toggleTable(): void;
  /** What shows the sessions has the keyboard. */
  inSessions(): boolean;
  rowsPerPage(): number;
  search(): void;
  /** Asks for a time to go to. */
  askTime(): void;
  /** Leaves what goes on at the cursor. */
  atCursor(): void;
  /** Copy or save a picture: asks which. */
  picture(): void;
  help(): void;
  closeMenu(): boolean;
  stopMotion(): void;
  open(offset: number, length: number): void;
  openSession(session: number): void;
}

/** Enter opens the event stepped to, else the session. */
function openCurrent(model: TimelineModel, parts: CommandParts): void {
  const event = model.selection.cursor === null ? null : parts.detail.currentEvent();
  if (event !== null) parts.open(event.offset, event.length);
  else if (model.selection.looked !== null) parts.openSession(model.selection.looked.lane.inSession);
}

function actions(model: TimelineModel, parts: CommandParts): Record<Command, () => void> {
  const pan = (direction: 1 | -1): void => {
    parts.stopMotion();
    model.view.pan(direction * PAN * model.rows.sizes.width);
  };
  return {
    zoomIn: () => parts.zoomTo(ZOOM),
    zoomOut: () => parts.zoomTo(1 / ZOOM),
    panLeft: () => pan(-1),
    panRight: () => pan(1),
    fitAll: () => parts.fitAll(),
    fitSelection: () => parts.fitSelection(),
    up: () => void model.navigation.step(-1),
    down: () => void model.navigation.step(1),
    pageUp: () => void model.navigation.step(-parts.rowsPerPage()),
    pageDown: () => void model.navigation.step(parts.rowsPerPage()),
    first: () => void model.navigation.selectEdge('first'),
    last: () => void model.navigation.selectEdge('last'),
    nextFlagged: () => void model.navigation.stepFlagged(1),
    previousFlagged: () => void model.navigation.stepFlagged(-1),
    nextEvent: () => parts.detail.stepEvent(1),
    previousEvent: () => parts.detail.stepEvent(-1),
    bookmark: () => parts.detail.toggleBookmark(),
    open: () => openCurrent(model, parts),
    unfold: () => {
      if (model.selection.selected !== null)
        model.rows.toggleOpened(model.selection.selected.lane, model.selection.selected.row);
    },
    closeAll: () => model.rows.closeAllOpened(),
    table: () => parts.toggleTable(),
    allLanes: () => model.rows.toggleAllLanes(model.selection.row),
    higher: () => model.rows.zoomLanes(HIGHER, model.rows.sizes.height / 2),
    lower: () => model.rows.zoomLanes(1 / HIGHER, model.rows.sizes.height / 2),
    foldIdle: () => model.arrangement.setFoldIdle(!model.state.foldIdle),
    light: () => model.selection.setLight(nextLight(model.state.light)),
    back: () => void model.navigation.goInHistory(-1),
    forth: () => void model.navigation.goInHistory(1),
    follow: () => parts.follow(),
    search: () => parts.search(),
    askTime: () => parts.askTime(),
    atCursor: () => parts.atCursor(),
    picture: () => parts.picture(),
    fold: () => model.arrangement.toggleGroupOfSelected(),
    foldAll: () => model.arrangement.toggleAllGroups(),
    help: () => parts.help(),
    escape: () => {
      if (parts.closeMenu()) return;
      if (model.state.range !== null) model.range.mark(null);
      else model.selection.select(null);
    },
  };
}

export function attachCommands(model: TimelineModel, parts: CommandParts): void {
  const act = actions(model, parts);
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || takesKeys(event.target)) return;
    const inDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
    // Buttons have their own Enter; elsewhere in the details arrows and pages scroll.
    const inLanes = !isPressable(event.target) && (parts.inSessions() || event.target === document.body);
    const command = commandOf(event, inLanes);
    if (command === null || (inDialog && command !== 'help')) return;
    event.preventDefault();
    model.navigation.afterSteps(act[command]);
  });
}
