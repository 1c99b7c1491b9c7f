import { commands, l10n, window } from 'vscode';
import type { SessionRow, StepFrom } from '../../analysis/requests/api.js';
import type { CommandTarget } from './command-target.js';
import type { LogJumps } from './log-jumps.js';
import { openTabs, uriOfTab } from '../open-logs/log-uris.js';
import { announce } from '../notifications.js';
import type { OpenLog } from '../open-logs/open-log.js';
import { pickSession } from './session-picker.js';
import type { Settings } from '../settings.js';
import type { TimelinePanels } from '../timeline/timeline-panels.js';

/** Where the keyboard's focus is when a command runs. */
export type Place = 'log' | 'timeline' | 'tree';

/** Moves from session to session, in log, timeline and tree at once. */
export class Navigation {
  private lastStep: Promise<void> = Promise.resolve();

  constructor(
    private readonly target: CommandTarget,
    private readonly jumps: LogJumps,
    private readonly timelines: TimelinePanels,
    private readonly settings: Settings,
  ) {}

  /** To the next or previous silent session, around the ends of the log. Steps are taken one after the other. */
  step(direction: 1 | -1, from?: Place): Promise<void> {
    const step = this.lastStep.then(() => this.takeStep(direction, from));
    this.lastStep = step.then(
      () => undefined,
      () => undefined,
    );
    // The next step does not wait for the editor.
    return step.then((jump) => jump?.());
  }

  /** Selects the session; what is left to do is to go there. */
  private async takeStep(direction: 1 | -1, from?: Place): Promise<(() => Promise<void>) | null> {
    const log = await this.target.atHand();
    if (log === null) return null;
    await log.known();
    const place = from ?? this.place(log);
    const step = await log.analysis.ask({ method: 'step', from: await this.stepFrom(log, place), direction });
    if (step === null) {
      const expected = log.state.summary?.expected ?? 0;
      announce(
        expected > 0
          ? l10n.t('Janus: no session of {0} ended silently but as expected', log.name)
          : l10n.t('Janus: no session of {0} ended silently', log.name),
      );
      return null;
    }
    const { row, number, of } = step;
    log.selection.select(row.index, 'command');
    announce(l10n.t('Janus: silent session {0} of {1}', number, of));
    return () => this.show(log, row, place);
  }

  async goToSession(): Promise<void> {
    const log = await this.target.atHand();
    if (log === null) return;
    const place = this.place(log);
    const row = await pickSession(log, this.settings.sessionNames, () => {
      void commands.executeCommand('janusEvents.howToSearch');
    });
    if (row === null) return;
    log.selection.select(row.index, 'command');
    await this.show(log, row, place);
  }

  /** Shows a session in the log, if there is one to be seen, without taking the focus from its place. */
  private async show(log: OpenLog, row: SessionRow, place: Place): Promise<void> {
    const shown = openTabs().some((tab) => tab.isActive && uriOfTab(tab)?.toString() === log.text.toString());
    if (place === 'timeline' && !shown) return;
    const besides = this.timelines.find(log)?.panel.viewColumn;
    await this.jumps.toSession(log, row, { preserveFocus: place !== 'log', besides });
  }

  private place(log: OpenLog): Place {
    return this.timelines.front === log ? 'timeline' : 'log';
  }

  private async stepFrom(log: OpenLog, place: Place): Promise<StepFrom> {
    const { session } = log.selection;
    const editor = window.activeTextEditor;
    if (place !== 'log' || editor?.document.uri.toString() !== log.text.toString()) return { session };
    const cursor = editor.selection.active;
    // Several sessions can end at one event: there the selected one tells which of them was last.
    const landed = session !== null && this.jumps.hasLanded(editor.document.uri, cursor);
    if (landed && (await log.analysis.ask({ method: 'row', session })).outcome === 'silent') return { session };
    return { line: cursor.line, character: cursor.character };
  }
}
