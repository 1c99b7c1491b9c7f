/** What changed, told once for all that happens together. */
import type { Aspect } from './context.js';

/** Returns what notes a change; `tell` hears of all that were noted as soon as what is under way has ended. */
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
