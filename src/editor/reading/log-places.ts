import { Range, type Position, type TextDocument } from 'vscode';
import type { AnalysisRequests } from '../../analysis/requests/api.js';
import type { EventInText, PlaceInText } from '../../analysis/requests/in-text.js';
import type { Answer, Request } from '../../rpc/requests.js';
import { rangeOf } from '../diagnostics/diagnostics.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';
import { sessionDocumentOf } from '../session-documents/session-document-uri.js';
import type { SessionDocuments } from '../session-documents/session-documents.js';
import { fieldAt, type FieldInLine } from './field-at.js';

/** A place in a document as the analysis is asked about it. */
export interface LogPlace {
  readonly log: OpenLog;
  readonly place: PlaceInText;
  readonly field: FieldInLine | null;
  /** Where the value of the field stands. */
  readonly fieldRange: Range | null;
}

/** From places in documents that show a log, or events of one, to what the analysis knows of them. */
export class LogPlaces {
  constructor(
    private readonly logs: OpenLogs,
    private readonly documents: SessionDocuments,
    private readonly output: Output,
  ) {}

  /** Null where nothing is known (yet). Looks at some characters of one line. */
  at(document: TextDocument, position: Position): LogPlace | null {
    const log = this.logOf(document);
    const place = log === null ? null : this.placeOf(log, document, position);
    if (log === null || place === null) return null;
    const field = fieldAt(document.lineAt(position.line).text, position.character);
    const fieldRange = field === null ? null : new Range(position.line, field.start, position.line, field.end);
    return { log, place, field, fieldRange };
  }

  /** The log that a document shows, or events of it, once something of it is known. */
  logOf({ uri }: TextDocument): OpenLog | null {
    const log = this.logs.find(uri);
    return log?.state.summary == null ? null : log;
  }

  /** Where an event stands in a document; null where it is not in it. */
  rangeIn(document: TextDocument, { offset, range }: EventInText): Range | null {
    if (sessionDocumentOf(document.uri) === null) return rangeOf(range);
    const events = this.documents.textOf(document.uri)?.events ?? [];
    const k = events.findIndex((event) => event.offset === offset);
    if (k < 0) return null;
    const next = events[k + 1]?.line ?? document.lineCount;
    return new Range(events[k]!.line, 0, next, 0);
  }

  /** Asks the analysis, which may be between two readings: then nobody knows, and null is told. */
  async ask<M extends keyof AnalysisRequests>(
    log: OpenLog,
    request: Request<AnalysisRequests, M>,
  ): Promise<Answer<AnalysisRequests, M> | null> {
    try {
      return await log.analysis.ask(request);
    } catch (error) {
      this.output.info(`Not told of ${log.name}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  private placeOf(log: OpenLog, { uri }: TextDocument, { line, character }: Position): PlaceInText | null {
    if (uri.toString() === log.text.toString()) return { line, character };
    const event = this.documents.textOf(uri)?.events.findLast((one) => one.line <= line);
    return event === undefined ? null : { offset: event.offset };
  }
}

/** Whether an event stands where the analysis has seen it: the text can have changed since. */
export const isStillThere = (document: TextDocument, { start }: Range): boolean =>
  start.line < document.lineCount && document.lineAt(start.line).text[start.character] === '{';
