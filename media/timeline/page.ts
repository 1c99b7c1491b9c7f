/** The whole page: its parts, and how what happens in one reaches the others. */
import type { TimelineLog } from '../../src/analysis/lanes/protocol.js';
import type { ToTimeline } from '../../src/analysis/timeline.js';
import type { Aspect } from './state/context.js';
import { attachCommands } from './controls/commands.js';
import { createDetailView, type DetailView } from './detail/pane.js';
import { detailActions } from './detail/page-actions.js';
import { h } from './elements/dom.js';
import { DETAIL_FROM } from './lanes/draw-lane.js';
import { openedHeight } from './lanes/draw-opened.js';
import { createHelp } from './controls/help.js';
import { reportProblem, type WebviewApi } from './data/host.js';
import { createHandleHistoryStore } from './data/handle-history-store.js';
import { isHeader } from './data/lane-store.js';
import { attachPointer } from './lanes/pointer.js';
import { createLanesView } from './lanes/lanes-view.js';
import { legend } from './controls/legend.js';
import { createModel, type TimelineModel } from './state/model.js';
import { createMotion } from './state/motion.js';
import { createNotice } from './controls/notice.js';
import { createPictures } from './picture/picture-taking.js';
import { createRpc, Outdated } from './data/rpc.js';
import { rowsOn } from './geometry/rows.js';
import { createSaving } from './state/saving.js';
import { arrivedSoon } from './data/page-idle.js';
import { createSplitter } from './elements/splitter.js';
import { spokenNews } from './words/spoken.js';
import { createStripView } from './overview/strip-view.js';
import { createSessionTable } from './table/session-table.js';
import { readTheme, watchTheme } from './drawing/theme.js';
import { createToolbar } from './controls/toolbar.js';
import { button } from './elements/toolkit.js';
import { createLaneContents } from './data/lane-contents.js';
import { fileName } from './words/wording.js';
import type { ViewState } from './state/view-state.js';
import { fit, type Viewport, zoomAt } from './geometry/viewport.js';

/** From this width of the panel on, details stand beside the lanes. */
const BESIDE_FROM = 760;

export interface Page {
  receive(message: ToTimeline): void;
}

