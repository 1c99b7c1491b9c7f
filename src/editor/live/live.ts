/** Live sessions in the editor: a bundle of its own, loaded when the first one is started or offered again. */
import { Disposable, l10n, Uri, type ExtensionContext } from 'vscode';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { SourceProblem } from '../../live/live-source.js';
import { janusConfiguration } from '../../live/profile.js';
import type { LiveCommand } from '../commands/command-ids.js';
import { speakAsVsCode } from '../language.js';
import { fail, inform, warn } from '../notifications.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';
import type { TimelinePanels } from '../timeline/timeline-panels.js';
import { Captures } from './captures.js';
import { ConfigurationDocument } from './configuration-document.js';
import { askAction, askSession, type LiveAction } from './live-menu.js';
import type { LiveSession } from './live-session.js';
import { LiveSessions } from './live-sessions.js';
import { LiveSettings } from './live-settings.js';
import { LiveStatusBar } from './live-status-bar.js';
import { isLiveItem } from './live-tree.js';
import { LiveView } from './live-view.js';
import { RunningSessions } from './resume.js';
import { keptWords, revealCapture } from './reveal-capture.js';
import { LiveSecrets } from './secrets.js';
import { SilentEndings } from './silent-endings.js';
import { StartWizard, type Chosen } from './start-wizard.js';

// What is wrong with a profile is said in words.
z.config(en());

export interface Live {
  run(command: LiveCommand, args: readonly unknown[]): Promise<void>;
  /** Asks whether what ran when the window closed is to run again. */
  offerResume(): Promise<void>;
  /** Ends all sessions, for the end of the extension: what runs is offered again by the next one. */
  stop(): Promise<void>;
}

/** `worker` is the program of a session's worker, see `startThread()`. */
export function startLive(
  context: ExtensionContext,
  worker: string,
  logs: OpenLogs,
  timelines: TimelinePanels,
  output: Output,
): Live {
  speakAsVsCode();
  return new LiveInEditor(context, worker, logs, timelines, output);
}

class LiveInEditor implements Live {
  private readonly settings: LiveSettings;
  private readonly sessions: LiveSessions;
  private readonly wizard: StartWizard;
  private readonly running: RunningSessions;
  private readonly configuration = new ConfigurationDocument();
  private readonly view: LiveView;
  private readonly watched = new Map<LiveSession, Disposable>();
  private closing = false;
  /** What is still to be said of how captures are kept. */
  private kept: string | null = null;

  constructor(
    context: ExtensionContext,
    worker: string,
    logs: OpenLogs,
    private readonly timelines: TimelinePanels,
    private readonly output: Output,
  ) {
    this.kept = keptWords();
    this.settings = new LiveSettings(output);
    this.sessions = new LiveSessions(worker, new Captures(context, this.settings), logs);
    this.wizard = new StartWizard(this.settings, new LiveSecrets(context.secrets));
    this.running = new RunningSessions(context.workspaceState);
    this.view = new LiveView(this.sessions);
    context.subscriptions.push(
      this.configuration,
      this.view,
      new LiveStatusBar(this.sessions),
      this.sessions.onDidChangeList(() => {
        this.watchAll();
      }),
      new Disposable(() => {
        for (const parts of this.watched.values()) parts.dispose();
      }),
      this.sessions,
    );
  }

  async run(command: LiveCommand, [first]: readonly unknown[]): Promise<void> {
    switch (command) {
      case 'startLive':
        return this.choose();
      case 'stopLive':
        return (await this.sessionOf(first, this.sessions.active, l10n.t('Which session is to stop?')))?.stop();
      case 'showLiveNotice':
        if (typeof first === 'string') void warn(first);
        return;
      case 'copyLiveConfiguration':
        if (first instanceof Uri) return this.configuration.copy(first);
    }
    const session = await this.sessionOf(first, this.sessions.all, l10n.t('Which session?'));
    if (!session) return;
    if (command === 'forgetLive') {
      if (!session.active && (await this.sessions.mayForget(session))) this.sessions.forget(session);
      return;
    }
    const action = command === 'liveMenu' ? await askAction(session) : ACTIONS[command];
    if (action !== undefined) await this.act(session, action);
  }

  async offerResume(): Promise<void> {
    for (const { profile, capture } of await this.running.offer(this.settings.profiles)) {
      const chosen = await this.wizard.withSecret(profile);
      if (chosen !== null) await this.start(chosen, capture);
    }
  }

  async stop(): Promise<void> {
    this.closing = true;
    await this.sessions.stopAll();
  }

