/**
 * Tells of sessions that ended silently while they are watched: with a badge that stays until somebody looks, and where a setting
 * wants it with a notification, at most once a minute.
 */
import { l10n, type Disposable } from 'vscode';
import { SilentNews } from '../../live/session/silent-news.js';
import { UnseenEndings } from '../../live/session/unseen-endings.js';
import { warn } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { LiveSettings } from './live-settings.js';
import { plural } from '../../words/numbers.js';

export class SilentEndings implements Disposable {
  private readonly states: Disposable;
  private readonly endings = new UnseenEndings();
  private readonly news = new SilentNews((count) => this.tell(count));

  constructor(
    private readonly name: string,
    private readonly log: OpenLog,
    private readonly settings: LiveSettings,
    private readonly show: () => void,
    /** How many there are that nobody has looked at. */
    private readonly unseen: (count: number) => void,
    /** Whether its timeline is in front. */
    private readonly isSeen: () => boolean,
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

  /** Counts anew: there may be more, or somebody has come to look. */
  look(isSeen = this.isSeen()): void {
    const { state } = this.log;
    if (state.kind !== 'ready') return;
    const { silent } = state.summary;
    this.news.counted(silent);
    this.unseen(this.endings.counted(silent, isSeen));
  }

  private tell(news: number): boolean {
    if (!this.settings.notifySilentEndings) return false;
    const show = l10n.t('Show');
    const words = plural(
      news,
      l10n.t('{1}: a session ended without its session event.|{1}: {0} sessions ended without their session event.'),
      this.name,
    );
    void warn(words, show).then((chosen) => {
      if (chosen === show) this.show();
    });
    return true;
  }
}
