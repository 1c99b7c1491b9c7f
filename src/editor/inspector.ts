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
import type { TextLayout } from '../analysis/api.js';
import { createAnalysisThread } from '../analysis/client.js';
import type { PictureWish } from '../analysis/timeline.js';
import { ActiveLog } from './active-log.js';
import { CommandTarget } from './command-target.js';
import { explainCause, explainEndings } from './cause-pages.js';
import type { Command, LiveCommand } from './command-ids.js';
import { CursorFollower } from './cursor-follower.js';
import type { Live } from './live/live.js';
import { showDecoded } from './decoded-tab.js';
import { LogDiagnostics } from './diagnostics.js';
import type { LogHead } from './log-head.js';
import { LogJumps } from './log-jumps.js';
import { Navigation, type Place } from './navigation.js';
import { speakAsVsCode } from './language.js';
import { announce } from './notifications.js';
import type { OpenLog } from './open-log.js';
import { OpenLogs } from './open-logs.js';
import type { Output } from './output.js';
import { ReadingProgress } from './reading-progress.js';
import { exportReport } from './report-export.js';
import { saveExcerpt } from './session-excerpt.js';
import { SessionActions } from './session-actions.js';
import { SessionDocumentLenses } from './session-document-lenses.js';
import { sessionDocumentOf } from './session-document-uri.js';
import { SessionDocuments } from './session-documents.js';
import type { SessionTextSource } from './session-files.js';
import { chooseSeverity, copyForTicket, explainSession, type SessionOfLog } from './session-sharing.js';
import { SessionsView } from './sessions-view.js';
import { isMoreItem, isSessionItem } from './sessions-tree.js';
import { Settings } from './settings.js';
import { LogStatusBar } from './status-bar.js';
import { TIMELINE, TimelinePanels } from './timeline-panels.js';
import { exportTrace } from './trace-export.js';

/** What the entry file needs once there is something to do. */
export interface Inspector {
  /** The texts of documents that show the events of a session. */
  readonly documents: SessionTextSource;
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
  speakAsVsCode();
  const { extensionUri, subscriptions } = context;
  const settings = new Settings(output);
  const worker = Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath;
  const logs = new OpenLogs(() => createAnalysisThread(worker), output);
  const activeLog = new ActiveLog(logs);
  const target = new CommandTarget(logs, activeLog);
  const documents = new SessionDocuments(logs, output);
  const jumps = new LogJumps(async (log, offset, { besides: column }) => {
    const event = await log.analysis.ask({ method: 'eventAt', offset });
    if (event !== null) await documents.open(log, event.session, event.number, column);
    return event !== null;
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
      showEvents: (log, session) => documents.open(log, session, null),
    },
    output,
  );
  const navigation = new Navigation(target, jumps, timelines, settings);
  const view = new SessionsView(activeLog, settings, output);

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
    timelines,
    view,
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
  const live = (): Promise<Live> =>
    (started ??= import('./live/live.js').then(({ startLive }) => startLive(context, logs, timelines, output)));

  /** The session that a command is about: a row of the tree, what is selected in the timeline, or a document and a number. */
  const askedSession = async (about: unknown, number: unknown): Promise<SessionOfLog | null> => {
    if (isSessionItem(about)) return { log: about.log, session: about.row.index };
    if (isFromTimeline(about)) return selectedIn(timelines.front);
    const log = about instanceof Uri ? logs.find(about) : null;
    if (log === null || about === undefined) return null;
    if (typeof number === 'number') return { log, session: number };
    const document = sessionDocumentOf(about as Uri);
    const session = document === null ? null : await log.analysis.ask({ method: 'find', key: document.session });
    return session === null ? null : { log, session };
  };
  const about =
    (act: (found: SessionOfLog) => Promise<void>) =>
    async (what: unknown, number: unknown): Promise<void> => {
      const found = await askedSession(what, number);
      if (found !== null) await act(found);
    };
  const showInTimeline = async (about: unknown, number?: unknown): Promise<void> => {
    const found = await askedSession(about, number);
    if (found === null) return;
    found.log.selection.select(found.session, 'tree');
    timelines.open(found.log);
  };
  const shownDocument = (uri: unknown): Uri | undefined =>
    uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
  const inLayout =
    (layout: TextLayout) =>
    async (about: unknown): Promise<void> => {
      const uri = shownDocument(about);
      if (uri) await documents.replace(uri, { layout });
    };

