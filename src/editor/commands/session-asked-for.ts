import { Uri } from 'vscode';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { SessionOfLog } from '../saving/session-sharing.js';
import { sessionDocumentOf } from '../session-documents/session-document-uri.js';
import { isSessionItem } from '../sessions-tree/sessions-tree.js';
import { TIMELINE, type TimelinePanels } from '../timeline/timeline-panels.js';

/**
 * The session that a command is about, by what VS Code passes on: a row of the tree, what is selected in the timeline, or
 * a document and a number. null where there is none.
 */
export async function sessionAskedFor(
  about: unknown,
  number: unknown,
  logs: OpenLogs,
  timelines: TimelinePanels,
): Promise<SessionOfLog | null> {
  if (isSessionItem(about)) return { log: about.log, session: about.row.index };
  if (isFromTimeline(about)) return selectedIn(timelines.front);
  if (!(about instanceof Uri)) return null;
  const log = logs.find(about);
  if (log === null) return null;
  if (typeof number === 'number') return { log, session: number };
  const document = sessionDocumentOf(about);
  const session = document === null ? null : await log.analysis.ask({ method: 'find', key: document.session });
  return session === null ? null : { log, session };
}

/** What VS Code passes on from the context menu of a webview: the keys that the page has set. */
const isFromTimeline = (about: unknown): boolean =>
  typeof about === 'object' && about !== null && 'webview' in about && about.webview === TIMELINE;

/** The page selects what its menu is about. */
function selectedIn(log: OpenLog | null): SessionOfLog | null {
  const session = log?.selection.session ?? null;
  return log === null || session === null ? null : { log, session };
}
