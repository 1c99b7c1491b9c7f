/** Tells of sessions that ended silently while they are watched: off by default, and at most once a minute. */
import { l10n, type Disposable } from 'vscode';
import { SilentNews } from '../../live/session/silent-news.js';
import { warn } from '../notifications.js';
import type { OpenLog } from '../open-log.js';
import type { LiveSettings } from './live-settings.js';

export class SilentEndings implements Disposable {
  private readonly states: Disposable;
  private readonly news = new SilentNews((count) => this.tell(count));

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
    this.news.dispose();
    this.states.dispose();
  }

  private look(): void {
    const { state } = this.log;
    if (state.kind === 'ready') this.news.counted(state.summary.silent);
  }

  private tell(news: number): boolean {
    if (!this.settings.notifySilentEndings) return false;
    const show = l10n.t('Show');
    const words =
      news === 1
        ? l10n.t('{0}: a session ended without its session event.', this.name)
        : l10n.t('{0}: {1} sessions ended without their session event.', this.name, news.toLocaleString('en'));
    void warn(words, show).then((chosen) => {
      if (chosen === show) this.show();
    });
    return true;
  }
}
