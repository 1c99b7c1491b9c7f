/**
 * A log has two URIs: where its bytes are (`source`) and where an editor shows its text (`text`). They differ for
 * logs whose text has to be decoded (gzip, CSV, records of a container) and for those with NUL separators, which VS Code takes
 * for binary: their text is a read-only document of ours.
 */
import { TabInputCustom, TabInputText, TabInputTextDiff, Uri, window, type Tab } from 'vscode';
import { sessionDocumentOf } from '../session-documents/session-document-uri.js';

/** Scheme of the documents with the text of logs that VS Code cannot show itself. */
export const LOG_TEXT_SCHEME = 'janus-events-log';

/** The document with the text of a log whose bytes are no text. */
export function decodedTextUri(source: Uri): Uri {
  const path = source.path.replace(/\.gz$/i, '');
  return source.with({ scheme: LOG_TEXT_SCHEME, authority: '', path, query: source.toString(), fragment: '' });
}

/** Where the bytes are of what an editor shows: a log, or the events of a session of it. */
export function sourceOf(shown: Uri): Uri {
  if (shown.scheme === LOG_TEXT_SCHEME) return Uri.parse(shown.query, true);
  return sessionDocumentOf(shown)?.log ?? shown;
}

/** What a tab shows, if it is something that could be a log. */
export function uriOfTab(tab: Tab): Uri | null {
  const { input } = tab;
  if (input instanceof TabInputText || input instanceof TabInputCustom) return input.uri;
  if (input instanceof TabInputTextDiff) return input.modified;
  return null;
}

/** All that is open in tabs. */
export const openTabs = (): Tab[] => window.tabGroups.all.flatMap((group) => group.tabs);

export const nameOf = (uri: Uri): string => uri.path.replace(/^.*\//, '') || uri.toString();
