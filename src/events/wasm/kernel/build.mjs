// Compiles the kernel when `simd.wasm` or `scalar.wasm` is imported, for esbuild and for vitest: both put its bytes into
// the bundle, so it runs where no file can be read.
import asc from 'assemblyscript/asc';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';

const SOURCE = 'index.ts';
const IMPORTED = /\/(simd|scalar)\.wasm$/;

/** @type {Map<string, Promise<Uint8Array>>} */
const compiled = new Map();

/**
 * The bytes of the kernel, with SIMD or without.
 * @param {string} name `simd` or `scalar`
 */
export function compileKernel(name) {
  const bytes = compiled.get(name) ?? compile(name);
  compiled.set(name, bytes);
  return bytes;
}

/** @param {string} name @returns {Promise<Uint8Array>} */
async function compile(name) {
  /** @type {Uint8Array | null} */
  let bytes = null;
  const flags = ['--runtime', 'stub', '-O3', '--noAssert', ...(name === 'simd' ? ['--enable', 'simd'] : [])];
  const { error, stderr } = await asc.main([SOURCE, '--outFile', 'kernel.wasm', ...flags], {
    readFile: (file) => {
      try {
        return readFileSync(new URL(file, import.meta.url), 'utf8');
      } catch {
        return null;
      }
    },
    listFiles: () => [],
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
  });
  if (error !== null || bytes === null) throw new Error(`${String(error?.message)}\n${stderr.toString()}`);
  return bytes;
}

/** A module with the kernel's bytes, in what every Node and browser that VS Code runs in knows. @param {string} name */
async function moduleOf(name) {
  const base64 = Buffer.from(await compileKernel(name)).toString('base64');
  return `export default Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));`;
}

/** @type {import('esbuild').Plugin} */
export const kernelForEsbuild = {
  name: 'kernel',
  setup(esbuild) {
    esbuild.onResolve({ filter: IMPORTED }, ({ path }) => ({ path: nameIn(path), namespace: 'kernel' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path }) => ({ contents: await moduleOf(path) }));
  },
};

const VIRTUAL = '\0kernel:';

/** @type {import('vitest/config').Plugin} */
export const kernelForVitest = {
  name: 'kernel',
  enforce: 'pre',
  resolveId: (id) => (IMPORTED.test(id) ? VIRTUAL + nameIn(id) : null),
  load: (id) => (id.startsWith(VIRTUAL) ? moduleOf(id.slice(VIRTUAL.length)) : null),
};

/** @param {string} path */
const nameIn = (path) => String(IMPORTED.exec(path)?.[1]);
