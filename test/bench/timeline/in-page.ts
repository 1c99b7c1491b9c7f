/**
 * What runs in the page: a thread that answers it, hands that move with every frame, and a count of what each frame's
 * drawing took.
 */
import type { LaneRequest } from '../../../src/analysis/lanes/requests.js';
import type { Asked } from './analysis-thread.js';

declare global {
  interface Window {
    /** ms of script and drawing of each frame that drew something. */
    frameTimes: number[];
  }
}

/** As text, for the page to run before its own script: times everything that is done for a frame. */
export const countFrames = `(() => {
  window.frameTimes = [];
  const ask = window.requestAnimationFrame.bind(window);
  let open = 0;
  window.requestAnimationFrame = (callback) => ask((now) => {
    const began = performance.now();
    callback(now);
    // Reading a pixel has everything drawn that was only noted down.
    for (const canvas of document.querySelectorAll('canvas'))
      if (canvas.width > 0) canvas.getContext('2d').getImageData(0, 0, 1, 1);
    const took = performance.now() - began;
    if (open === now) window.frameTimes[window.frameTimes.length - 1] += took;
    else window.frameTimes.push(took);
    open = now;
  });
})();`;

/** Has a thread of its own read a log of so many sessions, and from then on answer what the page asks. */
export async function answerFor([thread, count]: readonly [code: string, count: number]): Promise<void> {
  const worker = new Worker(URL.createObjectURL(new Blob([thread])));
  const waiting = new Map<number, (answer: unknown) => void>();
  worker.onmessage = ({ data }: MessageEvent<{ id: number; answer: unknown }>) => {
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  };
  let last = 0;
  const ask = (asked: Asked): Promise<unknown> =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ id: last, asked });
    });
  window.theLog = () => ask('log') as ReturnType<typeof window.theLog>;
  window.theAnswer = async (request) => ({
    answer: request.method === 'tracks' ? [] : await ask(request as LaneRequest),
  });
  await ask({ read: count });
}

/** ms from the moment the analysis is done to the frame after the one that shows the first picture. */
export async function firstPaint(): Promise<number> {
  const began = performance.now();
  await window.host.showLog();
  while (document.querySelector('.page.blank') !== null) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - began;
}

export type Gesture = 'time' | 'scroll' | 'height';

/** Turns the wheel once a frame, in and out and to and fro; resolves with what each frame took, ms. */
export async function moveHands(gesture: Gesture): Promise<number[]> {
  const lanes = document.querySelector('.lanes')!;
  const box = lanes.getBoundingClientRect();
  const wheel = (x: number, options: WheelEventInit): void => {
    const at = { clientX: box.left + x, clientY: box.top + box.height / 2, bubbles: true, cancelable: true };
    lanes.dispatchEvent(new WheelEvent('wheel', { ...at, ...options }));
  };
  const turn = (i: number): void => {
    const round = i % 120;
    if (gesture === 'scroll') wheel(60, { deltaY: i < 120 ? 90 : -90 });
    else if (gesture === 'height') wheel(box.width * 0.6, { deltaY: round < 60 ? -60 : 60, altKey: true });
    else if (round < 45) wheel(box.width * 0.6, { deltaY: -100 });
    else if (round < 75) wheel(box.width * 0.6, { deltaY: round % 2 === 0 ? 60 : -40, shiftKey: true });
    else wheel(box.width * 0.6, { deltaY: 100 });
  };
  window.frameTimes.length = 0;
  for (let i = 0; i < 240; i++) {
    turn(i);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  return window.frameTimes;
}
