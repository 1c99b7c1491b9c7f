/** Search, counted segments, arrangement and zoom. In a narrow panel the arrangement folds into a menu. */
import * as l10n from '@vscode/l10n';
import type { PictureWish } from '../../../src/analysis/requests/timeline.js';
import type { Checked } from '../../../src/analysis/requests/search-requests.js';
import { h } from '../elements/dom.js';
import { createSearchBox } from './search-box.js';
import { columnOf, type Sorting, SORTINGS } from '../../../src/analysis/lanes/columns/index.js';
import type { Grouping, Segment } from '../../../src/analysis/lanes/protocol.js';
import type { TimelineModel } from '../state/model.js';
import { popupMenu } from '../elements/popup-menu.js';
import { segmentSymbol } from '../elements/symbols.js';
import { number } from '../../../src/words/numbers.js';
import { type Zone } from '../../../src/words/clocks.js';
import { button, type Choice, dropdown, iconButton, setPressed, toggle } from '../elements/toolkit.js';
import { type Light, nextLight } from '../state/view-state.js';

export interface ToolbarActions {
  zoom(factor: number): void;
  fitAll(): void;
  help(): void;
  toggleTable(): void;
  /** Times are told by another clock, here and in every other pane. */
  chooseClock(zone: Zone): void;
  takePicture(wish: PictureWish): void;
  checkQuery(text: string, cursor: number): Promise<Checked>;
  filters(): void;
  /** Shows what the search understands. */
  explainSearch(): void;
  /** Escape in the search field, or done with a menu. */
  leave(): void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  readonly search: HTMLElement;
  /** Shows the model's state: counts, pressed segment, choices. */
  update(): void;
  /** Shows whether the lanes are lower than is good to read. */
  updateLanes(): void;
  focusSearch(): void;
  openPictures(): void;
  closeMenu(): boolean;
}

const segmentLabels = (): readonly Choice<Segment>[] => [
  { value: 'all', label: l10n.t('All') },
  { value: 'silent', label: l10n.t('Silent') },
  { value: 'open', label: l10n.t('Open') },
  { value: 'ended', label: l10n.t('Ended') },
  { value: 'unknown', label: l10n.t('Unknown') },
];

const segmentTitles = (): Record<Segment, string> => ({
  all: l10n.t('Every session of the log'),
  silent: l10n.t('Ended without a session-level event'),
  open: l10n.t('Still open where the log ends'),
  ended: l10n.t('Ended with destroyed or timeout'),
  unknown: l10n.t('The log cannot tell how they ended'),
});

const groupings = (): readonly Choice<Grouping>[] => [
  { value: 'emitter', label: l10n.t('Group: server') },
  { value: 'transport', label: l10n.t('Group: transport') },
  { value: 'plugin', label: l10n.t('Group: plugin') },
  { value: 'room', label: l10n.t('Group: room') },
  { value: 'connection', label: l10n.t('Group: connection') },
  { value: 'none', label: l10n.t('No groups') },
];

const sortings = (): readonly Choice<Sorting>[] =>
  SORTINGS.map((value) => ({ value, label: l10n.t('Sort: {0}', columnOf(value).label().toLowerCase()) }));

const lightWords = (): Record<Light, string> => ({
  none: l10n.t('off'),
  connection: l10n.t('same connection'),
  room: l10n.t('same room'),
});

const zones = (): readonly Choice<Zone>[] => [
  { value: 'local', label: l10n.t('Local time') },
  { value: 'utc', label: 'UTC' },
  { value: 'elapsed', label: l10n.t('Elapsed') },
];

const pictureChoices = (): readonly { label: string; wish: PictureWish }[] => [
  { label: l10n.t('Copy as PNG'), wish: { format: 'png', to: 'clipboard' } },
  { label: l10n.t('Copy as SVG'), wish: { format: 'svg', to: 'clipboard' } },
  { label: l10n.t('Save as PNG…'), wish: { format: 'png', to: 'file' } },
  { label: l10n.t('Save as SVG…'), wish: { format: 'svg', to: 'file' } },
];

/**
 * What the style sheet does about a lack of room, one after the other: what the toolbar needs depends on counts, font
 * and language.
 */
const FOLDS = ['folded', 'narrow'] as const;

function segmentButtons(model: TimelineModel): { element: HTMLElement; update: () => void } {
  const parts = segmentLabels().map(({ value, label }) => {
    const count = h('b', {}, '0');
    const element = button('secondary', '', () => model.arrangement.setSegment(value));
    element.classList.add('segment', value);
    element.title = segmentTitles()[value];
    element.append(
      h(
        'span',
        { class: 'segment-text' },
        segmentSymbol(value),
        h('span', { class: 'segment-label' }, label),
        ' ',
        count,
      ),
    );
    return { value, element, count };
  });
  return {
    element: h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': l10n.t('Show') },
      ...parts.map((part) => part.element),
    ),
    update() {
      for (const { value, element, count } of parts) {
        const n = number(model.rows.shown?.counts[value] ?? 0);
        count.textContent = n;
        const pressed = String(model.state.segment === value);
        element.ariaPressed = pressed;
        element.dataset['pressed'] = pressed;
        // The segment for ends that cannot be told is shown only in the few logs that have such sessions.
        if (value === 'unknown')
          element.hidden = (model.rows.shown?.counts.unknown ?? 0) === 0 && model.state.segment !== 'unknown';
      }
    },
  };
}

