/** The whole page: makes its parts and wires what happens in one to the others. */
import * as l10n from '@vscode/l10n';
import type { ToTimeline } from '../../src/analysis/requests/timeline.js';
import { attachCommands } from './controls/commands.js';
import { attachContextMenu } from './controls/context-menu.js';
import { createHelp } from './controls/help.js';
import { legend } from './controls/legend.js';
import { createNotice } from './controls/notice.js';
import { createToolbar } from './controls/toolbar.js';
import { reportProblem, type WebviewApi } from './data/host.js';
import { arrivedSoon } from './data/page-idle.js';
import { createRpc, Outdated } from './data/rpc.js';
import { detailActions } from './detail/page-actions.js';
import { createOverview } from './detail/overview.js';
import { createDetailView, type DetailView } from './detail/pane.js';
import { readTheme, watchTheme } from './drawing/theme.js';
import { button } from './elements/toolkit.js';
import { openedHeight } from './lanes/draw-opened.js';
import { createLaneLoading } from './lanes/lane-loading.js';
import { createLanesView } from './lanes/lanes-view.js';
import { attachPointer, selectAt } from './lanes/pointer.js';
import { createStripView } from './overview/strip-view.js';
import { createPageLayout } from './page-layout.js';
import { createReceiver } from './page-messages.js';
import { createPictures } from './picture/picture-taking.js';
import { collectChanges } from './state/changes.js';
import type { Aspect } from './state/context.js';
import { createGliding } from './state/gliding.js';
import { createModel, type TimelineModel } from './state/model.js';
import { createTimes } from './state/times.js';
import { createSaving } from './state/saving.js';
import type { ViewState } from './state/view-state.js';
import { tableAsCsv } from './table/table-copy.js';
import { createSessionTable } from './table/session-table.js';
import { offsetsOf } from '../../src/words/clocks.js';
import { fileName } from '../../src/words/logs.js';

export interface Page {
  receive(message: ToTimeline): void;
}

