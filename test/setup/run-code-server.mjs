import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_SERVER } from './code-server.mjs';
import { NODE_24 } from './npm-packages.mjs';
import { KEEPER, SetupError, runQuietly } from './steps.mjs';

/** A window without anything in it that is not ours. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  // Servers of others on this machine are no news.
  'remote.autoForwardPorts': false,
  // By a setting, not the command line, so that a test can ask for it.
  'security.workspace.trust.enabled': false,
};

/**
 * A running code-server.
 * @typedef {object} CodeServer
 * @property {string} url where its workbench is, on 127.0.0.1
 * @property {string} settingsFile its user settings
 * @property {() => Promise<void>} stop ends it and every process it started
 * @property {Promise<number>} ended its exit status, when it ends
 */

/**
 * Starts code-server on a free port with an extension installed and nothing else of the user's.
 * @param {object} options
 * @param {string} options.home its data, extensions and configuration
 * @param {string} options.vsix the extension to install
 * @param {string[]} [options.besides] others to install, as .vsix too
 * @param {Record<string, unknown>} [options.settings] user settings besides {@link QUIET_SETTINGS}
 * @param {string[]} [options.nodeFlags] flags of Node for it and its extension hosts
 * @returns {Promise<CodeServer>}
 */
export async function runCodeServer({ home, vsix, besides = [], settings = {}, nodeFlags = [] }) {
  const settingsFile = join(home, 'data', 'User', 'settings.json');
  mkdirSync(join(home, 'data', 'User'), { recursive: true });
  writeFileSync(settingsFile, JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2));
  writeFileSync(join(home, 'config.yaml'), '');
  await installInto(home, vsix, ...besides);
  const folders = foldersOf(home);
  const env = cleanEnvironment();

  const quiet = ['--disable-telemetry', '--disable-update-check', '--ignore-last-opened'];
  const serve = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--reconnection-grace-time', '60'];
  const child = spawn(NODE_24, [KEEPER, NODE_24, ...nodeFlags, CODE_SERVER, ...folders, ...quiet, ...serve], {
    env,
    // A group of its own: ending it ends the extension hosts too, and Ctrl-C reaches us first.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('close', (status) => resolve(status ?? 0)));
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { url: await listening(child), settingsFile, stop, ended };
}

/** @param {string} home */
const foldersOf = (home) => [
  ...['--config', join(home, 'config.yaml'), '--user-data-dir', join(home, 'data')],
  ...['--extensions-dir', join(home, 'extensions')],
];

/**
 * Puts extensions into the code-server of that home, over those that are there, whether it runs or not.
 * @param {string} home
 * @param {...string} packages .vsix
 */
export async function installInto(home, ...packages) {
  const installing = packages.flatMap((one) => ['--install-extension', one]);
  const env = cleanEnvironment();
  await runQuietly(NODE_24, [CODE_SERVER, ...foldersOf(home), ...installing, '--force'], { env });
}

/**
 * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
 * @returns {Promise<string>}
 */
function listening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (/** @type {Buffer} */ chunk) => {
      output = (output + String(chunk)).slice(-20_000);
      const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (status) => reject(new SetupError(`code-server did not start (exit ${status}):\n${output}`)));
  });
}

/** Without what would make code-server talk to a VS Code it is started from, or listen elsewhere. */
function cleanEnvironment() {
  const foreign =
    /^(VSCODE_|ELECTRON_|CODE_SERVER_|CS_|PORT$|PASSWORD$|HASHED_PASSWORD$|GITHUB_TOKEN$|NODE_OPTIONS$|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
