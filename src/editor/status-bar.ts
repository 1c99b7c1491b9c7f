import type { Disposable } from 'vscode';
import { l10n, MarkdownString, StatusBarAlignment, window } from 'vscode';
import type { AnalysisSummary } from '../analysis/requests/api.js';
import { markdownText } from '../encoding/markdown.js';
import { visible } from '../encoding/visible.js';
import type { ActiveLog } from './open-logs/active-log.js';
import { size } from '../words/numbers.js';
import { outcomeTitle } from '../words/outcomes.js';
import type { LogState, OpenLog } from './open-logs/open-log.js';
import { number, plural } from '../words/numbers.js';

/** "Janus: 277 sessions, 77 silent" for the log in front; a click opens its timeline. */
export class LogStatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('janusEvents.status', StatusBarAlignment.Left, 10);
  private readonly active: Disposable;
  private states: Disposable | null = null;
  private log: OpenLog | null = null;

  constructor(activeLog: ActiveLog) {
    this.item.name = l10n.t('Janus Event Log');
    this.active = activeLog.onDidChange(() => {
      this.follow(activeLog.front);
    });
    this.follow(activeLog.front);
  }

  dispose(): void {
    this.item.dispose();
    this.active.dispose();
    this.states?.dispose();
  }

  private follow(log: OpenLog | null): void {
    if (log !== this.log) {
      this.states?.dispose();
      this.log = log;
      this.states =
        log?.onDidChangeState(() => {
          this.update();
        }) ?? null;
    }
    this.update();
  }

  private update(): void {
    const { log, item } = this;
    if (log === null) {
      item.hide();
      return;
    }
    const { state } = log;
    item.command = 'janusEvents.openTimeline';
    item.tooltip = undefined;
    switch (state.kind) {
      case 'reading':
        item.text =
          state.percent === null ? l10n.t('Janus: reading…') : l10n.t('Janus: reading {0}', progressWords(state));
        item.tooltip = readingTooltip(state.summary);
        break;
      case 'ready':
        item.text = l10n.t('Janus: {0}', counts(state.summary));
        item.tooltip = tooltip(log.name, state.summary);
        break;
      case 'cancelled':
        item.text =
          state.summary === null
            ? l10n.t('Janus: reading cancelled')
            : l10n.t('Janus: {0} so far, reading cancelled', counts(state.summary));
        item.tooltip = state.summary === null ? l10n.t('Read the log again') : l10n.t('Go on reading');
        item.command = 'janusEvents.readAgain';
        break;
      case 'failed':
        item.text = l10n.t('Janus: log cannot be read');
        item.tooltip = `${visible(state.message)}\n\n${l10n.t('Click to try again.')}`;
        item.command = 'janusEvents.readAgain';
    }
    item.show();
  }
}

/** "42 %, 310 MB/s", or nothing where that cannot be told. */
export function progressWords({ percent, speed }: Extract<LogState, { kind: 'reading' }>): string {
  if (percent === null) return '';
  return speed === null ? `${String(percent)} %` : l10n.t('{0} %, {1}/s', percent, size(Math.round(speed)));
}

/** What is known already, and a way out. */
function readingTooltip(summary: AnalysisSummary | null): MarkdownString {
  const text = new MarkdownString();
  text.isTrusted = { enabledCommands: ['janusEvents.cancelReading'] };
  if (summary !== null) text.appendMarkdown(l10n.t('{0} so far', counts(summary))).appendMarkdown('\n\n');
  return text.appendMarkdown(`[${l10n.t('Cancel')}](command:janusEvents.cancelReading)`);
}

/** "277 sessions, 77 silent" */
function counts({ sessions, silent, expected }: AnalysisSummary): string {
  if (expected > 0)
    return plural(
      sessions,
      l10n.t('{0} session, {1} silent ({2} expected)|{0} sessions, {1} silent ({2} expected)'),
      number(silent),
      number(expected),
    );
  return plural(sessions, l10n.t('{0} session, {1} silent|{0} sessions, {1} silent'), number(silent));
}

function tooltip(name: string, summary: AnalysisSummary): MarkdownString {
  const { log, emitters, notes } = summary;
  const text = new MarkdownString('', true);
  text.appendMarkdown('**').appendMarkdown(markdownText(name)).appendMarkdown('**\n\n');
  text
    .appendMarkdown(markdownText(plural(log.events, l10n.t('{1}; {0} event|{1}; {0} events'), log.format)))
    .appendMarkdown('\n\n');
  text.appendMarkdown('| | |\n|:--|--:|\n');
  const row = (label: string, n: number): void => {
    if (n > 0) text.appendMarkdown(`| ${label} | ${number(n)} |\n`);
  };
  row(outcomeTitle('silent'), summary.silent);
  row(l10n.t('of these expected'), summary.expected);
  row(l10n.t('Ended with a session event'), summary.ended);
  row(outcomeTitle('open'), summary.open);
  row(l10n.t('of these provisional'), summary.provisional);
  row(outcomeTitle('unknown'), summary.undecidable);
  text.appendMarkdown('\n');
  for (const { name: emitter, version } of emitters.slice(0, 5)) {
    text
      .appendMarkdown('$(server) ')
      .appendMarkdown(markdownText(version === null ? emitter : `${emitter} · Janus ${version}`))
      .appendMarkdown('\n\n');
  }
  for (const note of notes.slice(0, 5))
    text.appendMarkdown('$(info) ').appendMarkdown(markdownText(note.message)).appendMarkdown('\n\n');
  return text;
}
