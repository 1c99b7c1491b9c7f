/** The detail pane: the verdict first, then the evidence, then everything else about the selected session. */
import * as l10n from '@vscode/l10n';
import type { EventRow, SessionDetail } from '../../../src/analysis/requests/timeline-details.js';
import { outcomeTitle } from '../../../src/words/outcomes.js';
import { h } from '../elements/dom.js';
import { outcomeSymbol } from '../elements/symbols.js';
import { divider, link, progressRing } from '../elements/toolkit.js';
import type { DetailActions, Looked, Range } from './actions.js';
import { type BookmarkList, createBookmarkList } from './bookmark-list.js';
import { bookmarkOf, createEventTable, type EventTable } from './events/event-table.js';
import { createLifePane } from './lives/life-pane.js';
import { lifeList } from './lives/life-parts.js';
import { failure, messageOf } from './section.js';
import { createStatisticsSection, type StatisticsSection } from './statistics/statistics.js';
import { company, evidence, heading, identity, verdict, verdictText } from './verdict.js';
import { createWebrtcSections, type WebrtcSections } from './webrtc/webrtc.js';

export interface DetailView {
  readonly element: HTMLElement;
  /** Shows a session, or what the log as a whole is about. Shows it again when the zone has changed. */
  show(looked: Looked | null, times: Pick<Looked, 'origin' | 'zone'>, summary: HTMLElement | null): void;
  /** Shows a room or mountpoint by its number. */
  showRoom(place: number, times: Pick<Looked, 'origin' | 'zone'>): void;
  /** Goes to the next or previous event of the session. */
  stepEvent(direction: 1 | -1): void;
  /** The event stepped to. */
  currentEvent(): EventRow | null;
  /** Sets a bookmark at the event stepped to, else at the start of the session; or removes it. */
  toggleBookmark(): void;
  bookmarksChanged(): void;
  /** The time cursor of the canvas has moved; µs since the Unix epoch. */
  setCursor(at: number | null): void;
  /** A stretch of time was marked on the canvas, or none is any more. */
  setRange(range: Range | null): void;
  themeChanged(): void;
}

/** A progress ring appears only when an answer takes long: one that flashes by is noise. */
const RING_AFTER_MS = 250;

/** What is shown of a session, and stops with it. */
interface Parts {
  readonly looked: Looked;
  readonly detail: SessionDetail;
  readonly events: EventTable;
  readonly webrtc: WebrtcSections;
  readonly statistics: StatisticsSection | null;
  readonly bookmarks: BookmarkList;
}

/** The same session as before, shown in the same way. */
const isSame = (a: Looked, b: Looked): boolean =>
  a.id === b.id &&
  a.name === b.name &&
  a.emitter === b.emitter &&
  a.start === b.start &&
  a.zone === b.zone &&
  a.origin === b.origin;

