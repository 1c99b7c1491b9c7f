import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT, SetupError, runOpenly, say } from './steps.mjs';

const MODULES = join(ROOT, 'node_modules');

/** The Node 24 binary that npm's `node` package brings: code-server runs under no other version. */
export const NODE_24 = join(MODULES, 'node', 'bin', 'node');

/** Installs the npm packages of package-lock.json unless exactly they are there. */
export async function ensureNpmPackages() {
  if (asLocked()) return;
  say('Installing npm packages (npm ci)');
  const status = await runOpenly('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: withoutProjectNode(),
  });
  if (status !== 0) throw new SetupError('npm ci failed: see above. It needs the npm registry.');
  if (!existsSync(NODE_24)) {
    throw new SetupError(
      "npm's 'node' package did not install its binary. If npm is set to ignore install scripts, allow them for 'node' and 'esbuild'.",
    );
  }
}

/** npm keeps a second lock file in node_modules that says what it really installed. */
function asLocked() {
  const installedLock = join(MODULES, '.package-lock.json');
  if (!existsSync(installedLock) || !existsSync(NODE_24)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** npm ci removes node_modules, so the `node` it runs under must not be the one in there. */
function withoutProjectNode() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(MODULES));
  return { ...process.env, PATH: folders.join(delimiter) };
}
