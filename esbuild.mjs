// Bundles the extension, its workers, the command line and the timeline webview into dist/.
//   node esbuild.mjs           what is shipped: minified, no source maps, every entry point required
//   node esbuild.mjs --dev     with source maps; an entry point that is not there yet is left out
//   node esbuild.mjs --watch   as --dev, and again at every change
import { context, build } from 'esbuild';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { BUNDLES } from './bundles.mjs';
import { writeNotices } from './third-party-notices.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const missing = BUNDLES.flatMap((bundle) => Object.values(bundle.entryPoints)).filter((entry) => !existsSync(entry));
if (missing.length && !dev) {
  console.error(`esbuild: no such entry point: ${missing.join(', ')}`);
  process.exit(1);
}
const options = { minify: !dev, sourcemap: dev ? 'linked' : false, metafile: true };
const wanted = BUNDLES.filter((bundle) => Object.values(bundle.entryPoints).every((entry) => existsSync(entry))).map(
  (bundle) => ({ ...bundle, ...options }),
);

rmSync('dist', { recursive: true, force: true });
try {
  if (watch) {
    for (const bundle of wanted) await (await context(bundle)).watch();
    console.log('esbuild: watching');
  } else {
    const built = await Promise.all(wanted.map((bundle) => build(bundle)));
    writeNotices(built.map(({ metafile }) => metafile));
    if (existsSync('dist/cli.js')) chmodSync('dist/cli.js', 0o755);
  }
} catch (error) {
  // What esbuild found wrong it has printed already, and where.
  if (!('errors' in error)) console.error(error.message);
  process.exit(1);
}
