/** A connection that is made again whenever it is lost. */
import * as l10n from '@vscode/l10n';
import { SourceProblem, type SourceEvents } from '../live-source.js';

/** One connection that is up. */
export interface Link {
  /** Resolves in words when it is lost or closed. */
  readonly lost: Promise<string>;
  /** Closes it in order; never rejects. */
  close(): Promise<void>;
}

/** Seconds between tries: at first and at most. */
const FIRST_PAUSE = 0.5;
const LONGEST_PAUSE = 30;
/** A connection that held so long (ms) was a good one: the pauses start over. */
const GOOD = 10_000;

export class KeptLink {
  private readonly stopping = new AbortController();
  private link: Link | null = null;
  private keeping: Promise<void> = Promise.resolve();

  /** `connect` gives up when its signal is aborted; it rejects with a {@link SourceProblem}. */
  constructor(
    private readonly where: string,
    private readonly connect: (signal: AbortSignal) => Promise<Link>,
    private readonly events: SourceEvents,
  ) {}

  /** Resolves when it is connected for the first time, rejects when that fails. */
  async start(): Promise<void> {
    this.events.state({ kind: 'starting' });
    const link = await this.connected();
    if (!link) throw new SourceProblem(l10n.t('{0}: stopped before it was connected.', this.where));
    this.keeping = this.keep(link);
  }

  /** Resolves when it is connected, or could not be and is trying again. */
  async startPatiently(): Promise<void> {
    this.events.state({ kind: 'starting' });
    this.keeping = this.keep((await this.connected().catch(wordsOf)) ?? '');
  }

  /** Never rejects. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.link?.close();
    await this.keeping;
    this.events.state({ kind: 'stopped' });
  }

  /** Goes on from a link, or from why there is none, until it is stopped. */
  private async keep(now: Link | string): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      if (typeof now === 'string') {
        const seconds = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures++);
        this.events.state({ kind: 'waiting', message: l10n.t('{0} Trying again in {1} s.', now, seconds) });
        await delay(seconds * 1000, signal);
        now = (await this.connected().catch(wordsOf)) ?? '';
      } else {
        const since = performance.now();
        now = await now.lost;
        this.link = null;
        if (performance.now() - since > GOOD) failures = 0;
      }
    }
  }

  /** Null: it was stopped meanwhile. */
  private async connected(): Promise<Link | null> {
    const { signal } = this.stopping;
    if (signal.aborted) return null;
    const link = await this.connect(signal).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    // Stopping may have come while it was being made.
    if (signal.aborted as boolean) {
      await link?.close();
      return null;
    }
    this.link = link;
    this.events.state({ kind: 'running', where: this.where });
    return link;
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Resolves after so many ms, or when the signal is aborted. */
function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
