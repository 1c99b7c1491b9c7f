/** One code-server with the packaged extension and one Chromium for all host tests; both end with the run. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_FLAGS } from '../../setup/debian-packages.mjs';
import { runCodeServer } from '../../setup/run-code-server.mjs';
import { ROOT, runQuietly } from '../../setup/steps.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of code-server's workbench. */
    workbenchUrl: string;
    /** code-server's user settings. */
    settingsFile: string;
    /** The folder of code-server's data, extensions and configuration. */
    home: string;
    /** The extension's package that is installed there. */
    vsix: string;
    /** The folder that the tests' workspaces go into. */
    workspaces: string;
    /** Where Chromium takes connections from playwright. */
    browserEndpoint: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const vsix = process.env['JANUS_TEST_VSIX'];
  const executablePath = process.env['JANUS_TEST_CHROMIUM'];
  if (!vsix || !executablePath) throw new Error("Run the host tests with 'npm run test:host': it prepares them.");

  const home = mkdtempSync(join(tmpdir(), 'janus-host-tests-'));
  const removeHome = () => {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  // An interrupted run is not torn down.
  process.once('exit', removeHome);
  const workspaces = join(home, 'workspaces');
  mkdirSync(workspaces);
  const besides = [await packOtherExtension(home)];
  // The inspector of an extension host that a test wakes takes a port that nobody has, not the one port of them all.
  const server = await runCodeServer({ home, vsix, besides, nodeFlags: ['--inspect-port=0'] });
  const browser = await chromium.launchServer({ executablePath, args: CHROMIUM_FLAGS, host: '127.0.0.1' });
  project.provide('workbenchUrl', server.url);
  project.provide('settingsFile', server.settingsFile);
  project.provide('home', home);
  project.provide('vsix', vsix);
  project.provide('workspaces', workspaces);
  project.provide('browserEndpoint', browser.wsEndpoint());

  return async () => {
    await browser.close();
    await server.stop();
    removeHome();
    process.off('exit', removeHome);
  };
}

/** An extension that uses what ours offers to others. */
async function packOtherExtension(home: string): Promise<string> {
  const packed = join(home, 'other-extension.vsix');
  const vsce = join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', packed];
  await runQuietly(process.execPath, [vsce, 'package', ...options], {
    cwd: join(ROOT, 'test', 'host', 'other-extension'),
  });
  return packed;
}
