import { Disposable, l10n, window } from 'vscode';
import { plural } from '../../words/numbers.js';
import { setContext } from '../when-context.js';
import type { LiveSession } from './live-session.js';
import type { LiveSessions } from './live-sessions.js';
import { LiveTree } from './live-tree.js';

/** The view "Janus Live" in the Explorer: there once a session was started in this window. */
export class LiveView implements Disposable {
  private readonly tree: LiveTree;
  private readonly view;
  private readonly disposables: Disposable;
  /** Silent endings that nobody has looked at. */
  private readonly silent = new Map<LiveSession, number>();

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
        for (const session of this.silent.keys()) if (!sessions.all.includes(session)) this.silent.delete(session);
        void setShown(sessions.all.length > 0);
        this.update();
      }),
    );
  }

  /** So many sessions have ended silently in a capture since somebody looked at it; 0 once somebody does. */
  endedSilently(session: LiveSession, count: number): void {
    if ((this.silent.get(session) ?? 0) === count) return;
    this.silent.set(session, count);
    this.update();
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
    const silent = [...this.silent.values()].reduce((sum, count) => sum + count, 0);
    const words = [
      ...(silent === 0
        ? []
        : [
            plural(
              silent,
              l10n.t('{0} session ended without its session event|{0} sessions ended without their session event'),
            ),
          ]),
      ...(troubled === 0
        ? []
        : [troubled === 1 ? l10n.t('1 session has a problem') : l10n.t('{0} sessions have a problem', troubled)]),
    ];
    this.view.badge = words.length === 0 ? undefined : { value: silent + troubled, tooltip: words.join('\n') };
    this.view.description = active === 0 ? undefined : l10n.t('{0} running', active);
  }
}

const setShown = (shown: boolean): Thenable<unknown> => setContext('hasLive', shown);