export function createDetailView(actions: DetailActions): DetailView {
  const element = h('aside', {
    class: 'detail',
    'aria-label': l10n.t('Details of the selected session'),
    tabindex: '0',
  });
  const lifePane = createLifePane(actions, () => {
    if (selected !== null) loading = load(selected);
  });
  /** The session that is selected, also while something that it holds is shown. */
  let selected: Looked | null = null;
  const head = h('div');
  const held = h('div');
  const media = h('div');
  let asked = 0;
  let parts: Parts | null = null;
  let loading: Promise<void> = Promise.resolve();
  let summaryBookmarks: BookmarkList | null = null;
  let range: Range | null = null;
  let cursor: number | null = null;

  const clear = (): void => {
    parts?.events.close();
    parts?.statistics?.close();
    parts?.webrtc.close();
    lifePane.close();
    parts = null;
    summaryBookmarks = null;
  };

  const fill = (detail: SessionDetail, looked: Looked): void => {
    // A log that grows: what is looked at stays where it is.
    const before = parts !== null && isSame(parts.looked, looked) ? parts : null;
    if (before === null) clear();
    before?.webrtc.close();
    before?.events.refresh(detail);
    const events = before?.events ?? createEventTable(detail, looked, range, actions);
    const statistics = createStatisticsSection(detail, looked, actions, before?.statistics ?? null);
    const webrtc = createWebrtcSections(detail, looked, actions, before?.webrtc.element ?? null);
    const bookmarks = createBookmarkList(looked, actions);
    statistics?.setCursor(cursor);
    parts = { looked, detail, events, statistics, webrtc, bookmarks };
    head.replaceChildren(
      heading(detail, actions),
      h('p', { class: 'subtitle' }, detail.subtitle),
      verdict(detail, actions),
      h(
        'p',
        { class: 'detail-actions' },
        link(l10n.t('Open in log'), () => actions.openSession(detail.session)),
        link(l10n.t("Show only this session's events"), () => actions.showEvents(detail.session)),
        link(l10n.t('Copy verdict'), () => actions.copy(verdictText(detail, looked))),
      ),
      evidence(detail, actions) ?? '',
      identity(detail, looked, actions),
      company(detail, actions) ?? '',
    );
    void showHeld(detail.session, looked);
    media.replaceChildren(held, webrtc.element, statistics?.element ?? '', divider());
    // The table keeps its focus and its place: it is not moved.
    if (before !== null) before.bookmarks.element.replaceWith(bookmarks.element);
    else {
      element.replaceChildren(head, media, events.element, bookmarks.element);
      element.scrollTop = 0;
    }
  };

  /** What the session holds below its handles: people, calls, PeerConnections. */
  const showHeld = async (session: number, looked: Looked): Promise<void> => {
    held.replaceChildren();
    try {
      const { holds, moreHolds } = await actions.life(session);
      if (parts?.looked !== looked) return;
      const list = lifeList(l10n.t('Holds'), holds, moreHolds, looked, ({ life }) => showLife(life, looked));
      held.replaceChildren(list ?? '');
    } catch {
      // The message in place of the session says already that the log has gone.
    }
  };

  const showLife = (life: number, looked: Looked): void => {
    const session = {
      life: looked.session,
      title: looked.name === '' ? l10n.t('Session {0}', looked.id) : looked.name,
    };
    clear();
    lifePane.showLife(life, looked, session);
    element.replaceChildren(lifePane.element);
    element.scrollTop = 0;
  };

  const load = async (looked: Looked): Promise<void> => {
    const mine = ++asked;
    const shown = parts !== null && isSame(parts.looked, looked) ? parts : null;
    if (shown === null) clear();
    const { id, name, outcome } = looked;
    const placeholder = [
      heading({ id, name: name === '' ? null : name }, actions),
      h(
        'div',
        { class: `verdict ${outcome}` },
        h('p', { class: 'verdict-head' }, outcomeSymbol(outcome), h('strong', {}, outcomeTitle(outcome))),
      ),
    ];
    const ring = setTimeout(() => {
      if (shown === null) element.replaceChildren(...placeholder, progressRing(l10n.t('Loading details')));
    }, RING_AFTER_MS);
    try {
      const detail = await actions.detail(looked.session);
      const news = shown === null || JSON.stringify(detail) !== JSON.stringify(shown.detail);
      if (mine === asked && news) fill(detail, looked);
    } catch (error) {
      if (mine !== asked) return;
      clear();
      element.replaceChildren(
        ...placeholder,
        failure(l10n.t('The details could not be loaded.'), messageOf(error), () => void load(looked)),
      );
    } finally {
      clearTimeout(ring);
    }
  };

  /** Does something with the session once it is shown: keys can come before a slow disk has answered. */
  const whenShown = (act: (shown: Parts) => void): void => {
    if (parts !== null) act(parts);
    else
      void loading.then(() => {
        if (parts !== null) act(parts);
      });
  };

  return {
    element,
    show(looked, times, summary) {
      selected = looked;
      if (looked !== null && !looked.isStay) {
        loading = load(looked);
        return;
      }
      asked++;
      clear();
      if (looked !== null) {
        lifePane.showLife(looked.session, looked);
        element.replaceChildren(lifePane.element);
        return;
      }
      const bookmarks = createBookmarkList(times, actions);
      summaryBookmarks = bookmarks;
      // What stays keeps the keyboard.
      if (summary !== null && element.firstChild === summary) {
        while (element.lastChild !== summary) element.lastChild?.remove();
        element.append(bookmarks.element);
      } else element.replaceChildren(summary ?? '', bookmarks.element);
    },
    showRoom(place, times) {
      asked++;
      clear();
      lifePane.showRoom(place, times);
      element.replaceChildren(lifePane.element);
    },
    stepEvent: (direction) => whenShown(({ events }) => events.step(direction)),
    currentEvent: () => parts?.events.current() ?? null,
    toggleBookmark: () =>
      whenShown(({ looked, events }) => {
        const label = outcomeTitle(looked.outcome);
        actions.toggleBookmark(bookmarkOf(looked, events.current() ?? { at: looked.start, summary: label }));
      }),
    bookmarksChanged() {
      parts?.events.bookmarksChanged();
      parts?.bookmarks.update();
      summaryBookmarks?.update();
    },
    setCursor(at) {
      if (at === cursor) return;
      cursor = at;
      lifePane.setCursor(at);
      parts?.statistics?.setCursor(at);
    },
    setRange(marked) {
      if (marked?.from === range?.from && marked?.to === range?.to) return;
      range = marked;
      parts?.events.setRange(marked);
    },
    themeChanged() {
      parts?.statistics?.themeChanged();
      lifePane.themeChanged();
    },
  };
}
