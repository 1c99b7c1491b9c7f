/** The extension host's end of an analysis that runs in a worker thread. */
import { Worker } from 'node:worker_threads';
import type { AnalysisSummary, LogAnalysis, LogSource, Progress, SessionKey, StepFrom, TextLayout } from './api.js';
import type { LaneRequest } from './lanes/protocol.js';
import type { TracePosition, TraceScope } from './trace-events.js';
import type { Answer, FromWorker, Question, ToWorker } from './messages.js';
import type { EventFilter } from './timeline-details.js';

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (progress: Progress) => void;
}

/** The run was cancelled: nothing to tell anybody. */
export class AbortError extends Error {
  override readonly name = 'AbortError';
}

/**
 * An analysis in a thread of its own; `workerPath` is the bundled worker. The thread starts with the first run and ends
 * with `dispose`. Should it die, what was asked is answered with an error and the next run starts another.
 */
export function createLogAnalysis(workerPath: string): LogAnalysis {
  return new WorkerAnalysis(workerPath);
}

/** The memory of bytes that share it with nothing else: it can be handed over without being copied. */
function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

class WorkerAnalysis implements LogAnalysis {
  private worker: Worker | null = null;
  private lastId = 0;
  private readonly pending = new Map<number, Pending>();

  constructor(private readonly workerPath: string) {}

  run(source: LogSource, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<AnalysisSummary> {
    if (signal.aborted) return Promise.reject(new AbortError('cancelled'));
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    const abort = (): void => {
      this.post(worker, { type: 'abort', id });
    };
    signal.addEventListener('abort', abort, { once: true });
    const result = new Promise<AnalysisSummary>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as (answer: unknown) => void, reject, onProgress });
    }).finally(() => {
      signal.removeEventListener('abort', abort);
    });
    this.post(worker, { type: 'run', id, source }, source.kind === 'bytes' ? ownMemory(source.bytes) : []);
    return result;
  }

  groups = (): Promise<Answer<'groups'>> => this.ask('groups');
  page = (emitter: string | null, from: number): Promise<Answer<'page'>> => this.ask('page', emitter, from);
  row = (session: number): Promise<Answer<'row'>> => this.ask('row', session);
  position = (session: number): Promise<Answer<'position'>> => this.ask('position', session);
  find = (key: SessionKey): Promise<Answer<'find'>> => this.ask('find', key);
  step = (from: StepFrom, direction: 1 | -1): Promise<Answer<'step'>> => this.ask('step', from, direction);
  search = (text: string): Promise<Answer<'search'>> => this.ask('search', text);
  findings = (limit: number): Promise<Answer<'findings'>> => this.ask('findings', limit);
  findingsFrom = (stamp: string, from: number): Promise<Answer<'findingsFrom'>> =>
    this.ask('findingsFrom', stamp, from);
  timelineLog = (): Promise<Answer<'timelineLog'>> => this.ask('timelineLog');
  lanes = (request: LaneRequest): Promise<Answer<'lanes'>> => this.ask('lanes', request);
  tracks = (sessions: readonly number[]): Promise<Answer<'tracks'>> => this.ask('tracks', sessions);
  detail = (session: number): Promise<Answer<'detail'>> => this.ask('detail', session);
  events = (session: number, filter: EventFilter, from: number): Promise<Answer<'events'>> =>
    this.ask('events', session, filter, from);
  webrtc = (session: number, from: number): Promise<Answer<'webrtc'>> => this.ask('webrtc', session, from);
  statistics = (session: number, from: number, buckets: number): Promise<Answer<'statistics'>> =>
    this.ask('statistics', session, from, buckets);
  json = (offset: number, length: number): Promise<Answer<'json'>> => this.ask('json', offset, length);
  sessionText = (session: number, from: number, layout: TextLayout): Promise<Answer<'sessionText'>> =>
    this.ask('sessionText', session, from, layout);
  eventAt = (offset: number): Promise<Answer<'eventAt'>> => this.ask('eventAt', offset);
  locate = (offset: number, length: number): Promise<Answer<'locate'>> => this.ask('locate', offset, length);
  sessionAt = (line: number, character: number): Promise<Answer<'sessionAt'>> => this.ask('sessionAt', line, character);
  trace = (revision: number, scope: TraceScope, position: TracePosition): Promise<Answer<'trace'>> =>
    this.ask('trace', revision, scope, position);

  dispose(): void {
    const { worker } = this;
    this.worker = null;
    this.rejectAll(new AbortError('closed'));
    void worker?.terminate();
  }

  private ask<Q extends Question>(question: Q, ...args: Parameters<LogAnalysis[Q]>): Promise<Answer<Q>> {
    const { worker } = this;
    if (worker === null) return Promise.reject(new Error('The log has not been analysed yet.'));
    const id = ++this.lastId;
    return new Promise<Answer<Q>>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.post(worker, { type: 'ask', id, question, args });
    });
  }

  private post(worker: Worker, message: ToWorker, moved: ArrayBuffer[] = []): void {
    worker.postMessage(message, moved);
  }

  private start(): Worker {
    const worker = new Worker(this.workerPath);
    const died = (why: string): void => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.rejectAll(new Error(`The analysis stopped unexpectedly (${why}). Reload the log to try again.`));
    };
    worker.on('message', (message: FromWorker) => {
      this.receive(message);
    });
    worker.on('error', (error) => {
      died(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      died(`exit code ${String(code)}`);
    });
    worker.unref();
    return worker;
  }

  private receive(message: FromWorker): void {
    const pending = this.pending.get(message.id);
    if (!pending) return;
    if (message.type === 'progress') {
      pending.onProgress?.(message.progress);
      return;
    }
    this.pending.delete(message.id);
    if (message.type === 'failed')
      pending.reject(message.aborted ? new AbortError('cancelled') : new Error(message.message));
    else pending.resolve(message.type === 'done' ? message.summary : message.answer);
  }

  private rejectAll(error: Error): void {
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(error);
  }
}
