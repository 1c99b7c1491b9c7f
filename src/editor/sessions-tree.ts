import { EventEmitter, l10n, TreeItem, TreeItemCollapsibleState, type Disposable, type TreeDataProvider } from 'vscode';
import type { SessionRow } from '../analysis/api.js';
import { clock } from '../sessions/wording.js';
import type { OpenLog } from './open-log.js';
import { iconOf, titleOf, tooltipOf } from './session-words.js';

/** Rows of a group that are shown at first, and more at each demand. */
const PAGE = 500;
const SILENT = 'silent';

export interface SessionGroup {
  readonly kind: 'group';
  /** `silent`, or `emitter NAME`. */
  readonly key: string;
  readonly label: string;
  readonly rows: SessionRow[];
}

export interface SessionItem {
  readonly kind: 'session';
  readonly log: OpenLog;
  readonly group: SessionGroup;
  readonly row: SessionRow;
}

export interface MoreItem {
  readonly kind: 'more';
  readonly group: SessionGroup;
}

export type SessionNode = SessionGroup | SessionItem | MoreItem;

const isNode = (value: unknown, kind: SessionNode['kind']): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

/** For commands, which get what the tree passes on, or anything at all. */
export const isSessionItem = (value: unknown): value is SessionItem => isNode(value, 'session');
export const isMoreItem = (value: unknown): value is MoreItem => isNode(value, 'more');

/** The sessions of one log: those that ended silently, then the others by emitter. */
export class SessionsTree implements TreeDataProvider<SessionNode>, Disposable {
  private readonly changed = new EventEmitter<SessionNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private groups: SessionGroup[] = [];
  private items = new Map<number, SessionItem>();
  private log: OpenLog | null = null;
  /** By group: how many of its rows are shown. */
  private readonly shown = new Map<string, number>();

  /** Shows these sessions of a log; null shows none. */
  setRows(log: OpenLog | null, rows: readonly SessionRow[]): void {
    if (log !== this.log) this.shown.clear();
    this.log = log;
    this.groups = groupsOf(rows);
    this.items = new Map();
    this.changed.fire(undefined);
  }

  showMore(group: SessionGroup): void {
    this.shown.set(group.key, this.shownOf(group) + PAGE);
    this.changed.fire(undefined);
  }

  /** The node of a session, made visible if it is on a later page. */
  nodeOf(session: number): SessionNode | null {
    for (const group of this.groups) {
      const position = group.rows.findIndex((row) => row.index === session);
      const row = group.rows[position];
      if (row === undefined) continue;
      if (position >= this.shownOf(group)) {
        this.shown.set(group.key, Math.ceil((position + 1) / PAGE) * PAGE);
        this.changed.fire(undefined);
      }
      return this.item(group, row);
    }
    return null;
  }

  getChildren(node?: SessionNode): SessionNode[] {
    if (node === undefined) return this.groups;
    if (node.kind !== 'group') return [];
    const shown = this.shownOf(node);
    const items: SessionNode[] = node.rows.slice(0, shown).map((row) => this.item(node, row));
    return node.rows.length > shown ? [...items, { kind: 'more', group: node }] : items;
  }

  getParent(node: SessionNode): SessionNode | null {
    return node.kind === 'group' ? null : node.group;
  }

  getTreeItem(node: SessionNode): TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node);
      case 'session':
        return sessionItem(node);
      case 'more':
        return moreItem(node, this.shownOf(node.group));
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private shownOf(group: SessionGroup): number {
    return this.shown.get(group.key) ?? PAGE;
  }

  private item(group: SessionGroup, row: SessionRow): SessionItem {
    let item = this.items.get(row.index);
    if (!item) {
      item = { kind: 'session', log: this.log!, group, row };
      this.items.set(row.index, item);
    }
    return item;
  }
}

function groupsOf(rows: readonly SessionRow[]): SessionGroup[] {
  const silent: SessionGroup = { kind: 'group', key: SILENT, label: l10n.t('Ended silently'), rows: [] };
  const emitters = new Map<string, SessionGroup>();
  for (const row of rows) {
    if (row.outcome === 'silent') {
      silent.rows.push(row);
      continue;
    }
    let group = emitters.get(row.emitter);
    if (!group) {
      const label = row.emitter === '' ? l10n.t('Server without a name') : row.emitter;
      group = { kind: 'group', key: `emitter ${row.emitter}`, label, rows: [] };
      emitters.set(row.emitter, group);
    }
    group.rows.push(row);
  }
  return [silent, ...emitters.values()].filter((group) => group.rows.length > 0);
}

function groupItem({ key, label, rows }: SessionGroup): TreeItem {
  const state = key === SILENT ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(label, state);
  item.id = key;
  item.contextValue = 'group';
  item.description = rows.length.toLocaleString('en');
  return item;
}

function sessionItem(node: SessionItem): TreeItem {
  const { row, group } = node;
  const item = new TreeItem(titleOf(row));
  item.id = `${group.key} ${row.emitter} ${row.id} ${String(row.instance)}`;
  item.contextValue = 'session';
  item.iconPath = iconOf(row);
  const time = `${clock(row.endedAt ?? row.firstAt).slice(0, 8)}Z`;
  item.description = row.outcome === 'silent' ? `${time} ${row.cause ?? ''}` : time;
  item.tooltip = tooltipOf(row);
  item.accessibilityInformation = { label: `${titleOf(row)}, ${row.reason}` };
  item.command = { command: 'janusEvents.showInLog', title: l10n.t('Go to Log'), arguments: [node] };
  return item;
}

function moreItem(node: MoreItem, shown: number): TreeItem {
  const left = node.group.rows.length - shown;
  const item = new TreeItem(l10n.t('Show {0} more…', Math.min(PAGE, left)));
  item.id = `more ${node.group.key}`;
  item.contextValue = 'more';
  item.description = l10n.t('{0} are not shown', left.toLocaleString('en'));
  item.command = { command: 'janusEvents.showMoreSessions', title: l10n.t('Show More'), arguments: [node] };
  return item;
}
