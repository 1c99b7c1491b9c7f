import { commands, Range, Selection, TextEditorRevealType, ViewColumn, window, type Position, type Uri } from 'vscode';
import type { SessionRow } from '../analysis/api.js';
import { rangeOf } from './diagnostics.js';
import { openTabs, uriOfTab } from './log-uris.js';
import type { OpenLog } from './open-log.js';

export interface JumpOptions {
  /** Leave the keyboard where it is. */
  readonly preserveFocus: boolean;
  /** The group of what asks, which is not to be covered by the log. */
  readonly besides?: ViewColumn | undefined;
}

/** Shows places of logs in the text editor. */
export class LogJumps {
  /** Where the cursor was put last: its arrival there is no news. */
  private landing: { readonly uri: string; readonly at: Position } | null = null;

  /** Puts the cursor on an event and selects the whole of it. */
  async toPlace(log: OpenLog, offset: number, length: number, options: JumpOptions): Promise<void> {
    const range = rangeOf(await log.analysis.locate(offset, length));
    this.landing = { uri: log.text.toString(), at: range.start };
    const viewColumn = columnFor(log.text, options.besides);
    // This command, and no other way, also opens what is too large for extensions to see.
    const selection = new Range(range.start, range.start);
    const { preserveFocus } = options;
    await commands.executeCommand('vscode.open', log.text, { selection, viewColumn, preserveFocus });
    const editor = window.visibleTextEditors.find(
      (other) => other.document.uri.toString() === log.text.toString() && other.viewColumn === viewColumn,
    );
    if (!editor) return;
    // Backwards, so that the cursor is where the event begins.
    editor.selection = new Selection(range.end, range.start);
    editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  toSession(log: OpenLog, row: SessionRow, options: JumpOptions): Promise<void> {
    return this.toPlace(log, row.target.offset, row.target.length, options);
  }

  /** Whether the cursor is where the last jump put it. */
  hasLanded(uri: Uri, cursor: Position): boolean {
    return this.landing?.uri === uri.toString() && this.landing.at.isEqual(cursor);
  }
}

/** The group that shows a document already, else one beside the asking one. */
function columnFor(uri: Uri, besides: ViewColumn | undefined): ViewColumn {
  const shown = openTabs().filter((tab) => uriOfTab(tab)?.toString() === uri.toString());
  const tab = shown.find((other) => other.isActive) ?? shown[0];
  if (tab) return tab.group.viewColumn;
  if (besides === undefined) return ViewColumn.Active;
  return besides === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}
