/** The extension host's end of a live session: the worker in which its source and its capture run. */
import * as l10n from '@vscode/l10n';
import { createCaller, type Caller } from '../../rpc/caller.js';
import { ToCaller } from '../../rpc/messages.js';
import type { LiveProfile } from '../profile.js';
import { LIVE_REQUESTS, type CaptureSettings, type LiveCounts, type LiveNews, type LiveRequests } from './messages.js';
import type { SourceState } from '../live-source.js';
import { startThread, type Thread } from './thread.js';
import { unref } from '../unref.js';

/** A worker that has said nothing for so long has stopped working, ms: it tells its counts every second. */
const SILENCE = 15_000;
/** Stopping waits for what is under way, and no longer than this, ms: VS Code itself gives an extension 5 s to end. */
const STOPPING = 4_000;

/** What a person hears of a session; no message has a password in it. */
export interface LiveListener {
  state(state: SourceState): void;
  /** `of` says whom it is about: what the capture tells is to be read before it happens. */
  notice(message: string, of: 'capture' | 'source'): void;
  counts(counts: LiveCounts): void;
  /** Lines of events to keep, where a worker has no files to write them to. */
  captured(lines: Uint8Array): void;
}

export interface LiveStart {
  readonly profile: LiveProfile;
  readonly secret: string | null;
  readonly capture: CaptureSettings;
}

export class LiveWorker {
  private readonly thread: Thread;
  private readonly caller: Caller<LiveRequests>;
  private readonly stopping = new AbortController();
  private readonly exited: Promise<void>;
  private readonly watch: NodeJS.Timeout;
  private heardAt = performance.now();
  /** Why the thread ends, where that is known before it has. */
  private why: string | null = null;
  /** The state that nothing follows: failed or stopped. */
  private over = false;

  /** Starts at once; `program` is the bundled worker, see `startThread()`. */
  constructor(
    program: string,
    private readonly start: LiveStart,
    private readonly listener: LiveListener,
  ) {
    this.thread = startThread(program, start.capture.path, {
      message: (message) => {
        this.heardAt = performance.now();
        this.caller.receive(ToCaller.parse(message));
      },
      failed: (why) => {
        this.why ??= why;
      },
    });
    this.caller = createCaller(LIVE_REQUESTS, (message) => {
      this.thread.post(message);
    });
    this.exited = this.thread.gone.then((how) => {
      clearInterval(this.watch);
      this.died(how);
    });
    this.watch = setInterval(() => {
      this.checkPulse();
    }, SILENCE / 3);
    unref(this.watch);
    void this.run();
  }

  /** Resolves when the source is stopped, what it has taken is in the file, and the thread is gone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.terminateIfLate();
    await this.exited;
  }

  private terminateIfLate(): void {
    unref(setTimeout(() => this.thread.terminate(), STOPPING));
  }

  private async run(): Promise<void> {
    const options = { news: this.receive, signal: this.stopping.signal };
    try {
      this.tell(await this.caller.ask({ method: 'run', ...this.start }, options));
      this.thread.end();
    } catch (error) {
      this.why ??= error instanceof Error ? error.message : String(error);
      this.thread.terminate();
    }
  }

  private readonly receive = (news: LiveNews): void => {
    switch (news.type) {
      case 'state':
        this.tell(news.state);
        return;
      case 'notice':
        this.listener.notice(this.withoutSecret(news.message), news.of);
        return;
      case 'captured':
        this.listener.captured(news.lines);
        return;
      case 'counts':
        this.listener.counts(news.counts);
    }
  };

  private tell(state: SourceState): void {
    if (this.over) return;
    this.over = state.kind === 'failed' || state.kind === 'stopped';
    if (this.over) this.terminateIfLate();
    this.listener.state('message' in state ? { ...state, message: this.withoutSecret(state.message) } : state);
  }

  private died(how: string): void {
    const why = this.why ?? how;
    this.caller.fail(new Error(why));
    this.tell({
      kind: 'failed',
      message: l10n.t(
        'The session stopped unexpectedly ({0}). What was acknowledged is in the capture. Start it again.',
        why,
      ),
    });
  }

  /** The machine may have slept, and the extension host with it: then the worker reports again at once. */
  private checkPulse(): void {
    const silent = performance.now() - this.heardAt;
    if (silent < SILENCE || silent > SILENCE * 2 || this.over) return;
    this.why = l10n.t('it does not answer any more');
    this.thread.terminate();
  }

  /** Sources leave passwords out of what they say; should a library's words hold one, it goes no further. */
  private withoutSecret(message: string): string {
    const { secret } = this.start;
    return secret === null || secret.length < 4 ? message : message.replaceAll(secret, '•••');
  }
}
