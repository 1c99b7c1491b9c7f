import { Disposable, type Uri, type ExtensionContext, type Tab, type ViewColumn, type WebviewPanel } from 'vscode';
import { createAnalysisThread } from '../analysis/client.js';
import { ActiveLog } from './open-logs/active-log.js';
import { CommandTarget } from './navigation/command-target.js';
import { explainCause, explainEndings, explainSearch } from './diagnostics/cause-pages.js';
import { ExpectedFiles } from './expected/expected-files.js';
import type { Command, LiveCommand } from './commands/command-ids.js';
import { createCommands } from './commands/commands.js';
import { CursorFollower } from './navigation/cursor-follower.js';
import type { Live, startLive } from './live/live.js';
import { showDecoded } from './open-logs/decoded-tab.js';
import { KeptLogs } from './open-logs/kept-logs.js';
import { LogDiagnostics } from './diagnostics/diagnostics.js';
import type { LogHead } from './open-logs/content/log-head.js';
import { EventSteps } from './reading/event-steps.js';
import { LogPlaces } from './reading/log-places.js';
import { registerReading } from './reading/reading.js';
import { LogLanguage } from './reading/log-language.js';
import { LogJumps } from './navigation/log-jumps.js';
import { Navigation } from './navigation/navigation.js';
import { speakAsVsCode } from './language.js';
import { tellTimesAsChosen } from './open-logs/clocks.js';
import type { OpenLog } from './open-logs/open-log.js';
import { OpenLogs } from './open-logs/open-logs.js';
import type { Output } from './output.js';
import { rememberUse } from './open-logs/used-here.js';
import { ReadingProgress } from './open-logs/reading-progress.js';
import { Reach } from './reach/reach.js';
import { SessionActions } from './diagnostics/session-actions.js';
import { SessionDocumentLenses } from './session-documents/session-document-lenses.js';
import { SessionDocuments } from './session-documents/session-documents.js';
import type { SessionTextSource } from './session-documents/session-files.js';
import { SessionsView } from './sessions-tree/sessions-view.js';
import { Settings } from './settings.js';
import { LogStatusBar } from './status-bar.js';
import { TimelinePanels } from './timeline/timeline-panels.js';

/** What the entry file needs once there is something to do. */
export interface Inspector {
  /** The texts of documents that show the events of a session. */
  readonly documents: SessionTextSource;
  /** Questions and links from outside. */
  readonly reach: Reach;
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

/** What live sessions need. */
export interface LiveParts {
  readonly load: () => Promise<typeof startLive>;
  /** The program of a session's worker. */
  readonly worker: string;
}

/**
 * Makes the parts of the extension and wires them. `worker` is the program of the analysis, see `startThread()`.
 */
export function startInspector(context: ExtensionContext, output: Output, worker: string, live: LiveParts): Inspector {
  speakAsVsCode();
  const { extensionUri, subscriptions } = context;
  const settings = new Settings(output);
  const keptLogs = new KeptLogs(context, settings, output);
  const logs = new OpenLogs(() => createAnalysisThread(worker, keptLogs.place, () => settings.clock), output);
  const clocks = tellTimesAsChosen(settings, logs, output);
  const expected = new ExpectedFiles(logs, output);
  const activeLog = new ActiveLog(logs);
  const target = new CommandTarget(logs, activeLog);
  const documents = new SessionDocuments(logs, output);
  const jumps = new LogJumps(async (log, offset, { besides: column, session: about }) => {
    const event = await log.analysis.ask({ method: 'eventAt', offset });
    const session = event?.session ?? about;
    if (session === undefined) return false;
    await documents.open(log, session, event?.number ?? null, column);
    return true;
  });
  const besides = (log: OpenLog): ViewColumn | undefined => timelines.find(log)?.panel.viewColumn;
  const showSession = async (log: OpenLog, session: number, preserveFocus: boolean): Promise<void> => {
    const row = await log.analysis.ask({ method: 'row', session });
    await jumps.toSession(log, row, { preserveFocus, besides: besides(log) });
  };
  const timelines = new TimelinePanels(
    extensionUri,
    logs,
    {
      openPlace: (log, offset, length, preserveFocus) =>
        jumps.toPlace(log, offset, length, { preserveFocus, besides: besides(log) }),
      openSession: showSession,
      explain: (cause) => (cause === null ? explainEndings(extensionUri) : explainCause(extensionUri, cause)),
      explainSearch: () => explainSearch(extensionUri),
      showEvents: (log, session) => documents.open(log, session, null),
    },
    context.workspaceState,
    settings,
    output,
  );
  const navigation = new Navigation(target, jumps, timelines, settings);
  const reach = new Reach(context, logs, timelines, target, worker);
  const view = new SessionsView(activeLog, settings, output);
  const language = new LogLanguage(logs, output);
  const places = new LogPlaces(logs, documents, output);
  const eventSteps = new EventSteps(logs, places, jumps, documents);

  const diagnostics = new Map<OpenLog, LogDiagnostics>();
  const progress = new Map<OpenLog, ReadingProgress>();
  logs.onDidOpen((log) => {
    diagnostics.set(log, new LogDiagnostics(log, extensionUri, settings, output));
    progress.set(log, new ReadingProgress(log));
  });
  logs.onDidClose((log) => {
    for (const parts of [diagnostics, progress]) {
      parts.get(log)?.dispose();
      parts.delete(log);
    }
  });
  timelines.onDidChangeFront((log) => {
    activeLog.timelineInFront(log);
  });
  subscriptions.push(
    rememberUse(context.workspaceState, logs),
    clocks,
    expected,
    reach,
    timelines,
    view,
    language,
    registerReading(logs, places, settings),
    new CursorFollower(logs, jumps, settings, output),
    new LogStatusBar(activeLog),
    activeLog,
    documents,
    SessionDocumentLenses.register(documents),
    SessionActions.register(logs, (log) => diagnostics.get(log)),
    new Disposable(() => {
      for (const parts of [...diagnostics.values(), ...progress.values()]) parts.dispose();
    }),
    logs,
    settings,
  );

  let started: Promise<Live> | undefined;
  const startedLive = (): Promise<Live> =>
    (started ??= live.load().then((start) => start(context, live.worker, logs, timelines, output)));

  const commands = createCommands({
    extensionUri,
    worker,
    logs,
    keptLogs,
    activeLog,
    target,
    timelines,
    navigation,
    eventSteps,
    jumps,
    documents,
    expected,
    reach,
    view,
    output,
    showSession,
  });

  return {
    documents,
    reach,
    found(source, head, tab) {
      const log = logs.open(source, head.encoded);
      language.found(log);
      // What the editor shows as text stays open beside it.
      if (head.binary) void showDecoded(log, tab);
    },
    async run(command, args) {
      await commands[command](...args);
    },
    runLive: async (command, args) => (await startedLive()).run(command, args),
    offerResume: async () => (await startedLive()).offerResume(),
    stop: async () => (await started)?.stop(),
    restoreTimeline: (panel, state) => timelines.restore(panel, state),
  };
}
