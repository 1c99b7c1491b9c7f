import { Disposable, l10n, window, type TreeView } from 'vscode';
import type { ActiveLog } from './active-log.js';
import type { OpenLog } from './open-log.js';
import type { Output } from './output.js';
import type { SelectedSession } from './selection.js';
import { SessionsTree, type MoreItem, type SessionNode } from './sessions-tree.js';

/** The news of a selection follows the reveal within this time. */
const REVEALED_MS = 300;

/** The view "Janus Sessions": the sessions of the log a person is at, and which of them is selected. */
export class SessionsView implements Disposable {
  private readonly tree = new SessionsTree();
  private readonly view: TreeView<SessionNode>;
  private readonly disposables: Disposable;
  private followed: Disposable | null = null;
  private log: OpenLog | null = null;
  /** Sessions that are being revealed: that they become selected here is no news. */
  private readonly revealing = new Set<number>();

  constructor(
    activeLog: ActiveLog,
    private readonly output: Output,
  ) {
    this.view = window.createTreeView('janusEvents.sessions', { treeDataProvider: this.tree, showCollapseAll: true });
    this.disposables = Disposable.from(
      this.view,
      this.tree,
      activeLog.onDidChange(() => {
        this.follow(activeLog.current);
      }),
      this.view.onDidChangeSelection(({ selection: [node] }) => {
        if (node?.kind !== 'session' || this.revealing.has(node.row.index)) return;
        node.log.selection.select(node.row.index, 'tree');
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        const session = this.log?.selection.session ?? null;
        if (visible && session !== null) this.reveal(session);
      }),
    );
    this.follow(activeLog.current);
  }

  showMore({ group }: MoreItem): void {
    this.tree.showMore(group);
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
    this.view.description = log?.name;
    this.tree.setRows(null, []);
    this.update();
  }

  private update(): void {
    const { log } = this;
    this.view.message = log === null ? undefined : messageOf(log);
    if (log === null || log.state.kind === 'reading') return;
    const { state } = log;
    log.rows().then(
      (rows) => {
        if (this.log === log && log.state === state) this.tree.setRows(log, rows);
      },
      (error: unknown) => {
        this.output.error(`Sessions of ${log.name}`, error);
      },
    );
  }

  private selected({ session, origin }: SelectedSession): void {
    if (origin !== 'tree' && this.view.visible) this.reveal(session);
  }

  private reveal(session: number): void {
    const node = this.tree.nodeOf(session);
    if (node === null) return;
    this.revealing.add(session);
    const done = (): void => {
      setTimeout(() => this.revealing.delete(session), REVEALED_MS);
    };
    this.view.reveal(node, { select: true, focus: false }).then(done, (error: unknown) => {
      done();
      this.output.error(`Session ${String(session)} in the tree`, error);
    });
  }
}

/** What is said above the rows. */
function messageOf({ state }: OpenLog): string | undefined {
  if (state.kind === 'failed') return state.message;
  if (state.kind === 'cancelled') return l10n.t('Reading was cancelled.');
  if (state.kind === 'reading') return state.summary === null ? l10n.t('Reading…') : undefined;
  return state.summary.sessions === 0 ? l10n.t('No sessions in this log.') : undefined;
}