  private async act(session: LiveSession, action: LiveAction): Promise<void> {
    const { profile } = session;
    switch (action) {
      case 'timeline':
        this.timelines.open(this.sessions.logOf(session));
        return;
      case 'view':
        return this.view.reveal(session);
      case 'configuration':
        return this.configuration.show(profile);
      case 'copyConfiguration':
        return this.configuration.copy(profile);
      case 'capture':
        return revealCapture(session.capture);
      case 'stop':
        return session.stop();
      case 'restart':
        if (!session.active) return this.startIfChosen(await this.wizard.withSecret(profile));
        return;
      case 'edit':
        if (!session.active) return this.startIfChosen(await this.wizard.edit(profile));
    }
  }

  private async choose(): Promise<void> {
    await this.startIfChosen(await this.wizard.choose(this.sessions.active.map(({ profile }) => profile.name)));
  }

  private async startIfChosen(chosen: Chosen | null): Promise<void> {
    if (chosen !== null) await this.start(chosen);
  }

  private async start(chosen: Chosen, capture?: string): Promise<void> {
    const { profile, secret } = chosen;
    for (const over of this.sessions.overOf(profile)) if (!(await this.sessions.mayForget(over))) return;
    let session: LiveSession;
    try {
      session = await this.sessions.start(profile, secret, capture);
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      void fail(error.message);
      return;
    }
    const { state } = session;
    if (state.kind === 'failed') return;
    this.timelines.openAside(this.sessions.logOf(session));
    // Said once in a window.
    if (this.kept !== null) void inform(this.kept);
    this.kept = null;
    if (state.kind === 'waiting') void warn(l10n.t('{0}: {1}', profile.name, state.message));
    else if (chosen.fresh) this.tellConfiguration(session);
  }

  /** What is left to do is in Janus' configuration. */
  private tellConfiguration(session: LiveSession): void {
    const { profile } = session;
    if (janusConfiguration(profile).length === 0) return;
    const show = l10n.t('Show Janus Configuration');
    const copy = l10n.t('Copy');
    const words = l10n.t('{0} is ready at {1}. Let Janus send its events there.', profile.name, session.where);
    void inform(words, show, copy).then(async (chosen) => {
      if (chosen === show) await this.configuration.show(profile);
      else if (chosen === copy) await this.configuration.copy(profile);
    });
  }

  /** Follows sessions that have come, and lets go of those that went. */
  private watchAll(): void {
    for (const [session, parts] of this.watched) {
      if (this.sessions.all.includes(session)) continue;
      parts.dispose();
      this.watched.delete(session);
    }
    for (const session of this.sessions.all) if (!this.watched.has(session)) this.watch(session);
  }

  private watch(session: LiveSession): void {
    const { profile } = session;
    let before = '';
    let silent: SilentEndings | null = null;
    const states = session.onDidChange(() => {
      const { state } = session;
      if (state.kind === before) return;
      before = state.kind;
      this.output.info(`Live session ${profile.name}: ${state.kind}${'message' in state ? `: ${state.message}` : ''}`);
      if (!this.closing) void this.running.remember(this.sessions.running);
      if (state.kind === 'running')
        silent ??= new SilentEndings(
          profile.name,
          this.sessions.logOf(session),
          this.settings,
          () => {
            this.timelines.open(this.sessions.logOf(session));
          },
          (count) => {
            this.view.endedSilently(session, count);
          },
          () => this.timelines.front === this.sessions.logOf(session),
        );
      if (state.kind === 'failed') this.tellFailure(session, state.message);
    });
    const warnings = session.onDidWarn((message) => {
      void warn(l10n.t('{0}: {1}', profile.name, message));
    });
    const silence = new Disposable(() => silent?.dispose());
    const looks = this.timelines.onDidChangeFront((log) => {
      if (log !== null && log === this.sessions.logOf(session)) silent?.look(true);
    });
    this.watched.set(session, Disposable.from(states, warnings, silence, looks));
  }

  private tellFailure(session: LiveSession, message: string): void {
    const again = l10n.t('Start Again');
    const edit = l10n.t('Edit Profile…');
    void fail(l10n.t('{0}: {1}', session.profile.name, message), again, edit).then(async (chosen) => {
      if (chosen === again) await this.act(session, 'restart');
      else if (chosen === edit) await this.act(session, 'edit');
    });
  }

  private sessionOf(
    given: unknown,
    sessions: readonly LiveSession[],
    question: string,
  ): Promise<LiveSession | undefined> {
    if (isLiveItem(given)) return Promise.resolve(given.session);
    if (sessions.length === 0) void inform(l10n.t('No live session is running.'));
    return askSession(sessions, question);
  }
}

const ACTIONS: Record<
  | 'liveTimeline'
  | 'showLiveConfiguration'
  | 'copyLiveConfiguration'
  | 'revealCapture'
  | 'saveCapture'
  | 'restartLive'
  | 'editLive',
  LiveAction
> = {
  liveTimeline: 'timeline',
  showLiveConfiguration: 'configuration',
  copyLiveConfiguration: 'copyConfiguration',
  revealCapture: 'capture',
  saveCapture: 'capture',
  restartLive: 'restart',
  editLive: 'edit',
};