export function createPage(api: WebviewApi, state: ViewState): Page {
  const rpc = createRpc((message) => api.postMessage(message));
  const motion = createMotion();
  const pending = new Set<Aspect>();
  let scheduled = false;
  let wanted: { session: number; focus: boolean } | null = null;

  const revision = (): number => model.rows.log?.revision ?? 0;
  const problem = (error: unknown): void => {
    if (error instanceof Outdated) return;
    reportProblem(api, `Lanes: ${error instanceof Error ? error.message : String(error)}`);
  };
  const save = createSaving(api, state);

  const model: TimelineModel = createModel(
    {
      state,
      ask: (request) => rpc.request(request),
      changed: (aspect) => {
        pending.add(aspect);
        if (scheduled) return;
        scheduled = true;
        queueMicrotask(flush);
      },
      problem,
    },
    (session) => openedHeight(contents.get(session), model.rows.sizes.laneHeight),
    (session) => api.postMessage({ type: 'selected', session }),
  );
  const contents = createLaneContents(
    (sessions) => rpc.request({ method: 'tracks', revision: revision(), sessions }),
    () => lanes.redraw(),
    problem,
  );
  const histories = createHandleHistoryStore(
    rpc,
    () => model.rows.log,
    () => lanes.redraw(),
    problem,
  );
  const open = (offset: number, length: number): void =>
    api.postMessage({ type: 'open', offset, length, preserveFocus: false });
  const openSession = (session: number): void =>
    api.postMessage({ type: 'openSession', session, preserveFocus: false });
  const glide = (to: Viewport): void => motion.glide(model.view.window, to, (view) => model.view.show(view));

  const lanes = createLanesView(
    model,
    { track: (session) => contents.get(session), history: (session) => histories.get(session) },
    () => page.clientWidth,
    () => strip.redraw(),
    () => {
      model.rows.wantVisible(model.view.window);
      contents.want(visibleSessions);
      histories.want(model.rows.geometry.openings.length > 0 ? model.rows.opened.map(({ lane }) => lane.session) : []);
      toolbar.updateLanes();
      model.rows.wantGaps();
    },
  );
  const table = createSessionTable(model, openSession);
  const sessions = (): Pick<typeof lanes, 'focus' | 'hasFocus'> => (state.table ? table : lanes);
  const news = h('div', { class: 'unseen', role: 'status' });
  const strip = createStripView(model, () => motion.stop());
  const detail: DetailView = createDetailView(
    detailActions(api, rpc, model, {
      changed: () => {
        detail.bookmarksChanged();
        save();
      },
      leave: () => sessions().focus(),
    }),
  );
  const help = createHelp();
  const notice = createNotice(() => {
    void model.arrangement.clearFilter();
    sessions().focus();
  });
  const follow = (): void => {
    glide(model.view.atEnd());
    sessions().focus();
  };
  const resume = button('secondary', 'Resume follow', follow);
  resume.classList.add('resume');
  resume.title = 'Go to the end of the log and stay there while it grows (E)';
  const zoomTo = (factor: number): void => {
    const from = motion.target() ?? model.view.window;
    const anchor = lanes.pointedPlace() ?? model.selection.placeIn(from) ?? from.start + from.span / 2;
    glide(
      zoomAt(
        from,
        model.rows.length,
        factor,
        ((anchor - from.start) / from.span) * model.rows.sizes.width,
        model.rows.sizes.width,
      ),
    );
  };
  const fitAll = (): void => glide(fit(model.rows.length));
  const toolbar = createToolbar(model, {
    zoom: zoomTo,
    fitAll,
    help: () => help.toggle(),
    toggleTable,
    takePicture: (wish) => pictures.take(wish),
    leave: () => sessions().focus(),
  });
  const pictures = createPictures(api, {
    hasLanes: () => !state.table,
    hasLog: () => model.rows.log !== null,
    settled: () => arrivedSoon(rpc),
    scenes: () => {
      const shown = lanes.picture();
      const overview = strip.picture(lanes.layout().width);
      return shown === null || overview === null ? null : { overview, lanes: shown };
    },
  });

  const beside = (): boolean => document.documentElement.clientWidth >= BESIDE_FROM;
  const detailSize = (): number => (beside() ? state.detailWidth : state.detailHeight);
  const splitter = createSplitter(beside, detailSize, (size) => {
    const room = beside() ? main.clientWidth - 320 : main.clientHeight - 120;
    const kept = Math.round(Math.max(beside() ? 240 : 96, Math.min(size, Math.max(96, room))));
    if (beside()) state.detailWidth = kept;
    else state.detailHeight = kept;
    arrange();
    save();
  });
  const lanesArea = h('div', { class: 'lanes-area' }, lanes.element, table.element, resume, notice.element);
  const main = h('main', { class: 'main' }, lanesArea, splitter.element, detail.element);
  const reading = h('div', { class: 'reading', role: 'presentation' });
  const page = h('div', { class: 'page' }, reading, toolbar.element, strip.element, main, news);

  function showDetail({ origin }: TimelineLog): void {
    const times = { origin, zone: state.zone };
    const lane = model.selection.selected?.lane ?? null;
    const looked = lane === null ? null : { ...lane, start: origin + lane.start, ...times };
    detail.show(looked, times, () => (model.rows.log === null ? [] : legend(model.rows.log)));
  }

  function arrange(): void {
    page.classList.toggle('beside', beside());
    // Below the lanes every line counts: the pane appears with a selection only.
    page.classList.toggle('no-selection', model.selection.selected === null);
    detail.element.style.flexBasis = `${detailSize()}px`;
    splitter.update();
  }

  function toggleTable(): void {
    const held = sessions().hasFocus();
    state.table = !state.table;
    showTable();
    if (held) sessions().focus();
    save();
  }

  function showTable(): void {
    page.classList.toggle('as-table', state.table);
    toolbar.update();
    table.showSelected();
    table.update();
    lanes.redraw();
  }

  function visibleSessions(): number[] {
    const { shown, geometry, sizes } = model.rows;
    if (shown === null || geometry.height < sizes.laneHeight * DETAIL_FROM) return [];
    const { first, last } = rowsOn(geometry, state.scroll, sizes.height);
    const sessions: number[] = [];
    for (let number = first; number <= last; number++) {
      const row = shown.lanes.row(number);
      if (row !== undefined && !isHeader(row)) sessions.push(row.session);
    }
    return sessions;
  }

  function showNotice(): void {
    const { shown } = model.rows;
    if (shown === null) return;
    if (shown.log.count === 0) notice.show({ kind: 'no-sessions', name: fileName(shown.log.name) });
    else notice.show(shown.shown === 0 ? { kind: 'no-match', query: state.query.trim() } : null);
  }

  function flush(): void {
    scheduled = false;
    const aspects = new Set(pending);
    pending.clear();
    if (aspects.has('log')) {
      contents.reset();
      histories.reset();
    }
    if (aspects.has('rows') || aspects.has('log')) {
      toolbar.update();
      showNotice();
    }
    if (aspects.has('selection') && model.rows.log !== null) {
      showDetail(model.rows.log);
      lanes.announceSelection();
      arrange();
      table.showSelected();
    }
    resume.hidden = !model.view.behind;
    detail.setCursor(model.selection.cursor === null ? null : (model.rows.log?.origin ?? 0) + model.selection.cursor);
    detail.setRange(state.range);
    lanes.redraw();
    table.update();
    if (state.table) model.rows.wantGaps();
    strip.redraw();
    if (model.rows.log !== null) save();
  }

  attachPointer(model, lanes, { openSession, openMark: (offset) => open(offset, 0), moved: () => motion.stop() });
  attachCommands(model, {
    detail,
    zoomTo,
    fitAll,
    fitSelection: () => {
      const view = model.selection.window();
      if (view !== null) glide(view);
    },
    follow,
    toggleTable,
    inSessions: () => sessions().hasFocus(),
    rowsPerPage: () =>
      state.table
        ? table.rowsPerPage()
        : Math.max(1, Math.floor(model.rows.sizes.height / model.rows.geometry.height) - 2),
    search: () => toolbar.focusSearch(),
    picture: () => toolbar.openPictures(),
    help: () => help.toggle(),
    closeMenu: () => toolbar.closeMenu(),
    stopMotion: () => motion.stop(),
    open,
    openSession,
  });
  const applyTheme = (): void => {
    const theme = readTheme();
    lanes.setTheme(theme);
    strip.setTheme(theme);
    detail.themeChanged();
  };
  window.addEventListener('resize', arrange);
  document.body.append(page, help.element);
  watchTheme(applyTheme);
  arrange();
  applyTheme();
  showTable();
  const busy = (on: boolean): void => {
    page.classList.toggle('busy', on);
    page.classList.toggle('blank', model.rows.log === null);
  };
  busy(false);

  const showLog = async (log: TimelineLog): Promise<void> => {
    const before = model.rows.log;
    if (!(await model.arrangement.setLog(log))) return;
    if (before !== null) news.textContent = spokenNews(before.counts, log.counts);
    busy(false);
    const { session, focus } = wanted ?? { session: null, focus: false };
    wanted = null;
    if (session !== null) await model.navigation.reveal(session, focus);
    if (focus) sessions().focus();
    pictures.logShown();
  };

  return {
    receive(message) {
      switch (message.type) {
        case 'loading':
          // An earlier picture of the same log stays until there is a newer one.
          busy(model.rows.log !== null);
          if (model.rows.log === null) notice.show({ kind: 'loading', name: message.name, percent: message.percent });
          return;
        case 'failed':
          model.arrangement.close();
          busy(false);
          pictures.logFailed();
          notice.show({ kind: 'failed', name: message.name, message: message.message });
          return;
        case 'log':
          void showLog(message.log);
          return;
        case 'answer': {
          rpc.answered(message.id, message.answer);
          return;
        }
        case 'refused': {
          rpc.refused(message.id, message.message, message.outdated);
          return;
        }
        case 'reveal':
          if (model.rows.log === null) {
            wanted = message;
            return;
          }
          void model.navigation.reveal(message.session, message.focus);
          if (message.focus) sessions().focus();
          return;
        case 'picture':
          pictures.take(message.wish);
      }
    },
  };
}
