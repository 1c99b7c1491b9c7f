import { l10n, StatusBarAlignment, ThemeColor, window, type Disposable, type StatusBarItem } from 'vscode';
import { labelText } from '../../encoding/workbench.js';
import type { LiveSession } from './live-session.js';
import type { LiveSessions } from './live-sessions.js';
import { rateWords, stateWords, tooltipOf } from './live-words.js';

/** An item per session that is not over: its name, and its state or its events per second. A click opens its menu. */
export class LiveStatusBar implements Disposable {
  private readonly items = new Map<LiveSession, StatusBarItem>();
  private readonly listeners: Disposable[];

  constructor(sessions: LiveSessions) {
    this.listeners = [
      sessions.onDidChange((session) => {
        this.show(session);
      }),
      sessions.onDidChangeList(() => {
        for (const [session, item] of this.items) if (!sessions.all.includes(session)) this.remove(session, item);
        for (const session of sessions.all) this.show(session);
      }),
    ];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    for (const item of this.items.values()) item.dispose();
  }

  private show(session: LiveSession): void {
    const { state, profile } = session;
    let item = this.items.get(session);
    if (state.kind === 'stopped') {
      if (item) this.remove(session, item);
      return;
    }
    if (!item) {
      item = window.createStatusBarItem(`janusEvents.live.${profile.name}`, StatusBarAlignment.Left, 9);
      item.name = l10n.t('Janus Live: {0}', profile.name);
      item.command = {
        command: 'janusEvents.liveMenu',
        title: l10n.t('Live Session'),
        arguments: [{ kind: 'live', session }],
      };
      this.items.set(session, item);
      item.show();
    }
    const words = state.kind === 'running' ? rateWords(session.rate) : stateWords(session);
    item.text = `$(${ICONS[state.kind]}) ${labelText(profile.name)}: ${words}`;
    item.accessibilityInformation = {
      label: l10n.t('Janus Live, {0}: {1}', profile.name, `${stateWords(session)}, ${words}`),
    };
    item.tooltip = tooltipOf(session);
    item.backgroundColor =
      state.kind === 'failed'
        ? new ThemeColor('statusBarItem.errorBackground')
        : state.kind === 'waiting'
          ? new ThemeColor('statusBarItem.warningBackground')
          : undefined;
  }

  private remove(session: LiveSession, item: StatusBarItem): void {
    item.dispose();
    this.items.delete(session);
  }
}

const ICONS = { starting: 'loading~spin', running: 'record', waiting: 'debug-disconnect', failed: 'error' } as const;
