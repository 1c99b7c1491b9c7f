import { l10n, StatusBarAlignment, ThemeColor, window, type Disposable } from 'vscode';
import { labelText } from '../../encoding/workbench.js';
import { plural } from '../../words/numbers.js';
import type { LiveSession } from './live-session.js';
import type { LiveSessions } from './live-sessions.js';
import { rateWords, stateWords, tooltipOf } from './live-words.js';

/**
 * One item for all sessions that are not over: the name of the only one, or how many there are, and their events per second.
 * A click opens the menu of a session, after the question which where there are several.
 */
export class LiveStatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('janusEvents.live', StatusBarAlignment.Left, 9);
  private readonly listeners: Disposable[];

  constructor(private readonly sessions: LiveSessions) {
    this.item.name = l10n.t('Janus Live');
    const update = (): void => {
      this.update();
    };
    this.listeners = [sessions.onDidChange(update), sessions.onDidChangeList(update)];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
    this.item.dispose();
  }

  private update(): void {
    const { item } = this;
    const shown = this.sessions.all.filter(({ state }) => state.kind !== 'stopped');
    const [worst] = shown.toSorted((a, b) => URGENCY.indexOf(a.state.kind) - URGENCY.indexOf(b.state.kind));
    if (worst === undefined) {
      item.hide();
      return;
    }
    const { kind } = worst.state;
    const words = shown.length === 1 ? wordsOfOne(worst) : wordsOfAll(shown, worst);
    item.text = `$(${ICONS[kind]}) ${words}`;
    item.accessibilityInformation = { label: l10n.t('Janus Live, {0}', words) };
    item.tooltip = tooltipOf(...shown);
    item.command = {
      command: 'janusEvents.liveMenu',
      title: l10n.t('Live Session'),
      ...(shown.length === 1 && { arguments: [{ kind: 'live', session: worst }] }),
    };
    item.backgroundColor = BACKGROUNDS[kind];
    item.show();
  }
}

/** Those that want somebody first. */
const URGENCY = ['failed', 'waiting', 'starting', 'running', 'stopped'] as const;

const ICONS = {
  starting: 'loading~spin',
  running: 'record',
  waiting: 'debug-disconnect',
  failed: 'error',
  stopped: 'debug-stop',
} as const;

const BACKGROUNDS: Partial<Record<LiveSession['state']['kind'], ThemeColor>> = {
  failed: new ThemeColor('statusBarItem.errorBackground'),
  waiting: new ThemeColor('statusBarItem.warningBackground'),
};

function wordsOfOne(session: LiveSession): string {
  const { state, profile, rate } = session;
  return l10n.t('{0}: {1}', labelText(profile.name), state.kind === 'running' ? rateWords(rate) : stateWords(session));
}

/** "3 live sessions: 1,204/s", or what is the matter with one of them. */
function wordsOfAll(sessions: readonly LiveSession[], worst: LiveSession): string {
  const { kind } = worst.state;
  if (kind === 'failed' || kind === 'waiting') return wordsOfOne(worst);
  const rate = sessions.reduce((sum, session) => sum + session.rate, 0);
  return plural(sessions.length, l10n.t('{0} live session: {1}|{0} live sessions: {1}'), rateWords(rate));
}
