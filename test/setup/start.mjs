// npm start: builds the extension and opens it in VS Code on a folder of real logs, installing what is missing.
// Runs on plain Node before any package is there.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCodeServer } from './code-server.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { onPath } from './on-path.mjs';
import { runCodeServer } from './run-code-server.mjs';
import { copySampleLogs } from './sample-logs.mjs';
import { SetupError, TOOLS, asScript, runOpenly, runQuietly, say } from './steps.mjs';

const LOGS = join(TOOLS, 'sample-logs');
const AT_START = { 'task.allowAutomaticTasks': 'on' };
/** Opens a timeline with the folder: the command gives no text to run, so the task ends before it begins. */
const TASK = {
  label: 'timeline',
  type: 'shell',
  command: '${command:janusEvents.openSample}',
  runOptions: { runOn: 'folderOpen' },
};

await asScript(async () => {
  await ensureNpmPackages();
  say('Building the extension');
  const { VSIX, packageExtension } = await import('./package.mjs');
  await packageExtension();
  copySampleLogs(LOGS);
  mkdirSync(join(LOGS, '.vscode'));
  writeFileSync(join(LOGS, '.vscode', 'tasks.json'), JSON.stringify({ version: '2.0.0', tasks: [TASK] }, null, 2));
  const code = desktopCode();
  if (code) await openInCode(code, VSIX);
  else await openInCodeServer(VSIX);
});

/** VS Code's command, where there is a screen to open a window on. */
function desktopCode() {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return screen ? onPath('code', 'code-insiders', 'codium') : null;
}

/** @param {string} code @param {string} vsix */
async function openInCode(code, vsix) {
  const home = join(TOOLS, 'vscode');
  const apart = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')];
  if (process.getuid?.() === 0) apart.push('--no-sandbox');
  mkdirSync(join(home, 'data', 'User'), { recursive: true });
  const settings = join(home, 'data', 'User', 'settings.json');
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(AT_START, null, 2));
  say(`Installing the extension into a VS Code profile of its own (${home})`);
  await runQuietly(code, [...apart, '--install-extension', vsix, '--force']);
  say(`Opening ${LOGS} in ${code}`);
  const status = await runOpenly(code, [...apart, '--disable-workspace-trust', '--new-window', LOGS]);
  if (status !== 0) throw new SetupError(`${code} could not open a window (exit ${status}).`);
}

/** @param {string} vsix */
async function openInCodeServer(vsix) {
  say("There is no 'code' with a screen here, so VS Code runs as code-server");
  await ensureCodeServer();
  say('Starting code-server');
  const server = await runCodeServer({ home: join(TOOLS, 'try-out'), vsix, settings: AT_START });
  const stop = () => void server.stop();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  console.log(`\nOpen this address in a browser on this machine:\n\n    ${server.url}/?folder=${encodeURI(LOGS)}\n`);
  console.log('It answers on 127.0.0.1 alone and asks for no password. Ctrl-C ends it.');
  await server.ended;
  say('code-server has ended');
}
