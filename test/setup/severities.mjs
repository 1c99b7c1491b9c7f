// npm run severities: writes what is to be had of the causes and findings there are into the files that cannot import them:
// what `janusEvents.severity` can be set for into package.json, as VS Code's settings editor wants each written out, what
// is said there of each cause into package.nls*.json, and the causes into the schema of the file of what is expected.
import { build } from 'esbuild';
import { Buffer } from 'node:buffer';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const { outputFiles } = await build({
  stdin: {
    contents: `
      export { severityProperties } from './src/editor/diagnostics/severity-keys.js';
      export { CAUSE_RECORDS } from './src/sessions/causes/index.js';
      export { SILENT_CAUSES } from './src/sessions/model.js';
      export { speak } from './src/words/language.js';`,
    resolveDir: ROOT,
    loader: 'ts',
  },
  bundle: true,
  platform: 'browser',
  format: 'esm',
  write: false,
});
const code = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString('base64');
const { severityProperties, CAUSE_RECORDS, SILENT_CAUSES, speak } = await import(`data:text/javascript;base64,${code}`);

/** @param {string} file @param {(text: string) => string} change */
const rewrite = (file, change) => {
  const path = join(ROOT, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
/** @param {string} file @param {(json: any) => object} change */
const rewriteJson = (file, change) => {
  rewrite(file, (text) => `${JSON.stringify(change(JSON.parse(text)), null, 2)}\n`);
};

rewriteJson('package.json', (manifest) => {
  manifest.contributes.configuration.properties['janusEvents.severity'].properties = severityProperties();
  return manifest;
});

const key = (/** @type {string} */ cause) => `setting.severity.${cause}`;
/** @param {Record<string, string>} texts */
function withCauses(texts) {
  const causes = Object.fromEntries(
    SILENT_CAUSES.map((/** @type {string} */ cause) => [key(cause), CAUSE_RECORDS[cause].summary()]),
  );
  const entries = Object.entries(texts).filter(([name]) => !(name in causes));
  const after = entries.findIndex(([name]) => name === 'setting.severity') + 1;
  return Object.fromEntries([...entries.slice(0, after), ...Object.entries(causes), ...entries.slice(after)]);
}
rewriteJson('package.nls.json', withCauses);
for (const file of readdirSync(join(ROOT, 'l10n'))) {
  const language = /^bundle\.l10n\.(.+)\.json$/.exec(file)?.[1];
  if (language === undefined) continue;
  speak({ language, texts: JSON.parse(readFileSync(join(ROOT, 'l10n', file), 'utf8')) });
  rewriteJson(`package.nls.${language}.json`, withCauses);
}

rewrite('media/schema/expected.schema.json', (text) =>
  text.replace(/("enum": )\["transport-gone"[^\]]*\]/, `$1["${SILENT_CAUSES.join('", "')}"]`),
);
