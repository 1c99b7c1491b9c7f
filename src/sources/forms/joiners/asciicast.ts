/** A recording of a terminal by asciinema (asciicast, versions 2 and 3): what came in each moment, cut anywhere. */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';
import { OwedBreaks } from '../owed-breaks.js';
import { textOfString } from '../replacing.js';

const HEADER = /^\{[^\n]{0,4096}"version"\s?:\s?[23]\b/;
const OUTPUT = /^\[\s?\d{1,12}(?:\.\d{1,12})?(?:e-\d)?,\s?"o",\s?"/m;
const RECORD = /^\[\s?[\d.e-]{1,24},\s?"(\w)",\s?("(?:[^"\\]|\\.)*")\s?\]\r?$/;
/** A longer line is none of a recording. */
const LONGEST = 16 * 1024 * 1024;

export const asciicast: Form = {
  name: 'a recording of asciinema',
  words: () => l10n.t('a recording of asciinema'),
  fits: ({ text }) => HEADER.test(text) && OUTPUT.test(text),
  decoding: () => new Screen(),
};

/** The breaks of the terminal are carriage returns, those of the recording are told at the next of them. */
class Screen implements Decoding {
  private held = '';
  private readonly owed = new OwedBreaks();

  push(bytes: Uint8Array): Uint8Array {
    const lines = (this.held + latin1(bytes)).split('\n');
    this.held = lines.pop()!;
    let out = '';
    for (const line of lines) {
      out += this.shown(line);
      this.owed.add();
    }
    if (this.held.length > LONGEST) this.held = '';
    return bytesOf(out);
  }

  end(): Uint8Array {
    const rest = this.shown(this.held) + this.owed.told();
    this.held = '';
    return bytesOf(rest);
  }

  private shown(line: string): string {
    const [, kind, json] = RECORD.exec(line) ?? [];
    if (kind !== 'o') return '';
    return textOfString(json!).replace(/\r*\n/g, () => `\r${this.owed.told()}`);
  }
}
