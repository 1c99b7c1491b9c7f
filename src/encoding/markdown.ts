import { visible } from './visible.js';

/**
 * Text as Markdown that shows it and nothing else: no links (of bare addresses neither: GFM makes them), images, headings,
 * lists, tables, HTML, nor icons. Everything that is no letter, digit or single space is written by its number: a
 * backslash would be gone before VS Code looks for icons, which it does in the HTML that Markdown has become.
 * (`MarkdownString.appendText` makes every space unbreakable, so that tooltips break inside of words.)
 */
export const markdownText = (text: string): string =>
  visible(text).replace(/[!-/:-@[-`{-~]|^ | (?= )| $/g, (character) => `&#${String(character.charCodeAt(0))};`);
