import { Disposable, l10n, window, type TreeView } from 'vscode';
import { visible } from '../../encoding/visible.js';
import { dayOf, zoneName } from '../../words/times.js';
import type { ActiveLog } from '../open-logs/active-log.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { Output } from '../output.js';
import type { SelectedSession } from './selection.js';
import type { Settings } from '../settings.js';
import { SessionsTree, type MoreItem, type SessionNode } from './sessions-tree.js';

/** The news of a selection follows the reveal within this time. */
const REVEALED_MS = 300;

/** The view "Janus Sessions": the sessions of the log a person is at, and which of them is selected. */
export class SessionsView implements Disposable {
  private readonly tree: SessionsTree;
  private readonly view: TreeView<SessionNode>;
  private readonly disposables: Disposable;
  private followed: Disposable | null = null;
  private log: OpenLog | null = null;
  /** Revision of the groups that the tree shows; null: none. */
  private shownRevision: number | null = null;
  /** Sessions that are being revealed: their selection here came from elsewhere and is not passed on. */
  private readonly revealing = new Set<number>();

  constructor(
    activeLog: ActiveLog,
    settings: Settings,
    private readonly output: Output,
  ) {
    this.tree = new SessionsTree(settings);
    this.view = window.createTreeView('janusEvents.sessions', { treeDataProvider: this.tree, showCollapseAll: true });
    this.disposables = Disposable.from(
      this.view,
      this.tree,
      settings.onDidChange(() => {
        this.tree.rename();
      }),
      activeLog.onDidChange(() => {
        this.follow(activeLog.current);
      }),
      this.view.onDidChangeSelection(({ selection: [node] }) => {
        if (node?.kind !== 'session' || this.revealing.has(node.row.index)) return;
        node.log.selection.select(node.row.index, 'tree');
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        const session = this.log?.selection.session ?? null;
        if (!visible) return;
        this.update();
        if (session !== null) this.reveal(session);
      }),
    );
    this.follow(activeLog.current);
  }

  showMore(more: MoreItem): void {
    this.tree.showMore(more);
  }

  dispose(): void {
    this.followed?.dispose();
    this.disposables.dispose();
  }

  private follow(log: OpenLog | null): void {
    if (log === this.log) return;
    this.followed?.dispose();
    this.log = log;
    this.followed =
      log &&
      Disposable.from(
        log.onDidChangeState(() => {
          this.update();
        }),
        log.selection.onDidChange((selected) => {
          this.selected(selected);
        }),
      );
    this.tree.setGroups(null, []);
    this.shownRevision = null;
    this.update();
  }

  private update(): void {
    const { log } = this;
    this.view.description = log === null ? undefined : visible(headOf(log));
    this.view.message = log === null ? undefined : messageOf(log);
    if (log === null || !this.view.visible) return;
    const revision = log.state.summary?.revision ?? null;
    if (revision === this.shownRevision) return;
    this.shownRevision = revision;
    if (revision === null) this.tree.setGroups(log, []);
    else
      log.analysis.ask({ method: 'groups' }).then(
        (groups) => {
          if (this.log === log && this.shownRevision === revision) this.tree.setGroups(log, groups);
        },
        (error: unknown) => {
          this.shownRevision = null;
          this.output.error(`Sessions of ${log.name}`, error);
        },
      );
  }

  private selected({ session, origin }: SelectedSession): void {
    if (origin !== 'tree' && this.view.visible) this.reveal(session);
  }

  private reveal(session: number): void {
    this.revealing.add(session);
    this.revealNow(session)
      .catch((error: unknown) => {
        this.output.error(`Session ${String(session)} in the tree`, error);
      })
      .finally(() => {
        setTimeout(() => this.revealing.delete(session), REVEALED_MS);
      });
  }

  private async revealNow(session: number): Promise<void> {
    const { log } = this;
    if (log === null) return;
    const [row, position] = await Promise.all([
      log.analysis.ask({ method: 'row', session }),
      log.analysis.ask({ method: 'position', session }),
    ]);
    const node = this.log === log ? this.tree.nodeOf(row, position) : null;
    if (node !== null) await this.view.reveal(node, { select: true, focus: false });
  }
}

/** Which log, and of which day in which zone its times are. */
function headOf(log: OpenLog): string {
  const first = log.state.summary?.span?.first;
  if (first === undefined) return log.name;
  const { zone } = log.clock;
  const times =
    zone === 'elapsed' ? l10n.t('since the log began') : [dayOf(first, log.clock), zoneName(zone, first)].join(' ');
  return [log.name, times].join(' · ');
}

/** What is said above the rows. */
function messageOf({ state }: OpenLog): string | undefined {
  const { summary } = state;
  if (state.kind === 'failed') return visible(state.message);
  if (state.kind === 'cancelled')
    return summary === null
      ? l10n.t('Reading was cancelled.')
      : l10n.t('Reading was cancelled: these are the sessions of what was read.');
  if (summary === null) return l10n.t('Reading…');
  return summary.sessions === 0 && state.kind === 'ready' ? l10n.t('No sessions in this log.') : undefined;
}
