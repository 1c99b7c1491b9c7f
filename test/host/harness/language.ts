/** The language that VS Code shows itself in. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

/**
 * Runs windows in a language, as if a language pack for it were installed: what such a pack leaves behind is written, with
 * no texts of VS Code itself, which stay English. Extensions get the language all the same.
 * @returns what puts English back
 */
export function speakInWindows(language: string): () => void {
  const user = dirname(inject('settingsFile'));
  const data = dirname(user);
  const texts = join(data, `vscode.${language}.json`);
  const pack = {
    hash: language,
    label: language,
    extensions: [{ extensionIdentifier: { id: 'tests.language-pack' }, version: '1.0.0' }],
    translations: { vscode: texts },
  };
  mkdirSync(user, { recursive: true });
  writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
  const chosen = join(user, 'argv.json');
  writeFileSync(chosen, JSON.stringify({ locale: language }));
  return () => {
    rmSync(chosen, { force: true });
  };
}
