/** The rows of the view "Janus Live": each session, and below it what there is to know. */
import {
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import { legibleRow } from '../legible.js';
import { nameOf } from '../open-logs/log-uris.js';
import type { LiveSession, Notice } from './live-session.js';
import type { LiveSessions } from './live-sessions.js';
import { size } from '../../words/numbers.js';
import { eventsWords, rateWords, stateIcon, stateWords, tooltipOf } from './live-words.js';
import { acknowledgedWords, placeWords, sizeWords } from './reveal-capture.js';
import { locale } from '../../words/language.js';

/** Counts change every second; a view that is redrawn more often is unquiet. */
const REDRAW_MS = 500;

export interface LiveItem {
  readonly kind: 'live';
  readonly session: LiveSession;
}

interface FactItem {
  readonly kind: 'fact';
  readonly session: LiveSession;
  readonly fact: 'where' | 'events' | 'capture' | 'delivery' | 'other';
}

interface NoticeItem {
  readonly kind: 'notice';
  readonly session: LiveSession;
  readonly notice: Notice;
}

export type LiveNode = LiveItem | FactItem | NoticeItem;

/** For commands, which get what the tree passes on, or anything at all. */
export const isLiveItem = (value: unknown): value is LiveItem =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'live';

export class LiveTree implements TreeDataProvider<LiveNode>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly items = new WeakMap<LiveSession, LiveItem>();
  private redraw: NodeJS.Timeout | undefined;

  constructor(private readonly sessions: LiveSessions) {}

  /** Draws anew, soon. */
  refresh(): void {
    this.redraw ??= setTimeout(() => {
      this.redraw = undefined;
      this.changed.fire(undefined);
    }, REDRAW_MS);
  }

  itemOf(session: LiveSession): LiveItem {
    let item = this.items.get(session);
    if (!item) {
      item = { kind: 'live', session };
      this.items.set(session, item);
    }
    return item;
  }

  getChildren(node?: LiveNode): LiveNode[] {
    if (node === undefined) return this.sessions.all.map((session) => this.itemOf(session));
    if (node.kind !== 'live') return [];
    const { session } = node;
    const fact = (name: FactItem['fact']): FactItem => ({ kind: 'fact', session, fact: name });
    const notices = session.notices.map((notice): NoticeItem => ({ kind: 'notice', session, notice }));
    const { state } = session;
    // What keeps it from working comes first.
    const obstacle =
      state.kind === 'failed' || state.kind === 'waiting'
        ? notices.find(({ notice }) => notice.message === state.message)
        : undefined;
    return [
      ...(obstacle === undefined ? [] : [obstacle]),
      fact('where'),
      fact('events'),
      ...(session.counts.otherBytes > 0 ? [fact('other')] : []),
      fact('capture'),
      fact('delivery'),
      ...notices.filter((notice) => notice !== obstacle),
    ];
  }

  getParent(node: LiveNode): LiveNode | null {
    return node.kind === 'live' ? null : this.itemOf(node.session);
  }

  getTreeItem(node: LiveNode): TreeItem {
    switch (node.kind) {
      case 'live':
        return legibleRow(sessionItem(node));
      case 'fact':
        return legibleRow(factItem(node));
      case 'notice':
        return legibleRow(noticeItem(node));
    }
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.changed.dispose();
  }
}

function sessionItem(node: LiveItem): TreeItem {
  const { session } = node;
  const item = new TreeItem(session.profile.name, TreeItemCollapsibleState.Expanded);
  item.id = session.capture.toString();
  item.iconPath = stateIcon(session);
  const state = stateWords(session);
  item.description = session.state.kind === 'running' ? `${state} · ${rateWords(session.rate)}` : state;
  item.tooltip = tooltipOf(session);
  item.contextValue = session.active ? 'live-active' : 'live-over';
  item.accessibilityInformation = { label: `${session.profile.name}, ${item.description}, ${session.where}` };
  return item;
}

function factItem({ session, fact }: FactItem): TreeItem {
  const { events, bytes, otherBytes } = session.counts;
  const open = {
    command: 'janusEvents.liveTimeline',
    title: l10n.t('Open Timeline'),
    arguments: [{ kind: 'live', session }],
  };
  switch (fact) {
    case 'where':
      return row(
        session,
        fact,
        session.where,
        new ThemeIcon(session.state.kind === 'running' ? 'plug' : 'debug-disconnect'),
      );
    case 'events': {
      const item = row(session, fact, eventsWords(events), new ThemeIcon('pulse'));
      item.description = rateWords(session.rate);
      return item;
    }
    case 'other': {
      const item = row(
        session,
        fact,
        l10n.t('{0} that are no Janus events', size(otherBytes)),
        new ThemeIcon('question'),
      );
      item.tooltip = l10n.t('Something else sends here too, or what came was damaged. It is not in the capture.');
      return item;
    }
    case 'capture': {
      const item = row(session, fact, nameOf(session.capture), new ThemeIcon('save'));
      item.description = sizeWords(bytes);
      item.tooltip = placeWords(session.capture);
      item.command = open;
      return item;
    }
    case 'delivery': {
      const label = session.delivery.acknowledged ? acknowledgedWords() : l10n.t('Not acknowledged');
      const item = row(session, fact, label, new ThemeIcon(session.delivery.acknowledged ? 'pass' : 'info'));
      item.description = session.delivery.words;
      item.tooltip = session.delivery.words;
      return item;
    }
  }
}

function row(session: LiveSession, name: string, label: string, icon: ThemeIcon): TreeItem {
  const item = new TreeItem(label);
  item.id = `${session.capture.toString()} ${name}`;
  item.iconPath = icon;
  return item;
}

function noticeItem({ session, notice }: NoticeItem): TreeItem {
  const { message, times, at } = notice;
  const item = new TreeItem(message);
  item.id = `${session.capture.toString()} notice ${message}`;
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  const time = new Date(at).toLocaleTimeString(locale());
  item.description = times > 1 ? l10n.t('{0} times, last {1}', times, time) : time;
  item.tooltip = message;
  item.contextValue = 'live-notice';
  item.command = {
    command: 'janusEvents.showLiveNotice',
    title: l10n.t('Show'),
    arguments: [message],
  };
  return item;
}
