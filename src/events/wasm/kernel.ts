/** Instances of the scanner's kernel in WebAssembly. */
import scalar from './scalar.wasm';
import simd from './simd.wasm';

/** What `kernel/index.ts` exports. Addresses and counts are unsigned 32-bit numbers. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly data: { readonly value: number };
  readonly records: { readonly value: number };
  readonly decisive: { readonly value: number };
  readonly requestLayouts: { readonly value: number };
  scan(at: number, end: number): number;
  stop(): number;
  linesPassed(): number;
  lastLine(): number;
  readonly layout: { readonly value: number };
  takeEnvelopes(at: number, end: number): number;
  takeRecords(at: number, end: number, out: number, breaks: boolean): number;
  textsEnd(): number;
}

export type KernelKind = 'simd' | 'scalar';

/** The part of WebAssembly that is used: the same in Node and in browsers. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

/** `(func (result v128) i32.const 0 i8x16.splat)`: valid where SIMD is known. */
const SIMD_PROBE = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b,
]);

const { WebAssembly: api } = globalThis as { WebAssembly?: WebAssemblyApi };
const modules = new Map<KernelKind, object>();
let best: KernelKind | null | undefined;

/** The fastest kernel that runs here, or null where WebAssembly does not. */
export function bestKernel(): KernelKind | null {
  if (best === undefined) best = api === undefined ? null : api.validate(SIMD_PROBE) ? 'simd' : 'scalar';
  return best;
}

/** A kernel with memory of its own; null where it is forbidden to run (a page's content security policy). */
export function newKernel(kind = bestKernel()): Kernel | null {
  if (kind === null || api === undefined) return null;
  try {
    const module = modules.get(kind) ?? new api.Module(kind === 'simd' ? simd : scalar);
    modules.set(kind, module);
    return new api.Instance(module).exports as Kernel;
  } catch {
    // The scanner in TypeScript does the same work.
    best = null;
    return null;
  }
}
