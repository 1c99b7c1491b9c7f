import { visible } from './visible.js';

/**
 * Text for `message.text` of SARIF 2.1.0: `[x](y)` would be a link there (3.11.6), `{0}` a placeholder (3.11.5). Brackets
 * get a backslash, and backslashes before a bracket one each, so that none of them frees it; braces are doubled.
 */
export const sarifText = (text: string): string =>
  visible(text)
    // A run of backslashes is looked at once, however long it is.
    .replace(/(?<!\\)\\+/g, (run: string, at: number, all: string) =>
      isBracket(all[at + run.length]) ? run + run : run,
    )
    .replace(/[[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');

const isBracket = (character: string | undefined): boolean => character === '[' || character === ']';
