/**
 * Text of a log as Markdown that shows it and nothing else: no links, images, icons or HTML.
 * (`MarkdownString.appendText` makes every space unbreakable, so that tooltips break inside of words.)
 */
export const escapeMarkdown = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/[\\`*_{}[\]()#+.!|<>~$-]/g, '\\$&');
