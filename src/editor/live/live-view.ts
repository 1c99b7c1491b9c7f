import { commands, Disposable, l10n, window } from 'vscode';
import type { LiveSession } from './live-session.js';
import type { LiveSessions } from './live-sessions.js';
import { LiveTree } from './live-tree.js';

/** The view "Janus Live" in the Explorer: there once a session was started in this window. */
export class LiveView implements Disposable {
  private readonly tree: LiveTree;
  private readonly view;
  private readonly disposables: Disposable;

  constructor(private readonly sessions: LiveSessions) {
    this.tree = new LiveTree(sessions);
    this.view = window.createTreeView('janusEvents.live', { treeDataProvider: this.tree });
    this.disposables = Disposable.from(
      this.view,
      this.tree,
      sessions.onDidChange(() => {
        this.update();
      }),
      sessions.onDidChangeList(() => {
        void setShown(sessions.all.length > 0);
        this.update();
      }),
    );
  }

  /** Brings a session into sight. */
  async reveal(session: LiveSession): Promise<void> {
    await this.view.reveal(this.tree.itemOf(session), { select: true, focus: true, expand: true });
  }

  dispose(): void {
    void setShown(false);
    this.disposables.dispose();
  }

  private update(): void {
    this.tree.refresh();
    const active = this.sessions.active.length;
    const troubled = this.sessions.all.filter(
      ({ state }) => state.kind === 'failed' || state.kind === 'waiting',
    ).length;
    this.view.badge =
      troubled === 0
        ? undefined
        : {
            value: troubled,
            tooltip:
              troubled === 1 ? l10n.t('1 session has a problem') : l10n.t('{0} sessions have a problem', troubled),
          };
    this.view.description = active === 0 ? undefined : l10n.t('{0} running', active);
  }
}

const setShown = (shown: boolean): Thenable<unknown> =>
  commands.executeCommand('setContext', 'janusEvents.hasLive', shown);
