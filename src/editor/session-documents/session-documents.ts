import {
  Disposable,
  EventEmitter,
  FileSystemError,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  window,
  type Uri,
  type ViewColumn,
} from 'vscode';
import type { SessionText, TextLayout } from '../../analysis/requests/api.js';
import { clockTold, type LogClock } from '../../words/times.js';
import { visible } from '../../encoding/visible.js';
import { isEncoded } from '../open-logs/content/log-head.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';
import { sessionDocumentOf, sessionDocumentUri, type SessionDocument } from './session-document-uri.js';
import type { SessionTextSource } from './session-files.js';

/** A text holds this many events at most: parts begin at multiples of it. */
const EVENTS_PER_PART = 1000;
/** Until the document's tab keeps its log open, ms. */
const HOLD_MS = 2000;

/** The documents that show the events of one session each, made by the analysis of its log. */
export class SessionDocuments implements SessionTextSource, Disposable {
  private readonly made = new EventEmitter<void>();
  readonly onDidMake = this.made.event;
  /** What the documents that were read last hold, by URI. */
  private readonly texts = new Map<string, SessionText>();

  constructor(
    private readonly logs: OpenLogs,
    private readonly output: Output,
  ) {}

  /** What a document holds; null: it has not been read. */
  textOf(uri: Uri): SessionText | null {
    return this.texts.get(uri.toString()) ?? null;
  }

  /** How the times of a document's log are told. */
  clockOf(uri: Uri): LogClock {
    const document = sessionDocumentOf(uri);
    const log = document === null ? null : this.logs.find(document.log);
    return log?.clock ?? clockTold();
  }

  /** Opens the events of a session, at the event with this number if one is given. */
  async open(log: OpenLog, session: number, event: number | null, column?: ViewColumn): Promise<void> {
    const { emitter, id, instance } = await log.analysis.ask({ method: 'row', session });
    const first = event === null ? 0 : event - (event % EVENTS_PER_PART);
    const uriOf = (from: number): Uri =>
      sessionDocumentUri({ log: log.source, session: { emitter, id, instance }, from, layout: 'pretty' });
    const text = await this.show(uriOf(first), column, event);
    // Large events make parts shorter.
    if (event !== null && text !== null && event >= text.to) await this.show(uriOf(event), column, event);
  }

  /** Puts another part or layout of the same session into the place of a document. */
  async replace(uri: Uri, change: { readonly from?: number; readonly layout?: TextLayout }): Promise<void> {
    const document = sessionDocumentOf(uri);
    if (document !== null) await this.show(sessionDocumentUri({ ...document, ...change }), undefined, null);
  }

  async read(uri: Uri): Promise<string> {
    const document = sessionDocumentOf(uri);
    if (document === null) throw FileSystemError.FileNotFound(uri);
    const log = await this.logOf(document);
    const session =
      log.state.summary === null ? null : await log.analysis.ask({ method: 'find', key: document.session });
    if (session === null) {
      this.texts.delete(uri.toString());
      return absent(log, document);
    }
    const text = await log.analysis.ask({
      method: 'sessionText',
      session,
      from: document.from,
      layout: document.layout,
    });
    this.texts.set(uri.toString(), text);
    this.made.fire();
    return text.text;
  }

  watch(uri: Uri, changed: () => void): Disposable {
    const document = sessionDocumentOf(uri);
    const log = document === null ? null : this.logs.find(document.log);
    if (document === null || log === null) return new Disposable(() => undefined);
    let revision = log.state.summary?.revision;
    const states = log.onDidChangeState(({ summary }) => {
      if (summary === null || summary.revision === revision) return;
      revision = summary.revision;
      this.hasChanged(uri, document, log).then(
        (has) => {
          if (has) changed();
        },
        (error: unknown) => {
          this.output.error(`Events of session ${document.session.id}`, error);
        },
      );
    });
    return Disposable.from(states, new Disposable(() => this.texts.delete(uri.toString())));
  }

  dispose(): void {
    this.made.dispose();
  }

  private async hasChanged(uri: Uri, { session }: SessionDocument, log: OpenLog): Promise<boolean> {
    const known = this.textOf(uri);
    const found = await log.analysis.ask({ method: 'find', key: session });
    if (found === null || known === null) return (found === null) !== (known === null);
    return (await log.analysis.ask({ method: 'row', session: found })).events !== known.total;
  }

  /** The log, read as far as there is something to show. */
  private async logOf({ log: source }: SessionDocument): Promise<OpenLog> {
    const log = this.logs.find(source) ?? this.logs.open(source, await isEncoded(source));
    const hold = this.logs.hold(log);
    setTimeout(() => {
      hold.dispose();
    }, HOLD_MS);
    const state = await log.known();
    if (state.kind === 'failed') throw FileSystemError.Unavailable(state.message);
    return log;
  }

  private async show(uri: Uri, viewColumn: ViewColumn | undefined, event: number | null): Promise<SessionText | null> {
    const options = viewColumn === undefined ? {} : { viewColumn };
    const editor = await window.showTextDocument(uri, { ...options, preview: true });
    const text = this.textOf(uri);
    const told = event === null ? undefined : text?.events[event - text.from];
    if (told !== undefined) {
      const start = new Range(told.line, 0, told.line, 0);
      editor.selection = new Selection(start.start, start.start);
      editor.revealRange(start, TextEditorRevealType.AtTop);
    }
    return text;
  }
}

function absent(log: OpenLog, { session, layout }: SessionDocument): string {
  const words = visible(l10n.t('Session {0} is not in {1} (any more).', session.id, log.name));
  return layout === 'pretty' ? `// ${words}\n` : '';
}
