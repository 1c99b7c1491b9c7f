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
  workspace,
  type Position,
  type TextEditor,
  type Uri,
} from 'vscode';
import type { SessionRow } from '../../analysis/requests/api.js';
import { rangeOf } from '../diagnostics/diagnostics.js';
import { openTabs, uriOfTab } from '../open-logs/log-uris.js';
import { canReadPaths } from '../open-logs/on-disk.js';
import { inform } from '../notifications.js';
import { size } from '../../words/numbers.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { mostShownAtOnce } from './large-texts.js';

export interface JumpOptions {
  /** Leave the keyboard where it is. */
  readonly preserveFocus: boolean;
  /** The editor group that the request came from: the log is opened in another one. */
  readonly besides?: ViewColumn | undefined;
  /** The log itself is wanted, even if VS Code has to be asked for its text. */
  readonly whole?: boolean;
  /** The session that it is about: what ended it can be an event of nobody, as the server's start. */
  readonly session?: number;
}

const MEGABYTE = 1024 * 1024;
/** Longer texts are kept from extensions (`TextModel.MODEL_SYNC_LIMIT` of VS Code), bytes. */
const MAX_TEXT = 50 * MEGABYTE;
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
  /** Jumps are made one after another; of those that wait, only the newest is made. */
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
    return this.toPlace(log, row.target.offset, row.target.length, { ...options, session: row.index });
  }

  /** Whether the cursor is where the last jump put it, or is on its way. */
  hasLanded(uri: Uri, cursor: Position): boolean {
    return this.done < this.asked || isAt(this.landings[0], uri, cursor);
  }

  /** Whether a jump has just put the cursor there: then its move selects nothing. */
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
    const logSize = size(log.state.summary?.log.bytes ?? 0);
    const words = l10n.t(
      '{0} has {1}, too much for VS Code to show places in it. These are the events of the session.',
      log.name,
      logSize,
    );
    void inform(words, anyway).then(async (chosen) => {
      if (chosen === anyway) await this.toPlace(log, offset, length, { ...options, whole: true });
    });
    return true;
  }

  private async jump(log: OpenLog, offset: number, length: number, options: JumpOptions): Promise<void> {
    const bytes = log.state.summary?.log.bytes ?? 0;
    const tooLong = bytes > MAX_TEXT;
    // Its tab says that it is very large, until a person asks for it there.
    const unshown = bytes > mostShown(log.text) && !hasText(log.text);
    const seen = isOpen(log.text) && !unshown;
    if ((unshown || (tooLong && !seen)) && options.whole !== true && (await this.instead(log, offset, length, options)))
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
      if (tooLong || unshown) {
        await openAnyway();
        return;
      }
      editor = await window.showTextDocument(log.text, { viewColumn, preserveFocus, selection: start });
    } catch {
      // A text can be too long by its characters where its file is packed.
      if (options.whole !== true && (await this.instead(log, offset, length, options))) return;
      await openAnyway();
      return;
    }
    // Backwards, so that the cursor is where the event begins.
    editor.selection = new Selection(range.end, range.start);
    editor.revealRange(start, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

/** Bytes of a text that VS Code shows without being asked to a second time: what the person has set, else VS Code's own. */
function mostShown(text: Uri): number {
  const setting = workspace.getConfiguration('workbench', text).inspect<number>('editorLargeFileConfirmation');
  const set = setting?.workspaceFolderValue ?? setting?.workspaceValue ?? setting?.globalValue;
  if (typeof set === 'number') return set * MEGABYTE;
  return mostShownAtOnce({
    scheme: text.scheme,
    workbenchInBrowser: env.uiKind === UIKind.Web,
    inBrowser: !canReadPaths,
    remote: env.remoteName !== undefined,
  });
}

/** Whether VS Code has loaded the text and told extensions of it. */
const hasText = (uri: Uri): boolean => workspace.textDocuments.some((known) => known.uri.toString() === uri.toString());

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
