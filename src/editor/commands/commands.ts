/** What each command does. */
import { env, l10n, Uri, window } from 'vscode';
import type { TextLayout } from '../../analysis/requests/api.js';
import type { PictureWish } from '../../analysis/requests/timeline.js';
import { explainEndings, explainSearch } from '../diagnostics/cause-pages.js';
import { listExpected, markExpected, unmarkExpected } from '../expected/expected-actions.js';
import type { ExpectedFiles } from '../expected/expected-files.js';
import type { CommandTarget } from '../navigation/command-target.js';
import type { Navigation, Place } from '../navigation/navigation.js';
import type { LogJumps } from '../navigation/log-jumps.js';
import { announce, inform } from '../notifications.js';
import type { ActiveLog } from '../open-logs/active-log.js';
import type { KeptLogs } from '../open-logs/kept-logs.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';
import type { EventSteps } from '../reading/event-steps.js';
import type { Reach } from '../reach/reach.js';
import { sampleLog } from '../reach/sample-log.js';
import { exportReport } from '../saving/report-export.js';
import { saveExcerpt } from '../saving/session-excerpt.js';
import { chooseSeverity, copyForTicket, explainSession, type SessionOfLog } from '../saving/session-sharing.js';
import { exportTrace } from '../saving/trace-export.js';
import type { SessionDocuments } from '../session-documents/session-documents.js';
import { isMoreItem } from '../sessions-tree/sessions-tree.js';
import type { SessionsView } from '../sessions-tree/sessions-view.js';
import type { TimelinePanels } from '../timeline/timeline-panels.js';
import type { Command } from './command-ids.js';
import { sessionAskedFor } from './session-asked-for.js';

/** The parts of the extension that commands use. */
export interface CommandParts {
  readonly extensionUri: Uri;
  /** The program of the analysis, see `startThread()`. */
  readonly worker: string;
  readonly logs: OpenLogs;
  readonly keptLogs: KeptLogs;
  readonly activeLog: ActiveLog;
  readonly target: CommandTarget;
  readonly timelines: TimelinePanels;
  readonly navigation: Navigation;
  readonly eventSteps: EventSteps;
  readonly jumps: LogJumps;
  readonly documents: SessionDocuments;
  readonly expected: ExpectedFiles;
  readonly reach: Reach;
  readonly view: SessionsView;
  readonly output: Output;
  /** Shows in the log where a session ended. */
  showSession(log: OpenLog, session: number, preserveFocus: boolean): Promise<void>;
}

export type Commands = Readonly<Record<Command, (...args: unknown[]) => Promise<void> | void>>;

export function createCommands(parts: CommandParts): Commands {
  const {
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
  } = parts;

  /** A command about one session, which says so where there is none. */
  const about =
    (act: (found: SessionOfLog) => Promise<void> | void) =>
    async (what: unknown, number: unknown): Promise<void> => {
      const found = await sessionAskedFor(what, number, logs, timelines);
      if (found !== null) await act(found);
      // A menu of the list can be older than its rows: VS Code then passes on nothing.
      else void inform(l10n.t('There is no such session any more. Choose it again.'));
    };
  /** A command about the log at hand, which does nothing where there is none. */
  const aboutLog = (act: (log: OpenLog) => Promise<void> | void) => async (): Promise<void> => {
    const log = await target.atHand();
    if (log !== null) await act(log);
  };
  const openTimelineOf = async (resource: Uri | undefined): Promise<void> => {
    const log = await target.ofResource(resource);
    if (log) timelines.open(log);
  };
  const showInTimeline = about(({ log, session }) => {
    log.selection.select(session, 'tree');
    timelines.open(log);
  });
  const goTo = async ({ log, session }: SessionOfLog): Promise<void> => {
    log.selection.select(session, 'tree');
    await parts.showSession(log, session, true);
  };
  const inLayout =
    (layout: TextLayout) =>
    async (uri: unknown): Promise<void> => {
      const shown = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
      if (shown) await documents.replace(shown, { layout });
    };
  const stepTo =
    (direction: 1 | -1) =>
    (log: unknown, offset: unknown): Promise<void> =>
      eventSteps.step(direction, log instanceof Uri ? log : null, typeof offset === 'number' ? offset : null);
  const takePicture = (wish: PictureWish): (() => Promise<void>) =>
    aboutLog((log) => {
      (timelines.find(log) ?? timelines.open(log)).takePicture(wish);
    });

  return {
    openTimeline: (resource) => openTimelineOf(resource instanceof Uri ? resource : undefined),
    openLog: async () => {
      const [chosen] = (await window.showOpenDialog({ title: l10n.t('Open Janus Log'), canSelectMany: false })) ?? [];
      if (chosen) await openTimelineOf(chosen);
    },
    openSample: async () => {
      const sample = sampleLog(extensionUri);
      await window.showTextDocument(sample, { preview: false });
      await openTimelineOf(sample);
    },
    nextFlagged: (from) => navigation.step(1, placeOf(from)),
    previousFlagged: (from) => navigation.step(-1, placeOf(from)),
    nextEvent: stepTo(1),
    previousEvent: stepTo(-1),
    goToSession: () => navigation.goToSession(),
    showInLog: about(goTo),
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
    copyLink: about((found) => reach.copyLink(found)),
    saveExcerpt: about(saveExcerpt),
    explainSession: about((found) => explainSession(extensionUri, found)),
    chooseSeverity: about(chooseSeverity),
    markExpected: about((found) => markExpected(expected, found)),
    unmarkExpected: about((found) => unmarkExpected(expected, found)),
    expectedFindings: () => listExpected(expected, logs, goTo),
    showMoreSessions: (node) => {
      if (isMoreItem(node)) view.showMore(node);
    },
    exportReport: aboutLog((log) => exportReport({ extension: extensionUri, worker }, log, expected)),
    exportTrace: aboutLog(exportTrace),
    savePng: takePicture({ format: 'png', to: 'file' }),
    saveSvg: takePicture({ format: 'svg', to: 'file' }),
    copyPng: takePicture({ format: 'png', to: 'clipboard' }),
    readAgain: aboutLog((log) => log.readAgain()),
    clearIndex: () => {
      keptLogs.clear();
      announce(l10n.t('Nothing is kept of logs that were read'), 3000);
    },
    cancelReading: () => {
      activeLog.current?.cancel();
    },
    howSessionsEnd: () => explainEndings(extensionUri),
    howToSearch: () => explainSearch(extensionUri),
    goToTime: aboutLog((log) => (timelines.find(log) ?? timelines.open(log)).goToTime()),
    showOutput: () => {
      output.show();
    },
  };
}

/** Key bindings say where they were pressed, which VS Code does not. */
const placeOf = (from: unknown): Place | undefined => (from === 'tree' || from === 'timeline' ? from : undefined);
