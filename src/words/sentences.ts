/** Whole sentences and lists one after another. Sentences and their parts are never put together: see `language.ts`. */
import * as l10n from '@vscode/l10n';

/** With a space between them in English, without one in Chinese. */
export const sentences = (...all: readonly string[]): string =>
  all.reduce((before, next) => l10n.t('{0} {1}', before, next));

/** "echotest, videoroom" */
export const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : items.reduce((before, next) => l10n.t('{0}, {1}', before, next));

/** "Participant", where a noun begins a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
