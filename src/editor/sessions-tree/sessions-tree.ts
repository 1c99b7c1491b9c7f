import { EventEmitter, l10n, TreeItem, TreeItemCollapsibleState, type Disposable, type TreeDataProvider } from 'vscode';
import {
  ROWS_PER_PAGE,
  type SessionGroup as Group,
  type SessionPosition,
  type SessionRow,
} from '../../analysis/requests/api.js';
import type { NamesFirst } from '../../sessions/who.js';
import { dayOf, shortClock } from '../../words/times.js';
import { legibleRow } from '../legible.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { idOf, titleOf } from '../../analysis/details/row-words.js';
import { iconOf, tooltipOf } from './session-words.js';
import type { Settings } from '../settings.js';
import { number } from '../../words/numbers.js';
import { outcomeTitle } from '../../words/outcomes.js';

/** Most pages of a group that are shown at a time: a group can have a million rows. */
const MAX_PAGES = 5;

export interface SessionGroup {
  readonly kind: 'group';
  readonly log: OpenLog;
  /** Null: those that ended silently. */
  readonly emitter: string | null;
  readonly count: number;
}

export interface SessionItem {
  readonly kind: 'session';
  readonly log: OpenLog;
  readonly group: SessionGroup;
  readonly row: SessionRow;
}

/** Leads to the rows behind or in front of those that are shown. */
export interface MoreItem {
  readonly kind: 'more';
  readonly group: SessionGroup;
  readonly direction: 1 | -1;
  readonly hidden: number;
}

export type SessionNode = SessionGroup | SessionItem | MoreItem;

/** Which pages of a group are shown: from the first to before the last. */
interface Pages {
  readonly first: number;
  readonly last: number;
}

const FIRST_PAGE: Pages = { first: 0, last: 1 };

const isNode = (value: unknown, kind: SessionNode['kind']): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

/** For commands, which get what the tree passes on, or anything at all. */
export const isSessionItem = (value: unknown): value is SessionItem => isNode(value, 'session');
export const isMoreItem = (value: unknown): value is MoreItem => isNode(value, 'more');

/** The sessions of one log, page by page: those that ended silently, then the others by emitter. */
export class SessionsTree implements TreeDataProvider<SessionNode>, Disposable {
  private readonly changed = new EventEmitter<SessionNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private groups: SessionGroup[] = [];
  private log: OpenLog | null = null;
  private readonly pages = new Map<string | null, Pages>();

  constructor(private readonly settings: Settings) {}

  /** Shows these groups of a log; null shows none. */
  setGroups(log: OpenLog | null, groups: readonly Group[]): void {
    if (log !== this.log) this.pages.clear();
    this.log = log;
    this.groups = log === null ? [] : groups.map(({ emitter, count }) => ({ kind: 'group', log, emitter, count }));
    this.changed.fire(undefined);
  }

  /** Names sessions anew. */
  rename(): void {
    this.changed.fire(undefined);
  }

  showMore({ group: { emitter }, direction }: MoreItem): void {
    const { first, last } = this.pagesOf(emitter);
    const pages =
      direction === 1
        ? { first: Math.max(first, last + 1 - MAX_PAGES), last: last + 1 }
        : { first: first - 1, last: Math.min(last, first - 1 + MAX_PAGES) };
    this.pages.set(emitter, pages);
    this.changed.fire(undefined);
  }

  /** The node of a session, whose page is shown from now on. Null: its group is not shown (any more). */
  nodeOf(row: SessionRow, { emitter, position }: SessionPosition): SessionItem | null {
    const group = this.groups.find((one) => one.emitter === emitter);
    if (group === undefined) return null;
    const page = Math.floor(position / ROWS_PER_PAGE);
    const { first, last } = this.pagesOf(emitter);
    if (page < first || page >= last) {
      this.pages.set(emitter, page === last ? { first, last: last + 1 } : { first: page, last: page + 1 });
      this.changed.fire(undefined);
    }
    return { kind: 'session', log: group.log, group, row };
  }

