/** What crosses between the extension host and the analysis worker. */
import type { AnalysisSummary, LogAnalysis, LogSource, Progress } from './api.js';

/** The questions that are passed on as they are. */
export type Question = Exclude<keyof LogAnalysis, 'run' | 'dispose'>;
export type Answer<Q extends Question> = Awaited<ReturnType<LogAnalysis[Q]>>;

export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly source: LogSource }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question; readonly args: readonly unknown[] };

export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'done'; readonly id: number; readonly summary: AnalysisSummary }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  /** `aborted`: the run was cancelled; the message is nothing to show then. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly aborted: boolean };
