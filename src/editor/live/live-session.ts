import { EventEmitter, type Disposable, type Uri } from 'vscode';
import { LiveWorker } from '../../live/session/client.js';
import type { Delivery } from '../../live/source-definition.js';
import { EventRate } from '../../live/session/event-rate.js';
import type { CaptureSettings, LiveCounts } from '../../live/session/messages.js';
import { deliveryOf, placeOf, type LiveProfile } from '../../live/profile.js';
import type { SourceState } from '../../live/live-source.js';
import type { Captures } from './captures.js';

/** Notices that are kept; older ones go. */
const MAX_NOTICES = 100;

/** Something to know, with what to do about it; said again, it is counted. */
export interface Notice {
  readonly message: string;
  readonly times: number;
  /** When it was said last, ms since the Unix epoch. */
  readonly at: number;
}

const NO_COUNTS: LiveCounts = { events: 0, bytes: 0, messages: 0, otherBytes: 0 };

/** One source of live events and the capture it writes, from its start until it is taken off the list. */
export class LiveSession implements Disposable {
  readonly capture: Uri;
  readonly delivery: Delivery;
  private readonly changed = new EventEmitter<void>();
  /** State, counts or notices are others. */
  readonly onDidChange = this.changed.event;
  private readonly warned = new EventEmitter<string>();
  /** The capture cannot be written, or some of it is going to be deleted. */
  readonly onDidWarn = this.warned.event;
  private worker: LiveWorker | null = null;
  private now: SourceState = { kind: 'starting' };
  private total = NO_COUNTS;
  /** Counts of starts that are over. */
  private before = NO_COUNTS;
  private readonly recent = new EventRate();
  private readonly said = new Map<string, Notice>();
  private address: string;

  constructor(
    readonly profile: LiveProfile,
    private readonly workerPath: string,
    private readonly settings: CaptureSettings,
    private readonly captures: Captures,
  ) {
    this.capture = captures.uriOf(settings);
    this.delivery = deliveryOf(profile);
    this.address = placeOf(profile);
  }

  /** By which the capture is found again. */
  get capturePath(): string {
    return this.settings.path;
  }

  get state(): SourceState {
    return this.now;
  }

  /** Whether its worker is there. */
  get active(): boolean {
    return this.worker !== null;
  }

  get counts(): LiveCounts {
    return this.total;
  }

  /** Events per second, over the last seconds. */
  get rate(): number {
    return this.recent.perSecond;
  }

  /** Latest first. */
  get notices(): readonly Notice[] {
    return [...this.said.values()].reverse();
  }

  /** Where it listens or what it is connected to. */
  get where(): string {
    return this.address;
  }

  /** Starts, for the first time or again; what is captured is added to the file. */
  begin(secret: string | null): void {
    this.before = this.total;
    this.recent.begin(performance.now(), this.total.events);
    this.become({ kind: 'starting' });
    const worker: LiveWorker = new LiveWorker(
      this.workerPath,
      { profile: this.profile, secret, capture: this.settings },
      {
        state: (state) => {
          if (this.worker !== worker) return;
          if (state.kind === 'failed' || state.kind === 'stopped') this.ended();
          this.become(state);
        },
        notice: (message, of) => {
          this.note(message);
          if (of === 'capture') this.warned.fire(message);
        },
        captured: (lines) => {
          this.captures.add(this.capture, lines);
        },
        counts: (counts) => {
          if (this.worker === worker) this.count(counts);
        },
      },
    );
    this.worker = worker;
  }

  /** Resolves when port and connections are free and all that was taken is in the file. */
  async stop(): Promise<void> {
    const { worker } = this;
    await worker?.stop();
    if (this.worker === worker) this.ended();
    if (worker !== null && this.now.kind !== 'failed') this.become({ kind: 'stopped' });
  }

  dispose(): void {
    this.changed.dispose();
    this.warned.dispose();
  }

  private ended(): void {
    this.worker = null;
    this.recent.end();
  }

  private become(state: SourceState): void {
    this.now = state;
    if (state.kind === 'running') this.address = state.where;
    if (state.kind === 'failed' || state.kind === 'waiting') this.note(state.message);
    this.changed.fire();
  }

  private note(message: string): void {
    const times = (this.said.get(message)?.times ?? 0) + 1;
    this.said.delete(message);
    this.said.set(message, { message, times, at: Date.now() });
    const [oldest] = this.said.keys();
    if (this.said.size > MAX_NOTICES && oldest !== undefined) this.said.delete(oldest);
    this.changed.fire();
  }

  private count(counts: LiveCounts): void {
    const { total, before } = this;
    this.total = {
      events: before.events + counts.events,
      bytes: before.bytes + counts.bytes,
      messages: before.messages + counts.messages,
      otherBytes: before.otherBytes + counts.otherBytes,
    };
    const rate = this.rate;
    this.recent.count(performance.now(), this.total.events);
    if (this.total.messages !== total.messages || this.total.bytes !== total.bytes || this.rate !== rate)
      this.changed.fire();
  }
}
