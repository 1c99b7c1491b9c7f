import type { Disposable } from 'vscode';
import { window, type TextEditorSelectionChangeEvent } from 'vscode';
import type { LogJumps } from './log-jumps.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import type { Output } from '../output.js';
import type { Settings } from '../settings.js';

const PAUSE_MS = 150;

/** The session under the cursor becomes the selected one. */
export class CursorFollower implements Disposable {
  private readonly moves: Disposable;
  private pause: NodeJS.Timeout | undefined;

  constructor(
    private readonly logs: OpenLogs,
    private readonly jumps: LogJumps,
    private readonly settings: Settings,
    private readonly output: Output,
  ) {
    this.moves = window.onDidChangeTextEditorSelection((move) => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => {
        this.follow(move).catch((error: unknown) => {
          this.output.error('Session at the cursor', error);
        });
      }, PAUSE_MS);
    });
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.moves.dispose();
  }

  private async follow({ textEditor, selections }: TextEditorSelectionChangeEvent): Promise<void> {
    const { uri } = textEditor.document;
    const log = this.logs.find(uri);
    const cursor = selections[0]?.active;
    if (log?.state.kind !== 'ready' || cursor === undefined || uri.toString() !== log.text.toString()) return;
    if (!this.settings.followCursor || this.jumps.hasJustLanded(uri, cursor)) return;
    const session = await log.analysis.ask({ method: 'sessionAt', line: cursor.line, character: cursor.character });
    if (session !== null) log.selection.select(session, 'log');
  }
}
