/** How a JSON record on a line is laid out, as steps for the kernel: see `record-layout.ts` in the folder above. */
import { END_OF_LINE, LAYOUT_ROOM, OTHER_TEXT, SAME, SCALAR, WANTED_TEXT } from '../record-layout.js';

/** Digits, letters and marks of a number or a literal; a text; what stands between them. */
const TOKEN = /"((?:[ !#-[\]-\xff]|\\[ -\xff])*)"|[{}:,]|[\w+.-]+| +/y;

/**
 * The steps of a record that is an object of texts, numbers and literals, one of them the text of `member`; null for every
 * other line, and for a record with one of the keys `marks`. `line` has a character for each byte, its break included.
 */
export function layoutOf(line: string, member: string, marks: ReadonlySet<string>): Uint8Array<ArrayBuffer> | null {
  if (!line.startsWith('{') || !line.endsWith('}\n')) return null;
  const steps: number[] = [];
  let same = '';
  let key: string | null = null;
  let behind = '';
  let wanted = 0;
  const step = (kind: number): void => {
    steps.push(SAME, same.length & 0xff, same.length >> 8);
    for (let k = 0; k < same.length; k++) steps.push(same.charCodeAt(k));
    steps.push(kind);
    same = '';
  };
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length - 1) {
    const [token, text] = TOKEN.exec(line) ?? [];
    if (token === undefined) return null;
    if (text !== undefined && behind === ':') {
      same += '"';
      step(key === member ? WANTED_TEXT : OTHER_TEXT);
      same = '"';
      if (key === member) wanted++;
      behind = '';
    } else if (text !== undefined) {
      if (marks.has(text) || text.includes('\\')) return null;
      key = text;
      same += token;
    } else if (/[\w+.-]/.test(token[0]!)) {
      if (behind !== ':' || key === member) return null;
      step(SCALAR);
      behind = '';
    } else {
      // Records in records, and what is no record.
      const place = TOKEN.lastIndex - 1;
      if (token === '{' ? place > 0 : token === '}' && place < line.length - 2) return null;
      if (token === ':' || token === ',') behind = token;
      same += token;
    }
    if (same.length > LAYOUT_ROOM) return null;
  }
  step(END_OF_LINE);
  return wanted === 1 && steps.length <= LAYOUT_ROOM ? Uint8Array.from(steps) : null;
}
