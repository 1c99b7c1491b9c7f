// npm run test:live: the sources of live events against real Janus servers and brokers, and the command line that
// reads them. Arguments are vitest's (a file name, -t NAME …).
import { join } from 'node:path';
import { FOR_LIVE, ensureDebianPackages } from './debian-packages.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ROOT, SetupError, asScript, runOpenly } from './steps.mjs';

await asScript(async () => {
  await ensureNpmPackages();
  await ensureDebianPackages(FOR_LIVE);
  if ((await runOpenly(process.execPath, ['esbuild.mjs'])) !== 0)
    throw new SetupError('The command line does not build.');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const config = ['--config', join('test', 'live', 'vitest.config.mjs')];
  process.exitCode = await runOpenly(process.execPath, [vitest, 'run', ...config, ...process.argv.slice(2)]);
});
