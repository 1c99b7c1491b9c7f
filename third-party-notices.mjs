// THIRD-PARTY-NOTICES.txt: the licences of all packages of which anything is in dist/, as they ask for in copies. Made
// from what esbuild says that it bundled, so that no list has to be kept.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLES } from './bundles.mjs';

const ROOT = import.meta.dirname;
const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** The kernel is WebAssembly with parts of its compiler's library and runtime. */
const COMPILED_IN = { namespace: 'kernel:', folder: 'node_modules/assemblyscript' };

const LICENCE_FILE = /^(licen[cs]e|copying|notices?|copyright ?notice)([.-].*)?$/i;
/** Scripts named like one. */
const CODE = /\.(c|m)?[jt]sx?$/;

/** Packages that are published without a licence file: what that file says in their repository. */
const MIT_OF = /** @type {Record<string, string>} */ ({
  '@microsoft/fast-element': 'Copyright (c) Microsoft Corporation. All rights reserved.',
  '@microsoft/fast-foundation': 'Copyright (c) Microsoft Corporation. All rights reserved.',
  '@microsoft/fast-web-utilities': 'Copyright (c) Microsoft Corporation. All rights reserved.',
  '@vscode/l10n': 'Copyright (c) Microsoft Corporation.',
});

const MIT = (/** @type {string} */ copyright) => `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * The folders of the packages of which something is in the bundles, from the project's, sorted.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = inputs.map((input) =>
    input.startsWith(COMPILED_IN.namespace)
      ? COMPILED_IN.folder
      : /^.*node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0],
  );
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/**
 * @param {readonly string[]} folders
 * @throws {Error} for a package whose licence text is nowhere
 */
export function noticesOf(folders) {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    return { heading: `${name} ${version}${license ? ` (${license})` : ''}`, text: licenceOf(folder, name, license) };
  });
  const rule = '-'.repeat(80);
  return [
    'This extension contains parts of the packages below, under their licences.\n',
    ...parts.map(({ heading, text }) => `${rule}\n${heading}\n${rule}\n\n${text.trim()}\n`),
  ].join('\n');
}

/** @param {string} folder @param {string} name @param {string} [license] */
function licenceOf(folder, name, license) {
  const files = readdirSync(join(ROOT, folder)).filter((file) => LICENCE_FILE.test(file) && !CODE.test(file));
  if (files.length > 0)
    return files
      .sort()
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8').trim())
      .join('\n\n');
  const copyright = MIT_OF[name];
  if (copyright !== undefined && license === 'MIT') return MIT(copyright);
  throw new Error(
    `${name} is bundled and has no licence file in ${folder}. Find its licence and name it in third-party-notices.mjs.`,
  );
}

/** @param {readonly import('esbuild').Metafile[]} metafiles */
export function writeNotices(metafiles) {
  writeFileSync(join(ROOT, NOTICES), noticesOf(bundledPackages(metafiles)));
}

/** What the bundles would be made of, without writing any. */
export async function bundledNow() {
  const options = /** @type {const} */ ({ write: false, metafile: true });
  const built = await Promise.all(BUNDLES.map((bundle) => build({ ...bundle, ...options })));
  return bundledPackages(built.map(({ metafile }) => metafile));
}
