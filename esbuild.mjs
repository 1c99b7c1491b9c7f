// Bundles the extension, its workers, the command line and the timeline webview into dist/.
//   node esbuild.mjs           what is shipped: minified, no source maps
//   node esbuild.mjs --dev     with source maps
//   node esbuild.mjs --watch   as --dev, and again at every change
import { context, build } from 'esbuild';
import { chmodSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { BUNDLES, OUTPUTS } from './bundles.mjs';
import { writeNotices } from './third-party-notices.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const options = { minify: !dev, sourcemap: dev ? /** @type {const} */ ('linked') : false, metafile: true };
const wanted = BUNDLES.map((bundle) => ({ ...bundle, ...options }));

rmSync('dist', { recursive: true, force: true });
try {
  if (watch) {
    for (const bundle of wanted) await (await context(bundle)).watch();
    console.log('esbuild: watching');
  } else {
    const built = await Promise.all(wanted.map((bundle) => build(bundle)));
    const metafiles = built.map(({ metafile }) => metafile);
    checkOutputs(metafiles.flatMap(({ outputs }) => Object.keys(outputs)));
    writeNotices(metafiles);
    chmodSync('dist/cli.js', 0o755);
  }
} catch (error) {
  // What esbuild found wrong it has printed already, and where.
  if (!('errors' in error)) console.error(error.message);
  process.exit(1);
}

/**
 * @param {readonly string[]} paths
 * @throws {Error} when they are others than bundles.mjs names
 */
function checkOutputs(paths) {
  const left = new Set(paths.map((path) => basename(path)).filter((file) => !file.endsWith('.map')));
  const missing = OUTPUTS.filter((file) => !left.delete(file));
  if (missing.length > 0) throw new Error(`The build left no ${missing.join(', ')} in dist/.`);
  if (left.size > 0) throw new Error(`The build left what bundles.mjs does not name: ${[...left].join(', ')}`);
}
