/** A source that runs for a test, with what it tells; its events go to a capture in a folder of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Capture } from '../../../src/live/capture/capture.js';
import type { EventSink, LiveSource, SourceState } from '../../../src/live/live-source.js';

export interface Running {
  readonly capture: Capture;
  readonly notices: string[];
  readonly states: SourceState[];
  /** The port it listens on. */
  readonly port: number;
  /** `127.0.0.1:8188` with what stands in front of it. */
  readonly where: string;
  /** What is in the capture file. */
  written(): string;
  stop(): Promise<void>;
}

/** Starts `source`; `sink` may stand between it and the capture. It is stopped at the end of the test. */
export async function running(source: LiveSource, sink = (capture: Capture): EventSink => capture): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'live-'));
  const path = join(folder, 'capture.jsonl');
  const notices: string[] = [];
  const states: SourceState[] = [];
  const notice = (message: string): void => {
    notices.push(message);
  };
  const capture = await Capture.open({ path, notice });
  const stop = async (): Promise<void> => {
    await source.stop();
    await capture.close();
  };
  onTestFinished(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });
  await source.start(sink(capture), { notice, state: (state) => states.push(state) });
  const state = states.at(-1)!;
  const where = state.kind === 'running' ? state.where : '';
  return {
    capture,
    notices,
    states,
    where,
    port: Number(/\d+$/.exec(where)?.[0]),
    written: () => readFileSync(path, 'utf8'),
    stop,
  };
}

/** What a count is when it moves no further: several looks, one after another, have seen the same. */
export async function atRest(count: () => number): Promise<number> {
  let last = count();
  for (let same = 0; same < 8;) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    same = count() === last ? same + 1 : 0;
    last = count();
  }
  return last;
}
