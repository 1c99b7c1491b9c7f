import { l10n, Range, Selection, TextEditorRevealType, window, type TextEditor, type Uri } from 'vscode';
import type { Neighbour, PlaceInText } from '../../analysis/requests/in-text.js';
import { number } from '../../words/numbers.js';
import type { LogJumps } from '../navigation/log-jumps.js';
import { announce } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import type { OpenLogs } from '../open-logs/open-logs.js';
import { sessionDocumentOf } from '../session-documents/session-document-uri.js';
import type { SessionDocuments } from '../session-documents/session-documents.js';
import type { LogPlaces } from './log-places.js';

interface From {
  readonly log: OpenLog;
  readonly place: PlaceInText;
}

/** Goes from event to event of one session. */
export class EventSteps {
  private lastStep: Promise<void> = Promise.resolve();

  constructor(
    private readonly logs: OpenLogs,
    private readonly places: LogPlaces,
    private readonly jumps: LogJumps,
    private readonly documents: SessionDocuments,
  ) {}

  /** From the event at this offset of a log, else from the one at the cursor. Steps are taken one after the other. */
  step(direction: 1 | -1, about: Uri | null, offset: number | null): Promise<void> {
    const step = this.lastStep.then(() => this.takeStep(direction, about, offset));
    this.lastStep = step.catch(() => undefined);
    return step;
  }

  private async takeStep(direction: 1 | -1, about: Uri | null, offset: number | null): Promise<void> {
    const editor = window.activeTextEditor;
    const from =
      this.asked(about, offset) ??
      (editor === undefined ? null : this.places.at(editor.document, editor.selection.active));
    const found =
      from === null ? null : await this.places.ask(from.log, { method: 'neighbour', place: from.place, direction });
    if (from === null || found === null) {
      if (from === null && editor !== undefined && direction === 1 && this.showFirst(editor)) return;
      announce(
        direction === 1
          ? l10n.t('Janus: no later event of a session here')
          : l10n.t('Janus: no earlier event of a session here'),
      );
      return;
    }
    announce(l10n.t('Janus: event {0} of {1} of the session', number(found.number), number(found.of)));
    const { log } = from;
    if (editor !== undefined && this.isOfSession(editor, log)) await this.showInDocument(editor, log, found);
    else await this.jumps.toPlace(log, found.offset, found.length, { preserveFocus: false });
  }

  private asked(about: Uri | null, offset: number | null): From | null {
    const log = about === null ? null : this.logs.find(about);
    return log === null || offset === null ? null : { log, place: { offset } };
  }

  /** Whether an editor shows the events of a session of the log. */
  private isOfSession({ document }: TextEditor, log: OpenLog): boolean {
    return sessionDocumentOf(document.uri) !== null && this.logs.find(document.uri) === log;
  }

  private async showInDocument(editor: TextEditor, log: OpenLog, { offset, number: which }: Neighbour): Promise<void> {
    const told = this.documents.textOf(editor.document.uri)?.events.find((event) => event.offset === offset);
    if (told === undefined) {
      const event = await log.analysis.ask({ method: 'eventAt', offset });
      if (event !== null) await this.documents.open(log, event.session, which - 1, editor.viewColumn);
      return;
    }
    showLine(editor, told.line);
  }

  /** From the head of the events of a session to the first of them. False: it has none. */
  private showFirst(editor: TextEditor): boolean {
    const [first] = this.documents.textOf(editor.document.uri)?.events ?? [];
    if (first !== undefined) showLine(editor, first.line);
    return first !== undefined;
  }
}

function showLine(editor: TextEditor, line: number): void {
  const start = new Range(line, 0, line, 0);
  editor.selection = new Selection(start.start, start.start);
  editor.revealRange(start, TextEditorRevealType.InCenterIfOutsideViewport);
}
