import {
  commands,
  env,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  UIKind,
  ViewColumn,
  window,
  type Position,
  type TextEditor,
  type Uri,
} from 'vscode';
import type { SessionRow } from '../analysis/api.js';
import { rangeOf } from './diagnostics.js';
import { sizeWords } from './log-size.js';
import { openTabs, uriOfTab } from './log-uris.js';
import { inform } from './notifications.js';
import type { OpenLog } from './open-log.js';

export interface JumpOptions {
  /** Leave the keyboard where it is. */
  readonly preserveFocus: boolean;
  /** The group of what asks, which is not to be covered by the log. */
  readonly besides?: ViewColumn | undefined;
  /** The log itself is wanted, even if VS Code has to be asked for its text. */
  readonly whole?: boolean;
}

/** Longer texts are kept from extensions (`TextModel.MODEL_SYNC_LIMIT` of VS Code), bytes. */
const MAX_TEXT = 50 * 1024 * 1024;
/** News of the cursor takes this long at most. */
const ARRIVAL_MS = 2000;

interface Landing {
  readonly uri: string;
  readonly at: Position;
  readonly when: number;
}

/** Shows an event where its log cannot be shown: false when there is no such place. */
export type ShowElsewhere = (log: OpenLog, offset: number, options: JumpOptions) => Promise<boolean>;

/** Shows places of logs in the text editor. */
export class LogJumps {
  /** Where the cursor was put last, newest first. */
  private landings: readonly Landing[] = [];
  /** The logs whose length a person has been told of. */
  private readonly told = new WeakSet<OpenLog>();
  private asked = 0;
  private done = 0;
  /** One after the other; of those that wait only the newest is made. */
  private lastJump: Promise<void> = Promise.resolve();

  constructor(private readonly elsewhere: ShowElsewhere) {}

  /** Puts the cursor on an event and selects the whole of it. */
  toPlace(log: OpenLog, offset: number, length: number, options: JumpOptions): Promise<void> {
    const number = ++this.asked;
    const jump = this.lastJump.then(async () => {
      if (number === this.asked) await this.jump(log, offset, length, options);
    });
    this.lastJump = jump
      .catch(() => undefined)
      .then(() => {
        this.done = number;
      });
    return jump;
  }

  toSession(log: OpenLog, row: SessionRow, options: JumpOptions): Promise<void> {
    return this.toPlace(log, row.target.offset, row.target.length, options);
  }

  /** Whether the cursor is where the last jump put it, or is on its way. */
  hasLanded(uri: Uri, cursor: Position): boolean {
    return this.done < this.asked || isAt(this.landings[0], uri, cursor);
  }

  /** Whether a jump has just put the cursor there: its arrival is no news. */
  hasJustLanded(uri: Uri, cursor: Position): boolean {
    return this.landings.some((landing) => isAt(landing, uri, cursor) && Date.now() - landing.when < ARRIVAL_MS);
  }

  /** Shows the session's events in place of a text that VS Code would load for half a minute, and in vain. False: it has none. */
  private async instead(log: OpenLog, offset: number, length: number, options: JumpOptions): Promise<boolean> {
    const besides = columnFor(log.text, options.besides);
    if (!(await this.elsewhere(log, offset, { ...options, besides }))) return false;
    if (this.told.has(log)) return true;
    this.told.add(log);
    const anyway = l10n.t('Open Log Anyway');
    const size = sizeWords(log.state.summary?.log.bytes ?? 0);
    const words = l10n.t(
      '{0} has {1}, too much for VS Code to show places in it. These are the events of the session.',
      log.name,
      size,
    );
    void inform(words, anyway).then(async (chosen) => {
      if (chosen === anyway) await this.toPlace(log, offset, length, { ...options, whole: true });
    });
    return true;
  }

  private async jump(log: OpenLog, offset: number, length: number, options: JumpOptions): Promise<void> {
    // In a window whose files are elsewhere, VS Code shows no such text until it is asked to, even in a tab.
    const here = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
    const tooLong = (log.state.summary?.log.bytes ?? 0) > MAX_TEXT;
    if (
      tooLong &&
      options.whole !== true &&
      !(here && isOpen(log.text)) &&
      (await this.instead(log, offset, length, options))
    )
      return;
    const range = rangeOf(await log.analysis.ask({ method: 'locate', offset, length }));
    this.landings = [{ uri: log.text.toString(), at: range.start, when: Date.now() }, ...this.landings.slice(0, 9)];
    const viewColumn = columnFor(log.text, options.besides);
    const start = new Range(range.start, range.start);
    const { preserveFocus } = options;
    // This command opens all that VS Code has, or tells why not.
    const openAnyway = (): Thenable<unknown> =>
      commands.executeCommand('vscode.open', log.text, { viewColumn, preserveFocus, selection: start });
    let editor: TextEditor;
    try {
      if (tooLong) {
        await openAnyway();
        return;
      }
      editor = await window.showTextDocument(log.text, { viewColumn, preserveFocus, selection: start });
    } catch {
      // A text can be too long by its characters where its file is packed.
      if (!here && options.whole !== true && (await this.elsewhere(log, offset, { ...options, besides: viewColumn })))
        return;
      await openAnyway();
      return;
    }
    // Backwards, so that the cursor is where the event begins.
    editor.selection = new Selection(range.end, range.start);
    editor.revealRange(start, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

const isOpen = (uri: Uri): boolean => openTabs().some((tab) => uriOfTab(tab)?.toString() === uri.toString());

const isAt = (landing: Landing | undefined, uri: Uri, cursor: Position): boolean =>
  landing?.uri === uri.toString() && landing.at.isEqual(cursor);

/** The group that shows a document already, else one beside the asking one. */
function columnFor(uri: Uri, besides: ViewColumn | undefined): ViewColumn {
  const shown = openTabs().filter((tab) => uriOfTab(tab)?.toString() === uri.toString());
  const tab = shown.find((other) => other.isActive) ?? shown[0];
  if (tab) return tab.group.viewColumn;
  if (besides === undefined) return ViewColumn.Active;
  return besides === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}
