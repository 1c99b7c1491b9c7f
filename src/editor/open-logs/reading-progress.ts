import type { Disposable } from 'vscode';
import { l10n } from 'vscode';
import { withCancellation } from '../notifications.js';
import type { OpenLog } from './open-log.js';
import { progressWords } from '../status-bar.js';

/** Readings shorter than this need no notification. */
const PATIENCE_MS = 500;

/** A notification with Cancel while a log takes long to be read. */
export class ReadingProgress implements Disposable {
  private readonly states: Disposable;
  private waiting: NodeJS.Timeout | undefined;
  private finish: (() => void) | null = null;

  constructor(private readonly log: OpenLog) {
    this.states = log.onDidChangeState(({ kind }) => {
      if (kind === 'reading') this.begin();
      else this.end();
    });
    if (log.state.kind === 'reading') this.begin();
  }

  dispose(): void {
    this.end();
    this.states.dispose();
  }

  private begin(): void {
    // A log that is read again in the background is shown already: its status bar item is enough.
    if (this.log.state.summary !== null || this.waiting !== undefined || this.finish !== null) return;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.show();
    }, PATIENCE_MS);
  }

  private end(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.finish?.();
    this.finish = null;
  }

  private show(): void {
    const title = l10n.t('Janus: reading {0}', this.log.name);
    void withCancellation(title, async (progress, cancelled) => {
      let done = 0;
      const states = this.log.onDidChangeState((state) => {
        if (state.kind !== 'reading' || state.percent === null) return;
        progress.report({ increment: state.percent - done, message: progressWords(state) });
        done = state.percent;
      });
      cancelled.onCancellationRequested(() => {
        this.log.cancel();
      });
      await new Promise<void>((resolve) => {
        this.finish = resolve;
      });
      states.dispose();
    });
  }
}
