import { afterEach, expect, test, vi } from 'vitest';
import { startThread } from '../../../src/analysis/thread.web.js';

afterEach(() => vi.unstubAllGlobals());

test('a web worker that fails is ended: a browser lets it run on, with the log in its memory', () => {
  const workers: FakeWorker[] = [];
  class FakeWorker {
    onerror: ((event: { message?: string }) => void) | null = null;
    ended = false;
    constructor() {
      workers.push(this);
    }
    postMessage(): void {
      // Nobody answers.
    }
    terminate(): void {
      this.ended = true;
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
  const died = vi.fn();
  startThread('blob:program', { speech: null, index: null, zone: 'utc' }, { message: vi.fn(), died });
  const [worker] = workers;
  worker!.onerror!({ message: 'out of memory' });
  expect(died).toHaveBeenCalledExactlyOnceWith('out of memory');
  expect(worker!.ended).toBe(true);
});