  const takePicture = (wish: PictureWish) => async (): Promise<void> => {
    const log = await target.atHand();
    if (log) (timelines.find(log) ?? timelines.open(log)).takePicture(wish);
  };

  const commands: Record<Command, (...args: unknown[]) => Promise<void> | void> = {
    openTimeline: async (resource) => {
      const log = await target.ofResource(resource instanceof Uri ? resource : undefined);
      if (log) timelines.open(log);
    },
    openLog: async () => {
      const [chosen] = (await window.showOpenDialog({ title: l10n.t('Open Janus Log'), canSelectMany: false })) ?? [];
      const log = chosen && (await target.ofResource(chosen));
      if (log) timelines.open(log);
    },
    nextFlagged: (from) => navigation.step(1, placeOf(from)),
    previousFlagged: (from) => navigation.step(-1, placeOf(from)),
    goToSession: () => navigation.goToSession(),
    showInLog: about(async ({ log, session }) => {
      log.selection.select(session, 'tree');
      await showSession(log, session, true);
    }),
    showInTimeline,
    showSessionOfEvents: showInTimeline,
    showEvents: about(({ log, session }) => documents.open(log, session, null)),
    showEventsFrom: async (uri, from) => {
      if (uri instanceof Uri && typeof from === 'number') await documents.replace(uri, { from });
    },
    showEventsAsWritten: inLayout('written'),
    showEventsPretty: inLayout('pretty'),
    showEventInLog: async (uri, offset, length) => {
      const log = uri instanceof Uri ? logs.find(uri) : null;
      if (log !== null && typeof offset === 'number' && typeof length === 'number')
        await jumps.toPlace(log, offset, length, { preserveFocus: false, whole: true });
    },
    copySessionId: about(async ({ log, session }) => {
      await env.clipboard.writeText((await log.analysis.ask({ method: 'row', session })).id);
      announce(l10n.t('Session id copied'), 3000);
    }),
    copyForTicket: about(copyForTicket),
    saveExcerpt: about(saveExcerpt),
    explainSession: about((found) => explainSession(extensionUri, found)),
    chooseSeverity: about(chooseSeverity),
    showMoreSessions: (node) => {
      if (isMoreItem(node)) view.showMore(node);
    },
    exportReport: async () => {
      const log = await target.atHand();
      if (log) await exportReport(extensionUri, log);
    },
    exportTrace: async () => {
      const log = await target.atHand();
      if (log) await exportTrace(log);
    },
    savePng: takePicture({ format: 'png', to: 'file' }),
    saveSvg: takePicture({ format: 'svg', to: 'file' }),
    copyPng: takePicture({ format: 'png', to: 'clipboard' }),
    readAgain: async () => {
      const log = await target.atHand();
      await log?.readAgain();
    },
    cancelReading: () => {
      activeLog.current?.cancel();
    },
    howSessionsEnd: () => explainEndings(extensionUri),
    showOutput: () => {
      output.show();
    },
  };

  return {
    documents,
    found(source, head, tab) {
      const log = logs.open(source, head.encoded);
      // What the editor shows as text stays open beside it.
      if (head.binary) void showDecoded(log, tab);
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

/** What VS Code passes on from the context menu of a webview: the keys that the page has set. */
const isFromTimeline = (about: unknown): boolean =>
  typeof about === 'object' && about !== null && 'webview' in about && about.webview === TIMELINE;

/** The page selects what its menu is about. */
function selectedIn(log: OpenLog | null): SessionOfLog | null {
  const session = log?.selection.session ?? null;
  return log === null || session === null ? null : { log, session };
}
