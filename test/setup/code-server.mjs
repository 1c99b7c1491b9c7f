// A real VS Code for trying the extension out and for its tests: code-server, installed once into .tools/.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { FOR_CODE_SERVER, ensureDebianPackages } from './debian-packages.mjs';
import { NODE_24 } from './npm-packages.mjs';
import { TOOLS, runQuietly, say } from './steps.mjs';

const VERSION = '4.139.1';
const FOLDER = join(TOOLS, 'code-server');
const MARKER = join(FOLDER, 'installed-version');

/** code-server's main script; run it with {@link NODE_24}. */
export const CODE_SERVER = join(FOLDER, 'node_modules', 'code-server', 'out', 'node', 'entry.js');

/** Installs code-server, compiling its native modules, unless this version is there. */
export async function ensureCodeServer() {
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === VERSION) return;
  await ensureDebianPackages(FOR_CODE_SERVER);
  say(`Installing code-server ${VERSION} into .tools (600 MB; it compiles, which takes some minutes, once)`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `code-server@${VERSION}`];
  await runQuietly('npm', install, { cwd: FOLDER, env: compileEnvironment(), kept: true });
  // Written last: an interrupted installation is done again.
  writeFileSync(MARKER, VERSION);
}

/** npm, node-gyp and the compiled modules all have to be of Node 24, whose headers come with its npm package. */
function compileEnvironment() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const headers = join(dirname(dirname(NODE_24)), 'node_modules', `node-${platform}-${process.arch}`);
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, PATH: `${dirname(NODE_24)}${delimiter}${process.env.PATH ?? ''}` };
  // Says, when this runs in an npm script, which Node that npm ran under; code-server would believe it.
  delete environment['npm_config_user_agent'];
  if (existsSync(join(headers, 'include', 'node', 'node.h'))) environment.npm_config_nodedir = headers;
  return environment;
}
