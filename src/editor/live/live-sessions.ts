/** The live sessions of this window: each is started from a profile, writes a capture, and its log is followed. */
import { Disposable, EventEmitter } from 'vscode';
import type { LiveProfile } from '../../live/profile.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Captures } from './captures.js';
import { LiveSession } from './live-session.js';

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

  /** `worker` is the program of a session's worker. */
  constructor(
    private readonly worker: string,
    private readonly captures: Captures,
    private readonly logs: OpenLogs,
  ) {}

  /** In order of their start. */
  get all(): readonly LiveSession[] {
    return [...this.sessions.keys()];
  }

  get active(): readonly LiveSession[] {
    return this.all.filter((session) => session.active);
  }

  /** What has to be offered after a reload. */
  get running(): Running[] {
    return this.active.map(({ profile, capturePath }) => ({ profile: profile.name, capture: capturePath }));
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
    const settings = await this.captures.of(profile, capture);
    // A profile that is started again replaces its earlier session in the list.
    for (const other of this.overOf(profile)) this.forget(other);
    const session = new LiveSession(profile, this.worker, settings, this.captures);
    this.sessions.set(
      session,
      session.onDidChange(() => {
        this.update(session);
      }),
    );
    session.begin(secret);
    this.listed.fire();
    await settled(session);
    if (session.state.kind === 'failed') await this.captures.removeIfEmpty(session.capture);
    else this.logOf(session);
    return session;
  }

  /** Sessions of a profile that are over: starting it again replaces them. */
  overOf({ name }: LiveProfile): LiveSession[] {
    return this.all.filter(({ profile, active }) => profile.name === name && !active);
  }

  /** Whether a person lets go of what goes with a session that is taken off the list. */
  mayForget(session: LiveSession): Promise<boolean> {
    return this.captures.mayGo(session.profile, session.capture);
  }

  /** Takes a session that is over off the list. */
  forget(session: LiveSession): void {
    this.sessions.get(session)?.dispose();
    this.sessions.delete(session);
    this.followed.get(session)?.hold.dispose();
    this.followed.delete(session);
    this.captures.letGo(session.capture);
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
