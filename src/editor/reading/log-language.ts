import { Disposable, languages, workspace, type TextDocument } from 'vscode';
import { LOG_TEXT_SCHEME } from '../open-logs/log-uris.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';

export const JANUS_EVENTS = 'janus-events';

/** What VS Code takes a log for by its name. Any other language is somebody's choice, or an extension's that knows better. */
const BY_NAME: ReadonlySet<string> = new Set(['plaintext', 'json', 'jsonc', 'jsonl', 'log']);

/**
 * Gives documents that show the text of a log the language for it: to a JSON validator all behind the first event is too
 * much. What a log is, its content has told; a language that a person has chosen stays.
 */
export class LogLanguage implements Disposable {
  private readonly disposables: Disposable[];
  /** Logs in which there are events. */
  private readonly proven = new WeakSet<OpenLog>();
  /** Open documents that have got the language: who takes it from them wants another. */
  private readonly given = new Set<string>();

  constructor(
    logs: OpenLogs,
    private readonly output: Output,
  ) {
    this.disposables = [
      workspace.onDidOpenTextDocument((document) => {
        const log = logs.find(document.uri);
        if (log !== null && this.proven.has(log)) this.give(log, document);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        // A document whose language changes is closed and opened at once.
        setTimeout(() => {
          if (!workspace.textDocuments.some((open) => open.uri.toString() === uri.toString()))
            this.given.delete(uri.toString());
        });
      }),
      // One that was opened by a command, whatever it begins with.
      logs.onDidOpen((log) => {
        void log.known().then(({ summary }) => {
          if ((summary?.log.events ?? 0) > 0) this.found(log);
        });
      }),
    ];
  }

  /** There are events in the log. */
  found(log: OpenLog): void {
    this.proven.add(log);
    const key = log.text.toString();
    const shown = workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    if (shown !== undefined) this.give(log, shown);
  }

  dispose(): void {
    Disposable.from(...this.disposables).dispose();
  }

  private give({ text, name }: OpenLog, document: TextDocument): void {
    const key = text.toString();
    const { languageId } = document;
    if (document.uri.toString() !== key || languageId === JANUS_EVENTS || this.given.has(key)) return;
    // The text of a log that is packed exists for nothing else.
    if (document.uri.scheme !== LOG_TEXT_SCHEME && (!BY_NAME.has(languageId) || isAssociated(document))) return;
    this.given.add(key);
    languages.setTextDocumentLanguage(document, JANUS_EVENTS).then(undefined, (error: unknown) => {
      this.given.delete(key);
      this.output.error(`Language of ${name}`, error);
    });
  }
}

/** Whether the settings name the language of such files (`files.associations`). */
function isAssociated(document: TextDocument): boolean {
  const associations = workspace.getConfiguration('files', document).get<unknown>('associations');
  return Object.entries(associations ?? {}).some(
    ([glob, language]) =>
      language === document.languageId &&
      languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0,
  );
}
