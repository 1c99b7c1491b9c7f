/** Tells of sessions that ended silently while they are watched: off by default, and at most once a minute. */
import { l10n, window, type Disposable } from 'vscode';
import type { OpenLog } from '../open-log.js';
import type { LiveSettings } from './live-settings.js';

const AT_MOST_EVERY_MS = 60_000;

export class SilentEndings implements Disposable {
  private readonly states: Disposable;
  private seen: number | null = null;
  private toldAt = 0;
  private later: NodeJS.Timeout | undefined;

  constructor(
    private readonly name: string,
    private readonly log: OpenLog,
    private readonly settings: LiveSettings,
    private readonly show: () => void,
  ) {
    this.states = log.onDidChangeState(() => {
      this.look();
    });
    this.look();
  }

  dispose(): void {
    clearTimeout(this.later);
    this.states.dispose();
  }

  private look(): void {
    const { state } = this.log;
    if (state.kind !== 'ready') return;
    // What the capture held when it was opened is no news.
    this.seen ??= state.summary.silent;
    if (state.summary.silent < this.seen) this.seen = state.summary.silent;
    if (state.summary.silent === this.seen || this.later !== undefined) return;
    this.later = setTimeout(
      () => {
        this.later = undefined;
        this.tell();
      },
      Math.max(0, this.toldAt + AT_MOST_EVERY_MS - Date.now()),
    );
  }

  private tell(): void {
    const { state } = this.log;
    const silent = state.summary?.silent ?? 0;
    const news = silent - (this.seen ?? silent);
    this.seen = silent;
    if (news <= 0 || !this.settings.notifySilentEndings) return;
    this.toldAt = Date.now();
    const show = l10n.t('Show');
    const words =
      news === 1
        ? l10n.t('{0}: a session ended without its session event.', this.name)
        : l10n.t('{0}: {1} sessions ended without their session event.', this.name, news.toLocaleString('en'));
    void window.showWarningMessage(words, show).then((chosen) => {
      if (chosen === show) this.show();
    });
  }
}
