/** The language of VS Code, for texts that are made outside of `src/editor`. */
import { env, l10n } from 'vscode';
import { speak, type Texts } from '../words/language.js';

/** Called once by each bundle: each has its own texts. Without a translation into VS Code's language it is English. */
export function speakAsVsCode(): void {
  const texts = l10n.bundle as Texts | undefined;
  speak(texts === undefined ? null : { language: env.language, texts });
}