export function createToolbar(model: TimelineModel, actions: ToolbarActions): Toolbar {
  const search = createSearchBox({
    check: (text, cursor) => actions.checkQuery(text, cursor),
    search: (query) => model.arrangement.setQuery(query),
    filters: () => actions.filters(),
    explain: () => actions.explainSearch(),
    leave: () => actions.leave(),
  });

  const segments = segmentButtons(model);
  const grouping = dropdown(l10n.t('Group sessions'), groupings(), (value) => model.arrangement.setGrouping(value));
  const sorting = dropdown(l10n.t('Sort sessions'), sortings(), (value) => model.arrangement.setSorting(value));
  const light = toggle('light', '', () => model.selection.setLight(nextLight(model.state.light)));
  const idle = toggle('foldIdle', l10n.t('Fold idle time (I)'), () =>
    model.arrangement.setFoldIdle(!model.state.foldIdle),
  );
  const allLanes = toggle('allLanes', l10n.t('All lanes at once (V)'), () =>
    model.rows.toggleAllLanes(model.selection.row),
  );
  const table = toggle('table', l10n.t('Table of sessions (T)'), () => actions.toggleTable());
  const zone = dropdown(l10n.t('Time zone'), zones(), (value) => actions.chooseClock(value));
  const arrangement = h('div', { class: 'arrangement', id: 'arrangement' }, grouping, sorting, zone);
  const setMenu = (open: boolean): void => {
    arrangement.classList.toggle('open', open);
    menu.ariaExpanded = String(open);
  };
  const menu = iconButton('menu', l10n.t('Group, sort, time zone'), () =>
    setMenu(!arrangement.classList.contains('open')),
  );
  menu.classList.add('menu-button');
  const picture = iconButton('picture', l10n.t('Picture (P)'), () => undefined);
  const pictures = popupMenu(
    picture,
    l10n.t('Picture'),
    pictureChoices().map(({ label, wish }) => ({ label, act: () => actions.takePicture(wish) })),
    () => actions.leave(),
  );
  const element = h(
    'header',
    { class: 'toolbar' },
    h('h1', { class: 'unseen' }, l10n.t('Janus timeline')),
    search.element,
    segments.element,
    arrangement,
    h(
      'div',
      { class: 'tools' },
      menu,
      table,
      light,
      idle,
      allLanes,
      iconButton('minus', l10n.t('Zoom out (−)'), () => actions.zoom(2)),
      iconButton('plus', l10n.t('Zoom in (+)'), () => actions.zoom(0.5)),
      iconButton('fit', l10n.t('Show all of the log (0)'), () => actions.fitAll()),
      picture,
      iconButton('help', l10n.t('Keys (?)'), () => actions.help()),
    ),
    pictures.element,
  );
  const fold = (): void => {
    element.classList.remove(...FOLDS);
    for (const step of FOLDS) if (element.scrollWidth > element.clientWidth) element.classList.add(step);
  };
  // A frame later: folding makes the toolbar another height, which an observer must not do at once.
  const sizes = new ResizeObserver(() => requestAnimationFrame(fold));
  // Its parts as well: the counts of a log come when the toolbar has its width.
  for (const part of [element, ...element.children]) sizes.observe(part);
  document.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Element && event.target.closest('.arrangement, .menu-button') === null) setMenu(false);
  });

  return {
    element,
    search: search.element,
    update() {
      segments.update();
      const { shown } = model.rows;
      search.update({
        query: model.state.query,
        problem: shown?.problem ?? null,
        found: shown?.counts.all ?? 0,
      });
      grouping.value = model.state.grouping;
      sorting.value = model.state.sorting;
      zone.value = model.state.zone;
      setPressed(light, model.state.light !== 'none');
      light.title = l10n.t('Highlight: {0} (L)', lightWords()[model.state.light]);
      light.ariaLabel = light.title;
      setPressed(table, model.state.table);
      allLanes.disabled = model.state.table;
      picture.disabled = model.state.table;
      setPressed(idle, model.state.foldIdle);
      idle.disabled = (model.rows.gaps?.length ?? 0) === 0;
      fold();
    },
    updateLanes() {
      setPressed(allLanes, model.rows.geometry.height < model.rows.sizes.laneHeight);
    },
    focusSearch() {
      search.focus();
    },
    openPictures() {
      if (!picture.disabled) pictures.open();
    },
    closeMenu() {
      const open = arrangement.classList.contains('open');
      setMenu(false);
      return pictures.close() || open;
    },
  };
}
