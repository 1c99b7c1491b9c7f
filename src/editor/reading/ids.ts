import {
  DocumentHighlight,
  Location,
  type DefinitionProvider,
  type DocumentHighlightProvider,
  type LocationLink,
  type Position,
  type Range,
  type ReferenceProvider,
  type TextDocument,
} from 'vscode';
import { rangeOf } from '../diagnostics/diagnostics.js';
import { isStillThere, type LogPlaces } from './log-places.js';

/** From the id of a session, handle or connection to the event with which it began. */
export class Definitions implements DefinitionProvider {
  constructor(private readonly places: LogPlaces) {}

  async provideDefinition(document: TextDocument, position: Position): Promise<LocationLink[] | null> {
    const at = this.places.at(document, position);
    if (at?.fieldRange == null) return null;
    const { log, place, field, fieldRange } = at;
    const found = await this.places.ask(log, { method: 'definition', place, field });
    const target = found === null ? null : this.places.rangeIn(document, found);
    if (target === null || !isStillThere(document, target)) return null;
    const targetSelectionRange = target.with(target.start, target.start);
    return [{ originSelectionRange: fieldRange, targetUri: document.uri, targetRange: target, targetSelectionRange }];
  }
}

/** All events of the session, handle or connection under the cursor. */
export class References implements ReferenceProvider {
  constructor(private readonly places: LogPlaces) {}

  async provideReferences(document: TextDocument, position: Position): Promise<Location[] | null> {
    const at = this.places.at(document, position);
    if (at === null) return null;
    const { log, place, field } = at;
    const found = await this.places.ask(log, { method: 'references', place, field });
    return found === null ? null : found.map((range) => new Location(document.uri, rangeOf(range)));
  }
}

/** The id under the cursor, in all events around it. */
export class Highlights implements DocumentHighlightProvider {
  constructor(private readonly places: LogPlaces) {}

  async provideDocumentHighlights(document: TextDocument, position: Position): Promise<DocumentHighlight[] | null> {
    const at = this.places.at(document, position);
    if (at?.field == null) return null;
    const { log, place, field } = at;
    const found = await this.places.ask(log, { method: 'occurrences', place, field });
    if (found === null) return null;
    const texts = found.map(rangeOf).filter((range) => textOf(document, range) === field.value);
    return texts.map((range) => new DocumentHighlight(range));
  }
}

/** Of a range within one line. */
const textOf = (document: TextDocument, { start, end }: Range): string | null =>
  start.line < document.lineCount ? document.lineAt(start.line).text.slice(start.character, end.character) : null;
