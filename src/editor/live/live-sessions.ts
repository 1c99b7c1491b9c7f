/** The live sessions of this window: each is started from a profile, writes a capture, and its log is followed. */
import * as l10n from '@vscode/l10n';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Disposable, EventEmitter, Uri, type ExtensionContext } from 'vscode';
import { SourceProblem } from '../../live/live-source.js';
import type { LiveProfile } from '../../live/profile.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import { captureFolder } from './capture-folder.js';
import { LiveSession } from './live-session.js';
import type { LiveSettings } from './live-settings.js';

/** A session that was running when its window closed, in the workspace's storage. */
export interface Running {
  readonly profile: string;
  readonly capture: string;
}

interface Followed {
  readonly log: OpenLog;
  readonly hold: Disposable;
}

export class LiveSessions implements Disposable {
  private readonly sessions = new Map<LiveSession, Disposable>();
  private readonly followed = new Map<LiveSession, Followed>();
  private readonly listed = new EventEmitter<void>();
  private readonly changed = new EventEmitter<LiveSession>();
  /** A session has come or gone. */
  readonly onDidChangeList = this.listed.event;
  readonly onDidChange = this.changed.event;
  private readonly workerPath: string;

  constructor(
    private readonly context: ExtensionContext,
    private readonly logs: OpenLogs,
    private readonly settings: LiveSettings,
  ) {
    this.workerPath = Uri.joinPath(context.extensionUri, 'dist', 'live-worker.js').fsPath;
  }

  /** In order of their start. */
  get all(): readonly LiveSession[] {
    return [...this.sessions.keys()];
  }

  get active(): readonly LiveSession[] {
    return this.all.filter((session) => session.active);
  }

  /** What has to be offered after a reload. */
  get running(): Running[] {
    return this.active.map(({ profile, capture }) => ({ profile: profile.name, capture: capture.fsPath }));
  }

  /** The log of a session's capture, opened if it was not. */
  logOf(session: LiveSession): OpenLog {
    const known = this.followed.get(session);
    if (known) return known.log;
    const log = this.logs.open(session.capture, false);
    log.title = session.profile.name;
    const hold = this.logs.hold(log);
    this.followed.set(session, { log, hold });
    return log;
  }

  /**
   * Starts a session and resolves once it runs, waits for its broker or has failed: its state tells. `capture` is the
   * file to go on with; without it a new one is made. Throws {@link SourceProblem} when there is no place for one.
   */
  async start(profile: LiveProfile, secret: string | null, capture?: string): Promise<LiveSession> {
    const path = capture ?? (await this.newCapture(profile));
    // A profile that is started again replaces its earlier session in the list.
    for (const other of this.all) if (other.profile.name === profile.name && !other.active) this.forget(other);
    const session = new LiveSession(profile, this.workerPath, { path, ...this.settings.limits });
    this.sessions.set(
      session,
      session.onDidChange(() => {
        this.update(session);
      }),
    );
    session.begin(secret);
    this.listed.fire();
    await settled(session);
    if (session.state.kind === 'failed') await session.removeIfEmpty();
    else this.logOf(session);
    return session;
  }

  /** Takes a session that is over off the list. */
  forget(session: LiveSession): void {
    this.sessions.get(session)?.dispose();
    this.sessions.delete(session);
    this.followed.get(session)?.hold.dispose();
    this.followed.delete(session);
    session.dispose();
    this.listed.fire();
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.active.map((session) => session.stop()));
  }

  dispose(): void {
    // Not the sessions: VS Code disposes of this before deactivate(), which stops them, has ended.
    Disposable.from(...this.sessions.values(), ...[...this.followed.values()].map(({ hold }) => hold)).dispose();
    this.listed.dispose();
    this.changed.dispose();
  }

  private update(session: LiveSession): void {
    const followed = this.followed.get(session);
    followed?.log.changedOnDisk();
    this.changed.fire(session);
  }

  private async newCapture({ name }: LiveProfile): Promise<string> {
    try {
      const folder = await captureFolder(this.context);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return join(folder, l10n.t('{0}-{1}.jsonl', fileName(name), stamp(new Date())));
    } catch (error) {
      if (error instanceof SourceProblem) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new SourceProblem(
        l10n.t(
          'There is no place for the capture: {0}. Set janusEvents.live.captureFolder to a folder that can be written.',
          why,
        ),
      );
    }
  }
}

/** Resolves when a session is no longer starting. */
function settled(session: LiveSession): Promise<void> {
  if (session.state.kind !== 'starting') return Promise.resolve();
  return new Promise((resolve) => {
    const listener = session.onDidChange(() => {
      if (session.state.kind === 'starting') return;
      listener.dispose();
      resolve();
    });
  });
}

/** A name as every file system takes it. */
function fileName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w.-]+/g, '-');
  return plain.replace(/^[-.]+|[-.]+$/g, '').toLowerCase() || 'live';
}

/** "20261124-151617-042", UTC */
const stamp = (date: Date): string => date.toISOString().replace(/[-:Z]/g, '').replace(/[T.]/g, '-');
