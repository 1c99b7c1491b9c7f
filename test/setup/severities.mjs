// npm run severities: writes into package.json what `janusEvents.severity` can be set for. VS Code's settings editor wants
// each written out; what there is stands in src/editor/diagnostics/severity-keys.ts.
import { build } from 'esbuild';
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const { outputFiles } = await build({
  entryPoints: [join(ROOT, 'src', 'editor', 'diagnostics', 'severity-keys.ts')],
  bundle: true,
  format: 'esm',
  write: false,
});
const code = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString('base64');
const { severityProperties } = await import(`data:text/javascript;base64,${code}`);

const path = join(ROOT, 'package.json');
const manifest = JSON.parse(readFileSync(path, 'utf8'));
manifest.contributes.configuration.properties['janusEvents.severity'].properties = severityProperties();
writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
