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
  const event = model.cursor === null ? null : parts.detail.currentEvent();
  if (event !== null) parts.open(event.offset, event.length);
  else if (model.selected !== null) parts.openSession(model.selected.lane.session);
}

function actions(model: TimelineModel, parts: CommandParts): Record<Command, () => void> {
  const pan = (direction: 1 | -1): void => {
    parts.stopMotion();
    model.pan(direction * PAN * model.sizes.width);
  };
  return {
    zoomIn: () => parts.zoomTo(ZOOM),
    zoomOut: () => parts.zoomTo(1 / ZOOM),
    panLeft: () => pan(-1),
    panRight: () => pan(1),
    fitAll: () => parts.fitAll(),
    fitSelection: () => parts.fitSelection(),
    up: () => void model.step(-1),
    down: () => void model.step(1),
    pageUp: () => void model.step(-parts.rowsPerPage()),
    pageDown: () => void model.step(parts.rowsPerPage()),
    first: () => void model.selectEdge('first'),
    last: () => void model.selectEdge('last'),
    nextFlagged: () => void model.stepFlagged(1),
    previousFlagged: () => void model.stepFlagged(-1),
    nextEvent: () => parts.detail.stepEvent(1),
    previousEvent: () => parts.detail.stepEvent(-1),
    bookmark: () => parts.detail.toggleBookmark(),
    open: () => openCurrent(model, parts),
    unfold: () => {
      if (model.selected !== null) model.toggleOpened(model.selected.lane, model.selected.row);
    },
    closeAll: () => model.closeAllOpened(),
    table: () => parts.toggleTable(),
    allLanes: () => model.toggleAllLanes(),
    higher: () => model.zoomLanes(HIGHER, model.sizes.height / 2),
    lower: () => model.zoomLanes(1 / HIGHER, model.sizes.height / 2),
    foldIdle: () => model.setFoldIdle(!model.state.foldIdle),
    light: () => model.setLight(nextLight(model.state.light)),
    back: () => void model.goInHistory(-1),
    forth: () => void model.goInHistory(1),
    follow: () => parts.follow(),
    search: () => parts.search(),
    picture: () => parts.picture(),
    fold: () => model.toggleGroupOfSelected(),
    foldAll: () => model.toggleAllGroups(),
    help: () => parts.help(),
    escape: () => {
      if (parts.closeMenu()) return;
      if (model.state.range !== null) model.setRange(null);
      else model.select(null);
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
    model.afterSteps(act[command]);
  });
}
