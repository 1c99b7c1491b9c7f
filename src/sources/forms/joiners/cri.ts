/**
 * The log files of Kubernetes (CRI): `2023-11-14T22:13:20.123456789Z stdout F …`. A line that was split at 16 KiB has `P`
 * for `F` in all its parts but the last.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';
import { JoinedLines } from '../joined-lines.js';

const TAG = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP])(?::\w+)* /;
const LF = '\n';

export const cri: Form = {
  name: 'CRI records',
  words: () => l10n.t('CRI records'),
  fits({ text }) {
    const lines = text.split(LF, 20).slice(0, -1);
    if (lines.length === 0) return TAG.test(text);
    const records = lines.filter((line) => line !== '');
    return records.length > 0 && records.every((line) => TAG.test(line));
  },
  decoding: () => new Records(),
};

class Records implements Decoding {
  private held = '';
  private readonly lines = new JoinedLines();

  push(bytes: Uint8Array): Uint8Array {
    const parts = (this.held + latin1(bytes)).split(LF);
    this.held = parts.pop()!;
    const out = parts.map((line) => this.record(line)).join('');
    return bytesOf(out + this.tooLong());
  }

  end(): Uint8Array {
    const rest = this.held === '' ? '' : this.take(this.held);
    this.held = '';
    return bytesOf(rest + this.lines.end());
  }

  private record(line: string): string {
    return this.take(line) + this.lines.rawBreak();
  }

  private take(line: string): string {
    const found = TAG.exec(line);
    if (found === null) return this.lines.add('', line, true);
    return this.lines.add(found[1]!, line.slice(found[0].length).replace(/\r$/, ''), found[2] === 'F');
  }

  /** A record has 16 KiB: what is longer is none, and is not held. */
  private tooLong(): string {
    if (this.held.length <= 1024 * 1024) return '';
    const text = this.lines.add('', this.held, false);
    this.held = '';
    return text;
  }
}
