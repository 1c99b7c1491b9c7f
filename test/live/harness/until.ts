import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `look` gives something (neither undefined, null nor false) and returns it. Fails after `seconds` with `what`
 * and the last error `look` threw.
 */
export async function until<T>(what: string, look: () => T | Promise<T>, seconds = 180): Promise<NonNullable<T>> {
  const end = performance.now() + seconds * 1000;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
    } catch (error) {
      last = error;
    }
    await delay(50);
  }
  throw new Error(`Waited ${seconds} s in vain: ${what}`, { cause: last });
}
