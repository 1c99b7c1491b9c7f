// Declared by hand: the compiler's own types redefine what arrays are.
import type { Plugin as EsbuildPlugin } from 'esbuild';

/** The bytes of the kernel, with SIMD or without. */
export function compileKernel(name: 'simd' | 'scalar'): Promise<Uint8Array>;

export const kernelForEsbuild: EsbuildPlugin;

export const kernelForVitest: {
  readonly name: string;
  readonly enforce: 'pre';
  resolveId(id: string): string | null;
  load(id: string): Promise<string> | null;
};
