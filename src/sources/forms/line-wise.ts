/** Undoes a form that marks every line. */
import type { Decoding } from './form.js';
import { bytesOf, latin1 } from './head.js';

/** Of a longer line the beginning alone is looked at: the mark is there. */
const LONGEST = 64 * 1024;

/** Replaces each line, which is given without its break; of one that comes in pieces its beginning. */
export function lineWise(replace: (line: string) => string): Decoding {
  let held = '';
  let within = false;
  return {
    push(bytes) {
      const lines = latin1(bytes).split('\n');
      const last = lines.length - 1;
      let out = '';
      for (const [index, piece] of lines.entries()) {
        const line = held + piece;
        held = '';
        if (index === last && !within && line.length < LONGEST) held = line;
        else out += within ? line : replace(line);
        within = index === last && (within || line.length >= LONGEST);
        if (index < last) {
          out += '\n';
          within = false;
        }
      }
      return bytesOf(out);
    },
    end() {
      const rest = held === '' ? '' : replace(held);
      held = '';
      return bytesOf(rest);
    },
  };
}
