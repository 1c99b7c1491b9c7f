/** Analyses that are kept for the next question about the same log. Node only. */
import { createAnalysisThread, type AnalysisThread } from '../analysis/client.js';
import type { LogSource } from '../analysis/requests/api.js';
import { noEventsWords } from '../words/logs.js';
import { ToolProblem, type AskedLog } from './tool.js';

/** Logs whose analyses are kept: each costs about 26 bytes an event. */
const MAX_KEPT = 3;

interface Kept {
  readonly analysis: AnalysisThread;
  /** A log is read by one question at a time. */
  reading: Promise<unknown>;
}

/** `worker`: path of the bundle of the analysis. */
export class KeptAnalyses {
  /** In the order of their last use. */
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly worker: string) {}

  /**
   * Reads a log, or what it has grown by since it was asked about. `key` tells it from others, `name` is what the assistant
   * calls it, `source` is asked when the reading begins. Throws {@link ToolProblem} where it holds no events.
   */
  async read(key: string, name: string, source: () => Promise<LogSource>, signal: AbortSignal): Promise<AskedLog> {
    const kept = this.keep(key);
    const { analysis } = kept;
    const reading = kept.reading.then(async () => analysis.ask({ method: 'run', source: await source() }, { signal }));
    kept.reading = reading.catch(() => undefined);
    const summary = await reading;
    const { unread } = summary.log;
    if (unread !== null) throw new ToolProblem(noEventsWords(name, unread.why));
    return { name, ask: analysis.ask, summary };
  }

  dispose(): void {
    for (const { analysis } of this.kept.values()) analysis.dispose();
    this.kept.clear();
  }

  private keep(key: string): Kept {
    const kept = this.kept.get(key) ?? { analysis: createAnalysisThread(this.worker), reading: Promise.resolve() };
    this.kept.delete(key);
    this.kept.set(key, kept);
    for (const [oldest, { analysis }] of this.kept) {
      if (this.kept.size <= MAX_KEPT) break;
      analysis.dispose();
      this.kept.delete(oldest);
    }
    return kept;
  }
}
