/** What the detail area can have done, in terms of the model and the extension. */
import { toggled } from '../state/bookmarks.js';
import type { DetailActions } from './actions.js';
import type { WebviewApi } from '../data/host.js';
import type { TimelineModel } from '../state/model.js';
import type { Rpc } from '../data/rpc.js';

export interface DetailSurroundings {
  /** Bookmarks have been set or removed. */
  changed(): void;
  /** The hands go back to the lanes. */
  leave(): void;
}

export function detailActions(
  api: WebviewApi,
  rpc: Rpc,
  model: TimelineModel,
  around: DetailSurroundings,
): DetailActions {
  const { state } = model;
  const revision = (): number => model.rows.log?.revision ?? 0;
  const moveCursor = (at: number): void => {
    if (model.rows.log !== null) model.selection.setCursor(at - model.rows.log.origin);
  };
  return {
    detail: (session) => rpc.ask({ method: 'detail', revision: revision(), session, names: state.names }),
    life: (life) => rpc.ask({ method: 'life', revision: revision(), life }),
    way: (life) => rpc.ask({ method: 'way', revision: revision(), life }),
    ladder: (life) => rpc.ask({ method: 'ladder', revision: revision(), life }),
    room: (place, at) => {
      const time = at === null ? null : at - (model.rows.log?.origin ?? 0);
      return rpc.ask({ method: 'room', revision: revision(), place, at: time });
    },
    select: (life) => void model.navigation.go(life),
    events: (session, filter, from) => rpc.ask({ method: 'events', revision: revision(), session, filter, from }),
    webrtc: (session, from) => rpc.ask({ method: 'webrtc', revision: revision(), session, from }),
    statistics: (session, from, buckets) =>
      rpc.ask({ method: 'statistics', revision: revision(), session, from, buckets }),
    json: (offset, length) => rpc.ask({ method: 'json', revision: revision(), offset, length }),
    open: (offset, length) => api.postMessage({ type: 'open', offset, length, preserveFocus: false }),
    openSession: (session) => api.postMessage({ type: 'openSession', session, preserveFocus: false }),
    showEvents: (session) => api.postMessage({ type: 'showEvents', session }),
    goToSession: (session) => void model.navigation.go(session),
    lightConnection: () => model.selection.setLight('connection'),
    copy: (text) => api.postMessage({ type: 'copy', text }),
    explain: (cause) => api.postMessage({ type: 'help', cause }),
    close: () => {
      model.selection.select(null);
      around.leave();
    },
    moveCursor,
    clearRange: () => model.range.mark(null),
    bookmarks: () => state.bookmarks,
    toggleBookmark: (bookmark) => {
      state.bookmarks = toggled(state.bookmarks, bookmark);
      around.changed();
    },
    goToBookmark: ({ at, session }) => {
      void (session === null ? Promise.resolve() : model.navigation.revealKey(session)).then(() => moveCursor(at));
    },
  };
}
