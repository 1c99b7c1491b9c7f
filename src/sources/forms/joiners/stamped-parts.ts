/**
 * `docker logs -t` and `kubectl logs --timestamps`: a line that the container's log holds in parts of 16 KiB has the stamp
 * of each part in its middle; so has `docker compose logs -t`.
 */
import * as l10n from '@vscode/l10n';
import type { Decoding, Form } from '../form.js';
import { bytesOf, latin1 } from '../head.js';

/** The name of a container in front of the first stamp: docker compose. */
const NAME = /^[\w.-]{1,128} {1,64}\| /;
const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) /y;
const PART = 16 * 1024;
/** A log whose first lines are all shorter is hardly one of large messages. */
const LONG_LINE = PART / 2;
/** A longer line is looked at no further. */
const LONGEST = 4 * 1024 * 1024;

export const stampedParts: Form = {
  name: 'in parts of lines with stamps',
  words: () => l10n.t('in parts of lines with stamps'),
  fits: ({ text }) => behindName(text) > 0 && text.split('\n').some((line) => line.length > LONG_LINE),
  decoding: () => new Lines(),
};

/** Index behind the stamp that begins at `from`, or -1. */
function behindStamp(text: string, from: number): number {
  STAMP.lastIndex = from;
  return STAMP.test(text) ? STAMP.lastIndex : -1;
}

/** Index behind the first stamp of a line, or -1. */
const behindName = (line: string): number => behindStamp(line, NAME.exec(line)?.[0].length ?? 0);

class Lines implements Decoding {
  private held = '';

  push(bytes: Uint8Array): Uint8Array {
    const text = this.held + latin1(bytes);
    const end = text.length > LONGEST ? text.length : text.lastIndexOf('\n') + 1;
    this.held = text.slice(end);
    return bytesOf(text.slice(0, end).split('\n').map(withoutStamps).join('\n'));
  }

  end(): Uint8Array {
    const rest = withoutStamps(this.held);
    this.held = '';
    return bytesOf(rest);
  }
}

/** The line with the first stamp alone. */
function withoutStamps(line: string): string {
  let part = behindName(line);
  if (part < 0) return line;
  let out = line.slice(0, part);
  for (;;) {
    const end = part + PART;
    const next = line.length > end ? behindStamp(line, end) : -1;
    out += line.slice(part, next < 0 ? undefined : end);
    if (next < 0) return out;
    part = next;
  }
}
