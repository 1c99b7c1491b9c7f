/** Runs in the page before its own script: what it has asked for and not got yet, so that tests can wait until nothing is due. */

/** Timers that run later than this, ms, are for what lasts, as a notice; nobody waits for them. */
const SOON = 1000;

/** Longest wait, ms: to a page of a log that grows there is always more to come. */
const LONGEST = 5000;

/** How much there is of each. */
export interface Due {
  answers: number;
  frames: number;
  timers: number;
}

export interface DueCount {
  due(): Due;
  /** Counts an answer as due until `given`. */
  answer<T>(given: Promise<T>): Promise<T>;
  /** Resolves when nothing has been due for some frames, or not soon: what arrives is drawn, and drawing may ask for more. */
  quiet(): Promise<void>;
}

export function countDue(): DueCount {
  const frames = new Set<number>();
  const timers = new Map<number, number>();
  let answers = 0;
  const nextFrame = window.requestAnimationFrame.bind(window);
  const noFrame = window.cancelAnimationFrame.bind(window);
  const startTimer = window.setTimeout.bind(window);
  const stopTimer = window.clearTimeout.bind(window);
  Object.assign(window, {
    requestAnimationFrame(run: FrameRequestCallback) {
      const id = nextFrame((time) => {
        frames.delete(id);
        run(time);
      });
      frames.add(id);
      return id;
    },
    cancelAnimationFrame(id: number) {
      frames.delete(id);
      noFrame(id);
    },
    setTimeout(run: () => void, ms = 0) {
      const id = startTimer(() => {
        timers.delete(id);
        run();
      }, ms);
      timers.set(id, ms);
      return id;
    },
    clearTimeout(id: number) {
      timers.delete(id);
      stopTimer(id);
    },
  });
  const isSoon = (): boolean => [...timers.values()].some((ms) => ms <= SOON);
  return {
    due: () => ({ answers, frames: frames.size, timers: timers.size }),
    async answer(given) {
      answers++;
      try {
        return await given;
      } finally {
        answers--;
      }
    },
    async quiet() {
      const end = performance.now() + LONGEST;
      for (let calm = 0; calm < 3 && performance.now() < end;) {
        await new Promise(nextFrame);
        calm = answers > 0 || frames.size > 0 || isSoon() ? 0 : calm + 1;
      }
    },
  };
}
