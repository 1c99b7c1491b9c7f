// Builds and packages the extension as a .vsix and checks what went into it.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OUTPUTS } from '../../bundles.mjs';
import { ROOT, SetupError, asScript, runQuietly, say } from './steps.mjs';

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The packaged extension. */
export const VSIX = join(ROOT, `${name}-${version}.vsix`);

const LIMIT = 1_600_000;
const SHIPPED =
  /^(package(\.nls.*)?\.json|l10n\/bundle\.l10n\.[a-z-]+\.json|README\.md|CHANGELOG\.md|LICENSE(\.txt)?|THIRD-PARTY-NOTICES\.txt|dist\/[^/]+\.(js|css)|media\/(?!timeline\/).+)$/;

/** @throws {SetupError} when the package lacks a bundle, holds anything not meant for users, or is too big */
export async function packageExtension() {
  const vsce = join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  // vsce builds by the script vscode:prepublish.
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', VSIX];
  await runQuietly(process.execPath, [vsce, 'package', ...options]);
  const listed = (await runQuietly(process.execPath, [vsce, 'ls', '--no-dependencies'])).trim().split('\n');
  const surplus = listed.filter((file) => !SHIPPED.test(file.trim()));
  const wanted = [
    ...OUTPUTS.map((file) => `dist/${file}`),
    'THIRD-PARTY-NOTICES.txt',
    'media/endings/how-sessions-end.md',
    'media/sample/video-room.jsonl',
  ];
  const lacking = wanted.filter((file) => !listed.some((one) => one.trim() === file));
  if (lacking.length) throw new SetupError(`Not in the package, see .vscodeignore: ${lacking.join(', ')}`);
  if (surplus.length) throw new SetupError(`Not meant for users, see .vscodeignore: ${surplus.join(', ')}`);

  const { size } = statSync(VSIX);
  if (size >= LIMIT) throw new SetupError(`${VSIX} has ${size} bytes; it is to stay below ${LIMIT}.`);
  say(`Packaged ${name}-${version}.vsix: ${Math.round(size / 1000)} kB`);
}

if (process.argv[1] === import.meta.filename) await asScript(packageExtension);
