/** What others do to the file of a capture while it is written: told now and then, and remembered for the end. */
import * as l10n from '@vscode/l10n';
import { Notices } from '../notices.js';
import { size } from '../../words/numbers.js';

export class OutsideChanges {
  /** Bytes that this session has written to the file under way. */
  private written = 0;
  private whole = true;
  private readonly notices: Notices;

  constructor(
    private readonly path: string,
    private readonly notice: (message: string) => void,
  ) {
    this.notices = new Notices(notice);
  }

  /** Whether all that this session has written is in the file and its parts. */
  get isWhole(): boolean {
    return this.whole;
  }

  begun(): void {
    this.written = 0;
  }

  wrote(bytes: number): void {
    this.written += bytes;
  }

  /** The file's name leads nowhere, or elsewhere. */
  takenAway(): void {
    if (this.written > 0) this.whole = false;
  }

  /** The file was taken away, and the capture goes on at its path, where there are so many bytes already. */
  goesOn(there: number): void {
    this.notice(
      there > 0
        ? l10n.t('Another file has taken the place of {0}. The capture goes on at its end.', this.path)
        : l10n.t('{0} was moved away or deleted. The capture goes on in a new file there.', this.path),
    );
  }

  /** It has another size than it was written to, in bytes. */
  resized(from: number, to: number): void {
    const { notices, path } = this;
    if (to > from) {
      notices.say(
        l10n.t(
          'Something else writes to {0} as well: {1} there are not of this session. Let it write elsewhere. The capture goes on behind them.',
          path,
          size(to - from),
        ),
        'grown',
      );
      return;
    }
    if (this.written > 0) this.whole = false;
    notices.say(
      l10n.t(
        '{0} was cut by something else: {1} of it are gone. The capture goes on behind what is left. Who wants it in parts gives a largest size (--max-size) or moves the file away.',
        path,
        size(from - to),
      ),
      'cut',
    );
  }

  end(): void {
    this.notices.end();
  }
}