  async getChildren(node?: SessionNode): Promise<SessionNode[]> {
    if (node === undefined) return this.groups;
    if (node.kind !== 'group') return [];
    const { log, emitter, count } = node;
    const { first, last } = this.pagesOf(emitter);
    const numbers = Array.from({ length: last - first }, (_, k) => (first + k) * ROWS_PER_PAGE);
    const rows = await Promise.all(numbers.map((from) => log.analysis.ask({ method: 'page', emitter, from })));
    const items = rows.flat().map((row): SessionItem => ({ kind: 'session', log, group: node, row }));
    const before = first * ROWS_PER_PAGE;
    const behind = Math.max(0, count - last * ROWS_PER_PAGE);
    return [
      ...(before > 0 ? [{ kind: 'more', group: node, direction: -1, hidden: before } as const] : []),
      ...items,
      ...(behind > 0 ? [{ kind: 'more', group: node, direction: 1, hidden: behind } as const] : []),
    ];
  }

  getParent(node: SessionNode): SessionNode | null {
    return node.kind === 'group' ? null : node.group;
  }

  getTreeItem(node: SessionNode): TreeItem {
    switch (node.kind) {
      case 'group':
        return legibleRow(groupItem(node));
      case 'session':
        return legibleRow(sessionItem(node, this.settings.sessionNames));
      case 'more':
        return legibleRow(moreItem(node));
    }
  }

  /** What is looked at when the pointer rests on a row. */
  resolveTreeItem(item: TreeItem, node: SessionNode): TreeItem {
    if (node.kind === 'session') item.tooltip = tooltipOf(node.row, this.settings.sessionNames, node.log.clock);
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private pagesOf(emitter: string | null): Pages {
    return this.pages.get(emitter) ?? FIRST_PAGE;
  }
}

const keyOf = ({ emitter }: SessionGroup): string => (emitter === null ? 'silent' : `emitter ${emitter}`);

function labelOf({ emitter }: SessionGroup): string {
  if (emitter === null) return outcomeTitle('silent');
  return emitter === '' ? l10n.t('Server without a name') : emitter;
}

function groupItem(group: SessionGroup): TreeItem {
  const state = group.emitter === null ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(labelOf(group), state);
  item.id = keyOf(group);
  item.contextValue = 'group';
  item.description = number(group.count);
  return item;
}

function sessionItem(node: SessionItem, first: NamesFirst): TreeItem {
  const { row, group } = node;
  const { title, id } = titleOf(row, first);
  const item = new TreeItem(title);
  item.id = `${keyOf(group)} ${row.emitter} ${row.id} ${String(row.instance)}`;
  item.contextValue =
    row.expected !== null ? 'session-silent-expected' : row.outcome === 'silent' ? 'session-silent' : 'session';
  item.iconPath = iconOf(row);
  const time = timeOf(node);
  const told =
    row.expected !== null
      ? l10n.t('expected')
      : row.outcome === 'silent'
        ? row.cause
        : row.provisional
          ? l10n.t('provisional')
          : null;
  item.description = [time, told, id].filter((part) => part !== null).join(' ');
  item.accessibilityInformation = {
    label: `${title}, ${row.reason}${id === null ? '' : ` ${l10n.t('Session {0}', idOf(row))}`}`,
  };
  item.command = { command: 'janusEvents.showInLog', title: l10n.t('Go to Log'), arguments: [node] };
  return item;
}

/** When it ended, else began; its date where the log goes on past midnight. */
function timeOf({ log, row }: SessionItem): string {
  const at = row.endedAt ?? row.firstAt;
  const { span } = log.state.summary ?? {};
  const days = span != null && dayOf(span.first, log.clock) !== dayOf(span.last, log.clock);
  const time = shortClock(at, log.clock);
  return days ? `${dayOf(at, log.clock)} ${time}` : time;
}

function moreItem(node: MoreItem): TreeItem {
  const { group, direction, hidden } = node;
  const next = number(Math.min(ROWS_PER_PAGE, hidden));
  const item = new TreeItem(direction === 1 ? l10n.t('Show {0} more…', next) : l10n.t('Show {0} earlier ones…', next));
  item.id = `more ${String(direction)} ${keyOf(group)}`;
  item.contextValue = 'more';
  item.description = l10n.t('{0} are not shown', number(hidden));
  item.command = { command: 'janusEvents.showMoreSessions', title: l10n.t('Show More'), arguments: [node] };
  return item;
}