export function createPage(api: WebviewApi, state: ViewState): Page {
  const rpc = createRpc((message) => api.postMessage(message));
  const save = createSaving(api, state);
  const problem = (error: unknown): void => {
    if (error instanceof Outdated) return;
    reportProblem(api, l10n.t('Lanes: {0}', error instanceof Error ? error.message : String(error)));
  };
  const open = (offset: number, length: number): void =>
    api.postMessage({ type: 'open', offset, length, preserveFocus: false });
  const openSession = (session: number): void => {
    if (session >= 0) api.postMessage({ type: 'openSession', session, preserveFocus: false });
  };

  const loading = createLaneLoading(
    rpc,
    () => model,
    () => lanes.redraw(),
    problem,
  );
  const model: TimelineModel = createModel(
    { state, ask: rpc.ask, changed: collectChanges(showChanges), problem },
    (session) => openedHeight(loading.track(session), model.rows.sizes.laneHeight),
    (session) => api.postMessage({ type: 'selected', session }),
  );
  const { rows, view, selection, arrangement } = model;

  const lanes = createLanesView(
    model,
    loading,
    () => layout.element.clientWidth,
    () => strip.redraw(),
    () => {
      rows.wantVisible(view.window);
      loading.want();
      toolbar.updateLanes();
      rows.wantGaps();
    },
  );
  const table = createSessionTable(model, openSession, () => void copyTable());
  /** What shows the sessions and holds the keyboard for them. */
  const sessions = (): Pick<typeof lanes, 'focus' | 'hasFocus'> => (state.table ? table : lanes);
  const focusSessions = (): void => sessions().focus();
  const gliding = createGliding(model, () => lanes.pointedPlace());
  const strip = createStripView(model, () => gliding.stop());
  const detail: DetailView = createDetailView(
    detailActions(api, rpc, model, {
      changed: () => {
        detail.bookmarksChanged();
        save();
      },
      leave: focusSessions,
    }),
  );
  const overview = createOverview({
    ask: () => rpc.ask({ method: 'overview', revision: rows.log?.revision ?? 0 }),
    filter: (query) => arrangement.filter(query),
    legend,
  });
  const help = createHelp(legend());
  const notice = createNotice(() => {
    void arrangement.clearFilter();
    focusSessions();
  });
  const follow = (): void => {
    gliding.toEnd();
    focusSessions();
  };
  const resume = button('secondary', l10n.t('Resume follow'), follow);
  resume.classList.add('resume');
  resume.title = l10n.t('Go to the end of the log and stay there while it grows (E)');
  const toolbar = createToolbar(model, {
    zoom: (factor) => gliding.zoom(factor),
    fitAll: () => gliding.fitAll(),
    help: () => help.toggle(),
    toggleTable,
    takePicture: (wish) => pictures.take(wish),
    checkQuery: (text, cursor) =>
      rpc.ask({
        method: 'complete',
        revision: rows.log?.revision ?? 0,
        search: {
          text,
          zone: rows.log === null ? 0 : offsetsOf(state.zone, rows.log.origin, rows.log.origin + rows.log.length),
        },
        cursor,
      }),
    chooseClock: (zone) => {
      arrangement.setZone(zone);
      api.postMessage({ type: 'clock', zone });
    },
    filters: () => api.postMessage({ type: 'filters', query: state.query }),
    explainSearch: () => api.postMessage({ type: 'explainSearch' }),
    leave: focusSessions,
  });
  const pictures = createPictures(api, {
    hasLanes: () => !state.table,
    hasLog: () => rows.log !== null,
    settled: () => arrivedSoon(rpc),
    scenes: () => {
      const shown = lanes.picture();
      const overview = strip.picture(lanes.layout().width);
      return shown === null || overview === null ? null : { overview, lanes: shown };
    },
  });
  const layout = createPageLayout(
    state,
    {
      toolbar: toolbar.element,
      overview: strip.element,
      detail: detail.element,
      lanes: [lanes.element, table.element, resume, notice.element],
    },
    () => selection.looked !== null || selection.room !== null,
    save,
  );

  function toggleTable(): void {
    const held = sessions().hasFocus();
    state.table = !state.table;
    showTable();
    if (held) focusSessions();
    save();
  }

  async function copyTable(): Promise<void> {
    try {
      const text = await tableAsCsv(model, rpc.ask);
      api.postMessage(text === null ? { type: 'tooLongToCopy' } : { type: 'copy', text });
    } catch (error) {
      problem(error);
    }
  }

  function showTable(): void {
    layout.showTable(state.table);
    toolbar.update();
    table.showSelected();
    table.update();
    lanes.redraw();
  }

  function showDetail(origin: number): void {
    const times = { origin, zone: state.zone };
    const lane = selection.looked?.lane ?? null;
    if (rows.log !== null) overview.show(rows.log, state.query);
    const isStay = lane !== null && lane.session >= (rows.log?.count ?? 0);
    const looked = lane === null ? null : { ...lane, isStay, start: origin + lane.start, ...times };
    if (looked === null && selection.room !== null) detail.showRoom(selection.room, times);
    else detail.show(looked, times, rows.log === null ? null : overview.element);
  }

  function showNotice(): void {
    const { shown } = rows;
    if (shown === null) return;
    if (shown.log.count === 0) {
      // Whoever sends events has a name, if an empty one.
      const empty = shown.log.emitters.length === 0;
      notice.show({ kind: 'no-sessions', name: fileName(shown.log.name), empty });
    } else notice.show(shown.shown === 0 ? { kind: 'no-match', query: state.query.trim() } : null);
  }

  function showChanges(aspects: ReadonlySet<Aspect>): void {
    const { log } = rows;
    if (aspects.has('log')) loading.reset();
    if (aspects.has('rows') || aspects.has('log')) {
      toolbar.update();
      showNotice();
    }
    if (aspects.has('selection') && log !== null) {
      showDetail(log.origin);
      lanes.announceSelection(state.table && table.hasFocus());
      layout.arrange();
      table.showSelected();
    }
    resume.hidden = !view.behind;
    detail.setCursor(selection.cursor === null ? null : (log?.origin ?? 0) + selection.cursor);
    detail.setRange(state.range);
    lanes.redraw();
    table.update();
    if (state.table) rows.wantGaps();
    strip.redraw();
    if (log !== null) save();
  }

  attachPointer(model, lanes, {
    openSession,
    openMark: (offset) => open(offset, 0),
    moved: () => gliding.stop(),
  });
  attachContextMenu({
    page: layout.element,
    texts: [toolbar.search, detail.element],
    sessions: [{ element: lanes.element, selectAt: (event) => selectAt(model, lanes, event) }, table],
    hasSelected: () => selection.looked !== null,
  });
  attachCommands(model, {
    detail,
    zoomTo: (factor) => gliding.zoom(factor),
    fitAll: () => gliding.fitAll(),
    fitSelection: () => gliding.fitSelection(),
    follow,
    toggleTable,
    inSessions: () => sessions().hasFocus(),
    rowsPerPage: () =>
      state.table ? table.rowsPerPage() : Math.max(1, Math.floor(rows.sizes.height / rows.geometry.height) - 2),
    search: () => toolbar.focusSearch(),
    askTime: () => api.postMessage({ type: 'askTime' }),
    atCursor: () => times.filterAtCursor(),
    picture: () => toolbar.openPictures(),
    help: () => help.toggle(),
    closeMenu: () => toolbar.closeMenu(),
    stopMotion: () => gliding.stop(),
    open,
    openSession,
  });
  const times = createTimes(model, () => lanes.pointedPlace());
  const applyTheme = (): void => {
    const theme = readTheme();
    lanes.setTheme(theme);
    strip.setTheme(theme);
    detail.themeChanged();
  };
  document.body.append(layout.element, help.element);
  watchTheme(applyTheme);
  layout.arrange();
  applyTheme();
  showTable();
  return {
    receive: createReceiver(model, {
      rpc,
      notice,
      layout,
      pictures,
      goToTime: (text) => times.goTo(text),
      focusSessions,
    }),
  };
}
