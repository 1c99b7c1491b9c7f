import { visible } from './visible.js';

/**
 * Text as Markdown that shows it and nothing else: no links (of bare addresses neither: GFM makes them), images, headings,
 * lists, tables, HTML, nor icons. Everything that is no letter, digit or single space is written by its number: a
 * backslash would be gone before VS Code looks for icons, which it does in the HTML that Markdown has become.
 * (`MarkdownString.appendText` makes every space unbreakable, so that tooltips break inside of words.)
 */
export const markdownText = (text: string): string =>
  visible(text).replace(/[!-/:-@[-`{-~]|^ | (?= )| $/g, (character) => `&#${String(character.charCodeAt(0))};`);

/**
 * Text for Markdown that people read as it is written, too: tickets, chats, mails. It stands as code, in which nothing
 * acts: no link, mention, image or HTML. The fence is longer than any in the text (CommonMark 6.1).
 */
export function ticketCode(text: string): string {
  const shown = visible(text);
  if (shown === '') return '` `';
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const blank = /^`|`$/.test(shown) ? ' ' : '';
  return `${fence}${blank}${shown}${blank}${fence}`;
}

/** What a sentence may hold to be written as it is; with anything else in it, it stands as code. */
const PLAIN_SENTENCE = /^[\p{L}\p{N} ,;.:()'%–·-]*$/u;
/** Services make links of these without being asked. */
const LINKED = /www\.|:\/|\b[\w-]+\.(?:[a-z]{2,})\b/i;

/** A sentence of ours, in which a name may stand, for the same. */
export const ticketSentence = (text: string): string =>
  PLAIN_SENTENCE.test(text) && !LINKED.test(text) ? text : ticketCode(text);
