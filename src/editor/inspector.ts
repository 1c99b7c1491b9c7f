import {
  Disposable,
  env,
  l10n,
  Uri,
  window,
  type ExtensionContext,
  type Tab,
  type ViewColumn,
  type WebviewPanel,
} from 'vscode';
import { createLogAnalysis } from '../analysis/client.js';
import { ActiveLog } from './active-log.js';
import { AskedLog } from './asked-log.js';
import { explainCause } from './cause-pages.js';
import type { Command, LiveCommand } from './command-ids.js';
import { CursorFollower } from './cursor-follower.js';
import type { Live } from './live/live.js';
import { showDecoded } from './decoded-tab.js';
import { LogDiagnostics } from './diagnostics.js';
import type { LogHead } from './log-head.js';
import { LogJumps } from './log-jumps.js';
import { Navigation, type Place } from './navigation.js';
import type { OpenLog } from './open-log.js';
import { OpenLogs } from './open-logs.js';
import type { Output } from './output.js';
import { ReadingProgress } from './reading-progress.js';
import { SessionsView } from './sessions-view.js';
import { isMoreItem, isSessionItem } from './sessions-tree.js';
import { Settings } from './settings.js';
import { LogStatusBar } from './status-bar.js';
import { TimelinePanels } from './timeline-panels.js';
import { exportTrace } from './trace-export.js';

/** What the entry file needs once there is something to do. */
export interface Inspector {
  /** A Janus log has been opened in a tab. */
  found(source: Uri, head: LogHead, tab: Tab): void;
  run(command: Command, args: readonly unknown[]): Promise<void>;
  runLive(command: LiveCommand, args: readonly unknown[]): Promise<void>;
  restoreTimeline(panel: WebviewPanel, state: unknown): Promise<void>;
  /** Asks whether the live sessions that ran when the window closed are to run again. */
  offerResume(): Promise<void>;
  /** Ends what needs time to end: live sessions. */
  stop(): Promise<void>;
}

/** Makes the parts of the extension and wires them. */
export function startInspector(context: ExtensionContext, output: Output): Inspector {
  const { extensionUri, subscriptions } = context;
  const settings = new Settings(output);
  const worker = Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath;
  const logs = new OpenLogs(() => createLogAnalysis(worker), output);
  const activeLog = new ActiveLog(logs);
  const asked = new AskedLog(logs, activeLog);
  const jumps = new LogJumps();
  const besides = (log: OpenLog): ViewColumn | undefined => timelines.find(log)?.panel.viewColumn;
  const showSession = async (log: OpenLog, session: number, preserveFocus: boolean): Promise<void> => {
    const row = await log.analysis.row(session);
    await jumps.toSession(log, row, { preserveFocus, besides: besides(log) });
  };
  const timelines = new TimelinePanels(
    extensionUri,
    logs,
    {
      openPlace: (log, offset, length, preserveFocus) =>
        jumps.toPlace(log, offset, length, { preserveFocus, besides: besides(log) }),
      openSession: showSession,
      explain: (cause) => explainCause(extensionUri, cause),
    },
    output,
  );
  const navigation = new Navigation(asked, jumps, timelines);
  const view = new SessionsView(activeLog, output);

  const ofLogs = new Map<OpenLog, Disposable>();
  logs.onDidOpen((log) => {
    ofLogs.set(log, Disposable.from(new LogDiagnostics(log, extensionUri, settings, output), new ReadingProgress(log)));
  });
  logs.onDidClose((log) => {
    ofLogs.get(log)?.dispose();
    ofLogs.delete(log);
  });
  timelines.onDidChangeFront((log) => {
    activeLog.timelineInFront(log);
  });
  subscriptions.push(
    timelines,
    view,
    new CursorFollower(logs, jumps, settings, output),
    new LogStatusBar(activeLog),
    activeLog,
    new Disposable(() => {
      for (const parts of ofLogs.values()) parts.dispose();
    }),
    logs,
    settings,
  );

  let started: Promise<Live> | undefined;
  const live = (): Promise<Live> =>
    (started ??= import('./live/live.js').then(({ startLive }) => startLive(context, logs, timelines, output)));

  const commands: Record<Command, (...args: unknown[]) => Promise<void> | void> = {
    openTimeline: async (resource) => {
      const log = await asked.ofResource(resource instanceof Uri ? resource : undefined);
      if (log) timelines.open(log);
    },
    nextFlagged: (from) => navigation.step(1, placeOf(from)),
    previousFlagged: (from) => navigation.step(-1, placeOf(from)),
    goToSession: () => navigation.goToSession(),
    showInLog: (node) => {
      if (!isSessionItem(node)) return;
      const { log, row } = node;
      log.selection.select(row.index, 'tree');
      return jumps.toSession(log, row, { preserveFocus: true, besides: besides(log) });
    },
    showInTimeline: (node) => {
      if (!isSessionItem(node)) return;
      const { log, row } = node;
      log.selection.select(row.index, 'tree');
      timelines.open(log);
    },
    copySessionId: async (node) => {
      if (!isSessionItem(node)) return;
      await env.clipboard.writeText(node.row.id);
      window.setStatusBarMessage(l10n.t('Session id copied'), 3000);
    },
    showMoreSessions: (node) => {
      if (isMoreItem(node)) view.showMore(node);
    },
    exportTrace: async () => {
      const log = await asked.atHand();
      if (log) await exportTrace(log);
    },
    readAgain: async () => {
      const log = await asked.atHand();
      await log?.readAgain();
    },
    cancelReading: () => {
      activeLog.current?.cancel();
    },
    showOutput: () => {
      output.show();
    },
  };

  return {
    found(source, head, tab) {
      const log = logs.open(source, head.encoded);
      if (head.encoded) void showDecoded(log, tab);
    },
    async run(command, args) {
      await commands[command](...args);
    },
    runLive: async (command, args) => (await live()).run(command, args),
    offerResume: async () => (await live()).offerResume(),
    stop: async () => (await started)?.stop(),
    restoreTimeline: (panel, state) => timelines.restore(panel, state),
  };
}

/** Key bindings say where they were pressed, which VS Code does not. */
const placeOf = (from: unknown): Place | undefined => (from === 'tree' || from === 'timeline' ? from : undefined);
