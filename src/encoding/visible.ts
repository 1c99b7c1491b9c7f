/**
 * Text of others with nothing in it that a reader cannot see. Whoever writes a log, publishes to a topic or names a file
 * chooses such text: control characters move a terminal's cursor or forge lines, marks of direction turn "exe.gpj" round,
 * characters without width make two names look like one. All of these are shown by their code.
 *
 * Every sink below this folder begins with it; none lets a character through that it would show by code.
 */

/** C0, DEL and C1: terminals take U+009B for the start of a sequence, as they do U+001B with "[". */
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f';
/** Marks, embeddings, overrides and isolates of direction, and separators of lines that are no LF. */
const DIRECTIONS = '\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u206f';
/** No ink and no width: soft hyphen, joiners, fillers, tags, selectors that only tell variants. */
const INVISIBLE =
  '\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200d\\u2060-\\u2065\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';
const LONE_SURROGATES = '\\ud800-\\udfff';
/** Scripts whose spelling needs joiners (Unicode Standard Annex #31, 2.3). */
const JOINING = ['Arab', 'Syrc', 'Mong', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh']
  .map((script) => `\\p{Script=${script}}`)
  .join('');

const HIDDEN = `[${CONTROLS}${DIRECTIONS}${INVISIBLE}${LONE_SURROGATES}]`;
/** What is at home where it stands: joiners inside of words of these scripts, and in emoji of several. */
const AT_HOME = [
  `(?<=[${JOINING}])[\\u200c\\u200d](?=[${JOINING}])`,
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=\\p{Extended_Pictographic})\\ufe0f|(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
].join('|');

const WANTED = new RegExp(`(${AT_HOME})|${HIDDEN}`, 'gu');
/** Nearly all text: nothing to look for in it. */
const PLAIN = /^[ -~]*$/;

const code = (character: string): string => {
  const point = character.codePointAt(0)!;
  return point > 0xffff ? `\\u{${point.toString(16)}}` : `\\u${point.toString(16).padStart(4, '0')}`;
};

/** One line of text in which every character can be seen: "\u001b" stands for an escape. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(WANTED, (character, atHome: string | undefined) =>
    atHome === undefined ? code(character) : character,
  );
}

/** The same of text whose lines and tabs are to be seen as such. */
export const visibleLines = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .split(/(\r?\n|\t)/)
        .map((part, k) => (k % 2 === 0 ? visible(part) : part))
        .join('');
