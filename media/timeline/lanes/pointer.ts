/** Wheel, drag, click and pinch on the lanes. */
import type { GroupHeader } from '../../../src/analysis/lanes/protocol.js';
import type { Hit } from './hit.js';
import type { LanesView } from './lanes-view.js';
import type { TimelineModel } from '../state/model.js';

/** Pointer travel in px that makes a press a drag. */
const DRAG_FROM = 4;
/** Wheel modes other than pixels: a line, a page, in px. */
const LINE = 16;
const PAGE = 400;

export interface PointerActions {
  openSession(session: number): void;
  openMark(offset: number): void;
  /** Something moved by hand: a glide under way must stop. */
  moved(): void;
}

function wheelPixels(event: WheelEvent): { x: number; y: number } {
  const unit =
    event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? PAGE : 1;
  return { x: event.deltaX * unit, y: event.deltaY * unit };
}

/** Zoom factor of a wheel turn. A pinch arrives as a wheel with Ctrl and small steps. */
export function wheelFactor(pixels: number, pinch: boolean): number {
  return Math.exp(Math.max(-400, Math.min(400, pixels)) * (pinch ? 0.01 : 0.0016));
}

function onWheel(model: TimelineModel, view: LanesView, event: WheelEvent): void {
  const { x, y } = wheelPixels(event);
  const box = view.canvas.getBoundingClientRect();
  const place = event.clientX - box.left - view.layout().gutter;
  const pinch = event.ctrlKey || event.metaKey;
  if (place < 0 && !pinch) {
    model.rows.scrollTo(model.state.scroll + y);
    return;
  }
  if (event.altKey) {
    // Twice as fast as time: from a million lanes to a few it is a long way.
    model.rows.zoomLanes(wheelFactor(y, pinch) ** -2, event.clientY - box.top - view.layout().axis);
    return;
  }
  if (!pinch && event.shiftKey) {
    model.view.pan(y !== 0 ? y : x);
    return;
  }
  if (!pinch && Math.abs(x) > Math.abs(y)) {
    model.view.pan(x);
    return;
  }
  model.view.zoomAt(wheelFactor(y, pinch), Math.max(0, place));
}

interface Press {
  readonly x: number;
  readonly y: number;
  lastX: number;
  lastY: number;
  dragging: boolean;
  readonly hit: Hit;
  /** A drag marks a range from this time on; null: it pans. */
  readonly marksFrom: number | null;
}

function rangeTo(from: number, to: number): { from: number; to: number } {
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

/** Among the times of a room's header a click shows who was inside then. */
function clickHeader(model: TimelineModel, header: GroupHeader, time: number | null): void {
  if (header.place >= 0 && time !== null) model.selection.selectRoom(header.place, time);
  else model.arrangement.toggleGroup(header);
}

/** Selects the session that a pointer is on; false: there is none. */
export function selectAt(model: TimelineModel, view: LanesView, event: MouseEvent): boolean {
  const hit = view.hit(event);
  if (hit === null || hit.area === 'axis' || hit.header !== null || hit.row < 0) return false;
  if (hit.lane !== null) {
    model.selection.selectLane(hit.lane, hit.row);
    return true;
  }
  const seek = view.pick(event);
  if (seek !== null) void model.navigation.selectAt(seek);
  return seek !== null;
}

/** A plain click selects, and does nothing else; on a header it folds, before an id it opens. */
function click(model: TimelineModel, view: LanesView, { hit }: Press, event: MouseEvent): void {
  if (hit.area === 'axis') model.range.mark(null);
  else if (hit.header !== null) clickHeader(model, hit.header, hit.time);
  else if (hit.lane !== null && hit.chevron) model.rows.toggleOpened(hit.lane, hit.row);
  else if (hit.row >= 0) selectAt(model, view, event);
  else if (hit.mark === null) model.selection.select(null);
}

export function attachPointer(model: TimelineModel, view: LanesView, actions: PointerActions): void {
  const surface = view.element;
  const onCanvas = (event: Event): boolean =>
    event.target instanceof Element && event.target.closest('.lanes-scroll, .notice') === null;
  let press: Press | null = null;

  surface.addEventListener(
    'wheel',
    (event) => {
      if (!onCanvas(event)) return;
      event.preventDefault();
      actions.moved();
      onWheel(model, view, event);
      view.hover(event);
    },
    { passive: false },
  );

  surface.addEventListener('pointerdown', (event) => {
    const hit = view.hit(event);
    if (event.button !== 0 || hit === null || !onCanvas(event)) return;
    event.preventDefault();
    view.focus();
    actions.moved();
    const { clientX: x, clientY: y } = event;
    const marks = hit.time !== null && (event.shiftKey || hit.area === 'axis') ? hit.time : null;
    press = { x, y, lastX: x, lastY: y, dragging: false, hit, marksFrom: marks };
    surface.setPointerCapture(event.pointerId);
  });

  surface.addEventListener('pointermove', (event) => {
    if (press === null) {
      view.hover(onCanvas(event) ? event : null);
      const hit = view.hit(event);
      surface.classList.toggle('over-header', hit !== null && (hit.header !== null || hit.chevron));
      surface.classList.toggle('over-axis', hit !== null && (hit.area === 'axis' || event.shiftKey));
      return;
    }
    if (!press.dragging && Math.hypot(event.clientX - press.x, event.clientY - press.y) < DRAG_FROM) return;
    press.dragging = true;
    if (press.marksFrom !== null) {
      view.hover(event);
      model.range.mark(rangeTo(press.marksFrom, view.timeAt(event)), true);
      return;
    }
    surface.classList.add('dragging');
    view.hover(null);
    if (press.hit.area !== 'gutter') model.view.pan(press.lastX - event.clientX);
    if (press.hit.area !== 'axis') model.rows.scrollTo(model.state.scroll + press.lastY - event.clientY);
    press.lastX = event.clientX;
    press.lastY = event.clientY;
  });

  const release = (event: PointerEvent, cancelled: boolean): void => {
    const done = press;
    press = null;
    surface.classList.remove('dragging');
    if (done === null || cancelled) return;
    if (done.dragging) {
      if (done.marksFrom !== null) model.range.mark(rangeTo(done.marksFrom, view.timeAt(event)));
      return;
    }
    click(model, view, done, event);
    view.hover(event);
  };
  surface.addEventListener('pointerup', (event) => release(event, false));
  surface.addEventListener('pointercancel', (event) => release(event, true));
  surface.addEventListener('pointerleave', () => view.hover(null));

  surface.addEventListener('dblclick', (event) => {
    const hit = onCanvas(event) ? view.hit(event) : null;
    if (hit === null || hit.header !== null || hit.chevron) return;
    const offset = hit.mark?.offset ?? hit.stretch?.offset ?? null;
    if (hit.lane !== null) actions.openSession(hit.lane.inSession);
    else if (offset !== null) actions.openMark(offset);
  });

  // The buttons of a mouse that lead back and forth.
  surface.addEventListener('mouseup', (event) => {
    if (event.button !== 3 && event.button !== 4) return;
    event.preventDefault();
    void model.navigation.goInHistory(event.button === 3 ? -1 : 1);
  });
}
