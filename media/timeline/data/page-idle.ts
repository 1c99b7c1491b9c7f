/** When what is in sight has arrived. */
import type { Rpc } from './rpc.js';

/** Longest wait, ms: of a log that grows there is always more to come. */
const LONGEST = 3000;

/** A frame in which what is missing is asked for; hidden pages have none. */
function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, 200);
  });
}

/** Resolves when all that the next frames ask for is there: lanes, and what is inside them. */
export async function arrivedSoon(rpc: Rpc): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST));
  const arrived = async (): Promise<void> => {
    // What arrives is drawn, and drawing may ask for more.
    for (let round = 0; round < 3; round++) {
      await frame();
      await frame();
      await rpc.idle();
    }
  };
  await Promise.race([arrived(), late]);
}
