import { Disposable, languages, type DocumentSelector } from 'vscode';
import type { OpenLogs } from '../open-logs/open-logs.js';
import { SESSION_SCHEME } from '../session-documents/session-document-uri.js';
import type { Settings } from '../settings.js';
import { Hovers } from './hovers.js';
import { Definitions, Highlights, References } from './ids.js';
import { JANUS_EVENTS } from './log-language.js';
import type { LogPlaces } from './log-places.js';
import { Outline } from './outline.js';

const LOGS: DocumentSelector = { language: JANUS_EVENTS };
/** The events of one session are JSON to VS Code, with an outline and highlights of its own. */
const LOGS_AND_SESSIONS: DocumentSelector = [{ language: JANUS_EVENTS }, { scheme: SESSION_SCHEME }];

/** What VS Code asks about the text of a log, for documents in its language alone. The analysis answers. */
export function registerReading(logs: OpenLogs, places: LogPlaces, settings: Settings): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(LOGS_AND_SESSIONS, new Hovers(places, settings)),
    languages.registerDefinitionProvider(LOGS_AND_SESSIONS, new Definitions(places)),
    languages.registerReferenceProvider(LOGS, new References(places)),
    languages.registerDocumentHighlightProvider(LOGS, new Highlights(places)),
    languages.registerDocumentSymbolProvider(LOGS, new Outline(logs, places, settings), { label: 'Janus' }),
  );
}
