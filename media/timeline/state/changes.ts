/** What changed, told once for all that happens together. */
import type { Aspect } from './context.js';

/** Returns what notes a change; `tell` gets all that were noted once the present task has ended. */
export function collectChanges(tell: (aspects: ReadonlySet<Aspect>) => void): (aspect: Aspect) => void {
  let noted: Set<Aspect> | null = null;
  return (aspect) => {
    if (noted === null) {
      noted = new Set();
      queueMicrotask(() => {
        const aspects = noted ?? new Set();
        noted = null;
        tell(aspects);
      });
    }
    noted.add(aspect);
  };
}
