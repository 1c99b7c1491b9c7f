/**
 * The language that people are spoken to.
 *
 * How to say a new text: write it in English where it is shown, as `l10n.t('Its {0} closed at {1} UTC.', name, time)`, in
 * `src/editor` with `l10n` of 'vscode', elsewhere with that of '@vscode/l10n'. The English text is its own key, and the
 * other languages have it in `l10n/bundle.l10n.<language>.json`.
 *
 * - Say it inside a function: which language is spoken is known when a text is shown, not when a module is loaded.
 * - A text is a whole sentence, label or phrase. Other languages have another order of words, so none is put together from
 *   translated pieces; what is put in is a name, a number, a time, or a word from this folder.
 * - A count goes through `plural()` of `numbers.ts`: languages have one to six plurals.
 * - What a machine reads (JSON, codes, names of columns) and what Janus itself says ("destroyed") is not translated.
 */
import * as l10n from '@vscode/l10n';

/** Texts by their English, as `vscode.l10n.bundle` and the files of `l10n/` have them. */
export type Texts = Readonly<Record<string, string | { readonly message: string; readonly comment: string[] }>>;

/** A language other than English. Can be sent to a worker or a page. */
export interface Speech {
  /** BCP 47: "zh-cn". */
  readonly language: string;
  readonly texts: Texts;
}

let spoken: Speech | null = null;

/** From now on texts are said so; null: in English. For the thread or page and the bundle in `dist/` that calls it. */
export function speak(speech: Speech | null): void {
  spoken = speech;
  l10n.config({ contents: { ...speech?.texts } });
}

/** What is spoken, to be told to a worker or a page; null for English. */
export const speech = (): Speech | null => spoken;

/** For `Intl`: the language of the texts, not that of the machine, so that numbers and words of a sentence agree. */
export const locale = (): string => spoken?.language ?? 'en';
