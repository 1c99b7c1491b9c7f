/** The scanner for logs: the fastest that runs here. */
import type { Scanner, ScannerSink } from './header.js';
import { TextScanner } from './text-scanner/text-scanner.js';
import { bestKernel, newKernel, type KernelKind } from './wasm/kernel.js';
import { KernelPath } from './wasm/kernel-path.js';

/** A scanner with a WebAssembly kernel where one runs, and in TypeScript alone elsewhere. Both tell the same. */
export function newScanner(sink: ScannerSink, kind: KernelKind | null = bestKernel()): Scanner {
  const kernel = newKernel(kind);
  return new TextScanner(sink, kernel === null ? null : new KernelPath(kernel, sink));
}
