/** The keyboard: from a key to what it does. */
import type { DetailView } from './detail.js';
import { type Command, commandOf } from './keys.js';
import type { LanesView } from './lanes-view.js';
import type { TimelineModel } from './model.js';
import { isPressable, takesKeys } from './toolkit.js';

/** Part of the lanes' width that one press pans. */
const PAN = 0.15;
const ZOOM = 0.7;

export interface CommandParts {
  readonly lanes: LanesView;
  readonly detail: DetailView;
  zoomTo(factor: number): void;
  fitAll(): void;
  fitSelection(): void;
  search(): void;
  help(): void;
  closeMenu(): boolean;
  stopMotion(): void;
  open(offset: number, length: number): void;
  openSession(session: number): void;
}

/** Enter opens the event stepped to, else the session. */
function openCurrent(model: TimelineModel, parts: CommandParts): void {
  const event = model.cursor === null ? null : (parts.detail.events()?.current() ?? null);
  if (event !== null) parts.open(event.offset, event.length);
  else if (model.selected !== null) parts.openSession(model.selected);
}

function stepEvent(model: TimelineModel, parts: CommandParts, direction: 1 | -1): void {
  const event = parts.detail.events()?.step(direction) ?? null;
  if (event !== null && model.overview !== null) model.setCursor(event.at - model.overview.origin);
}

function rowsPerPage(model: TimelineModel): number {
  return Math.max(1, Math.floor(model.sizes.height / model.sizes.laneHeight) - 2);
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
    up: () => model.step(-1),
    down: () => model.step(1),
    pageUp: () => model.step(-rowsPerPage(model)),
    pageDown: () => model.step(rowsPerPage(model)),
    first: () => model.selectEdge('first'),
    last: () => model.selectEdge('last'),
    nextFlagged: () => model.stepFlagged(1),
    previousFlagged: () => model.stepFlagged(-1),
    nextEvent: () => stepEvent(model, parts, 1),
    previousEvent: () => stepEvent(model, parts, -1),
    open: () => openCurrent(model, parts),
    search: () => parts.search(),
    fold: () => model.toggleGroupOfSelected(),
    foldAll: () => model.toggleAllGroups(),
    help: () => parts.help(),
    escape: () => {
      if (!parts.closeMenu()) model.select(null);
    },
  };
}

export function attachCommands(model: TimelineModel, parts: CommandParts): void {
  const act = actions(model, parts);
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || takesKeys(event.target)) return;
    const inDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
    // Buttons have their own Enter; elsewhere in the details arrows and pages scroll.
    const inLanes = !isPressable(event.target) && (parts.lanes.hasFocus() || event.target === document.body);
    const command = commandOf(event, inLanes);
    if (command === null || (inDialog && command !== 'help')) return;
    event.preventDefault();
    act[command]();
  });
}
