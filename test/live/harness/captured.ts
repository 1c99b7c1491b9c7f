/** A source with a capture behind it, as `janus-events listen` has it, and the verdicts on what it captured. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogReport } from '../../../src/sessions/log-report.js';
import { Capture } from '../../../src/live/capture/capture.js';
import type { LiveSource } from '../../../src/live/live-source.js';
import { analyse } from '../../unit/corpus/analyse.js';
import { startSource, type Running } from './recording-sink.js';

export interface Captured extends Running {
  /** The capture file as it is now. */
  text(): string;
  report(): LogReport;
  /** The cause of each session's end by its id, or how it stands. */
  verdicts(): Map<string, string>;
  /** Events in the capture, each once. */
  events(): number;
  /** Stops the source and closes the capture; the file stays. */
  stop(): Promise<void>;
  /** Starts another source that adds to the same file. */
  again(source: LiveSource): Promise<void>;
  remove(): Promise<void>;
}

export async function startCaptured(first: LiveSource): Promise<Captured> {
  const folder = mkdtempSync(join(tmpdir(), 'janus-captured-'));
  const path = join(folder, 'events.jsonl');
  let running: { source: LiveSource; capture: Capture } | null = null;
  const start = async (source: LiveSource): Promise<Running> => {
    const capture = await Capture.open({ path, notice: () => undefined });
    running = { source, capture };
    return await startSource(source, capture);
  };
  const stop = async (): Promise<void> => {
    const ending = running;
    running = null;
    await ending?.source.stop();
    await ending?.capture.close();
  };
  const report = (): LogReport => analyse(readFileSync(path));
  const told = await start(first);
  return {
    ...told,
    text: () => readFileSync(path, 'utf8'),
    report,
    verdicts: () => new Map(Array.from(report().sessions, ({ id, cause, state }) => [id, cause ?? state])),
    events: () => report().logs[0]!.events,
    stop,
    again: async (source) => {
      await start(source);
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
