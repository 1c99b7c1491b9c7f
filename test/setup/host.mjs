// npm run test:host: the packaged extension in a real VS Code. Arguments are vitest's (a file name, -t NAME …).
//   JANUS_TEST_VSIX=FILE   tests that package instead of building one
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_SERVER, ensureCodeServer } from './code-server.mjs';
import { FOR_CHROMIUM, FOR_LIVE, ensureDebianPackages, findChromium } from './debian-packages.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ROOT, SetupError, asScript, runOpenly, say } from './steps.mjs';

await asScript(async () => {
  await ensureNpmPackages();
  await ensureDebianPackages([...FOR_CHROMIUM, ...FOR_LIVE]);
  await ensureCodeServer();
  const { VSIX, packageExtension } = await import('./package.mjs');
  const vsix = process.env.JANUS_TEST_VSIX ?? VSIX;
  if (!process.env.JANUS_TEST_VSIX) {
    say('Building the extension');
    await packageExtension();
  }
  if (!existsSync(vsix)) throw new SetupError(`There is no ${vsix}.`);
  if (!existsSync(CODE_SERVER))
    throw new SetupError('code-server is not where it was installed; remove .tools and try again.');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const args = process.argv.slice(2);
  const config = args.includes('--config') ? [] : ['--config', join('test', 'host', 'vitest.config.mjs')];
  const env = { ...process.env, JANUS_TEST_VSIX: vsix, JANUS_TEST_CHROMIUM: findChromium() ?? '' };
  process.exitCode = await runOpenly(process.execPath, [vitest, 'run', ...config, ...args], { env });
});
