import { DocumentSymbol, SymbolKind, type DocumentSymbolProvider, type TextDocument } from 'vscode';
import type { Symbol } from '../../analysis/requests/in-text.js';
import { symbolText } from '../../encoding/workbench.js';
import { rangeOf } from '../diagnostics/diagnostics.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Settings } from '../settings.js';
import type { LogPlaces } from './log-places.js';

/** Chosen by the colour of their icons: what ended silently stands out among the sessions. */
const KINDS: Readonly<Record<Symbol['kind'], SymbolKind>> = {
  server: SymbolKind.Module,
  session: SymbolKind.Interface,
  silent: SymbolKind.Event,
  handle: SymbolKind.Method,
  more: SymbolKind.Null,
};

/** Servers, their sessions and the handles of those: for the outline, the breadcrumbs and "Go to Symbol". */
export class Outline implements DocumentSymbolProvider {
  constructor(
    private readonly logs: OpenLogs,
    private readonly places: LogPlaces,
    private readonly settings: Settings,
  ) {}

  async provideDocumentSymbols(document: TextDocument): Promise<DocumentSymbol[] | null> {
    const log = this.logs.find(document.uri);
    // VS Code asks once for each change of the text: it gets what there is to say at the end.
    const state = await log?.upToDate();
    if (log === null || state?.summary == null) return null;
    const symbols = await this.places.ask(log, { method: 'outline', first: this.settings.sessionNames });
    return symbols === null ? null : treeOf(symbols);
  }
}

function treeOf(symbols: readonly Symbol[]): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  const open: DocumentSymbol[] = [];
  for (const { level, kind, name, detail, range, first } of symbols) {
    const symbol = new DocumentSymbol(
      symbolText(name),
      symbolText(detail),
      KINDS[kind],
      rangeOf(range),
      rangeOf(first),
    );
    const siblings = level === 0 ? roots : (open[level - 1]?.children ?? roots);
    siblings.push(symbol);
    open[level] = symbol;
  }
  return roots;
}
